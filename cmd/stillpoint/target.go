package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"stillpoint/generator"
	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/folder"
	"stillpoint/generator/diag"
)

// places says how an address of a place is written.
const places = "An address is a folder, such as /srv/www, or sftp://USER@HOST/FOLDER, s3://BUCKET/FOLDER, or git:REMOTE#BRANCH"

// openTarget opens the place that a site is published to: that of the flag, or else that of the configuration, where a path goes from the site's folder.
func openTarget(ctx context.Context, t terminal, s *generator.Sending, to string, jobs int) (deploy.Target, error) {
	base := "."
	if to == "" {
		to, base = s.Publish.To, s.Source
	}
	if to == "" {
		return nil, usageError{errors.New("nothing says where the site goes: write to: ADDRESS below publish: in stillpoint.yaml, or --to ADDRESS\n" + places)}
	}
	scheme, rest, err := splitAddress(to)
	if err != nil {
		return nil, err
	}
	switch scheme {
	case "":
		if !filepath.IsAbs(rest) {
			rest = filepath.Join(base, filepath.FromSlash(rest))
		}
		return openFolder(s, rest)
	case "file":
		return openFolder(s, rest)
	case "git":
		return openBranch(t, s, to)
	case "s3":
		return openBucket(ctx, t, to, jobs)
	}
	return openServer(ctx, t, s, to)
}

// schemes returns what an address may begin with.
func schemes() []string { return []string{"file", "sftp", "s3", "git"} }

// splitAddress returns the scheme of an address, "" for a path, and what is behind it.
func splitAddress(to string) (scheme, rest string, err error) {
	wrong := func(why string) error {
		return usageError{fmt.Errorf("%q is no address of a place: %s\n%s", to, why, places)}
	}
	if rest, ok := strings.CutPrefix(to, "git:"); ok && !strings.HasPrefix(rest, "//") {
		return "git", rest, nil
	}
	if scheme, rest, ok := strings.Cut(to, "://"); ok {
		switch scheme {
		case "file":
			return fileAddress(to, wrong)
		case "sftp", "s3":
			return scheme, rest, nil
		case "http", "https":
			return "", "", wrong("that is where visitors see the site; what is needed is where its files go")
		case "ftp", "ftps":
			return "", "", wrong("FTP sends passwords and files for all to read; ask your host for SFTP")
		}
		return "", "", wrong(fmt.Sprintf("there is no way called %s%s", scheme, diag.DidYouMean(scheme, schemes())))
	}
	if host, dir, ok := strings.Cut(to, ":"); ok && strings.Contains(host, "@") && !strings.ContainsAny(host, `/\`) {
		return "", "", wrong(fmt.Sprintf("write sftp://%s/%s", host, strings.TrimPrefix(dir, "/")))
	}
	return "", to, nil
}

func fileAddress(to string, wrong func(string) error) (scheme, rest string, err error) {
	u, err := url.Parse(to)
	if err != nil || u.Host != "" && u.Host != "localhost" || u.Path == "" {
		return "", "", wrong("a file:// address has three slashes and the whole path, such as file:///srv/www")
	}
	return "file", filepath.FromSlash(u.Path), nil
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
