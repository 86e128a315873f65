package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"stillpoint/generator"
	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/address"
	"stillpoint/generator/deploy/folder"
)

// openTarget opens the place that a site is published to: that of the flag, or else that of the configuration, where a path goes from the site's folder.
func openTarget(ctx context.Context, t terminal, s *generator.Sending, to string, jobs int) (deploy.Target, error) {
	base := "."
	if to == "" {
		to, base = s.Publish.To, s.Source
	}
	if to == "" {
		return nil, usageError{errors.New(`nothing says where the site goes. Say it in stillpoint.yaml:
  publish:
    to: ADDRESS
or with --to ADDRESS. An address is one of
  /srv/www                  a folder
  sftp://USER@HOST/FOLDER   a folder on a server
  s3://BUCKET/FOLDER        a bucket
  git:REMOTE#BRANCH         a branch, such as git:origin#pages`)}
	}
	place, err := parseAddress(to)
	if err != nil {
		return nil, err
	}
	switch place.Scheme {
	case "":
		if !filepath.IsAbs(place.Path) {
			place.Path = filepath.Join(base, filepath.FromSlash(place.Path))
		}
		return openFolder(s, place.Path)
	case "file":
		return openFolder(s, place.Path)
	case "git":
		return openBranch(t, s, to)
	case "s3":
		return openBucket(ctx, t, to, jobs)
	}
	return openServer(ctx, t, s, to)
}

// parseAddress reads the address of a place.
func parseAddress(to string) (address.Address, error) {
	place, err := address.Parse(to)
	if err != nil {
		return place, usageError{fmt.Errorf("%w\nAn address is %s", err, address.Forms)}
	}
	return place, nil
}

// openFolder opens a folder that the site can be sent to without harm to the site itself.
func openFolder(s *generator.Sending, dir string) (deploy.Target, error) {
	unfit := ""
	switch {
	case folder.Within(dir, s.Folder):
		unfit = "that is where the site is built to, or in it"
	case folder.Within(s.Folder, dir):
		unfit = "the site is built to a folder in it"
	case folder.Within(s.Source, dir):
		unfit = "it holds the site's own folder"
	}
	for _, input := range s.Inputs {
		if folder.Within(dir, input) {
			unfit = "it is a folder that the site is made from"
		}
	}
	if unfit != "" {
		return nil, usageError{fmt.Errorf("cannot publish to %s: %s. Choose a folder of its own, such as the one that your web server serves", dir, unfit)}
	}
	remote, err := folder.Open(dir)
	if err != nil {
		return nil, err
	}
	return deploy.To(remote), nil
}
