package generator

import (
	"context"
	"path"
	"path/filepath"

	"stillpoint/generator/compress"
	"stillpoint/generator/config"
	"stillpoint/generator/deploy"
	"stillpoint/generator/hostfiles"
	"stillpoint/generator/hosting"
)

// Sending says where a finished site is, and where it goes.
type Sending struct {
	Folder  string // that builds publish to
	Source  string // the site's folder
	Inputs  []string
	Publish config.Publish

	given map[string]bool // the last parts of the names of all inputs, which somebody chose
}

// Sends reads the configuration to learn what is sent where. It is nil where the configuration cannot be used; what is wrong with it is in the
// diagnostics of the result then.
func Sends(ctx context.Context, o Options) (*Sending, *Result, error) {
	b := newBuild(o)
	if err := b.run(ctx, b.scan); err != nil || b.halted {
		result, err := b.end(err)
		return nil, result, err
	}
	s := &Sending{Folder: o.destination(b.config.Build.Destination), Source: o.Source, Publish: b.config.Publish, given: map[string]bool{}}
	for _, file := range b.snapshot.Files() {
		s.given[path.Base(file.Path)] = true
	}
	for _, folder := range inputFolders() {
		s.Inputs = append(s.Inputs, filepath.Join(o.Source, folder))
	}
	result, err := b.end(nil)
	return s, result, err
}

// Read reads the finished site, with the header fields that places may keep. The site must be closed.
func (s *Sending) Read(ctx context.Context) (deploy.Site, error) {
	site, err := deploy.ReadFolder(ctx, s.Folder)
	if err != nil {
		return site, err
	}
	names := make(map[string]bool, len(site.Files))
	for _, o := range site.Files {
		names[o.Name] = true
	}
	for i := range site.Files {
		s.giveFields(&site.Files[i], names)
	}
	return site, nil
}

// giveFields says what a host says of a file. A compressed form of another file is of the type of that, and is kept as long.
func (s *Sending) giveFields(o *deploy.Object, names map[string]bool) {
	name := o.Name
	if plain, encoding := compress.Plain(name); encoding != "" && names[plain] {
		name, o.Encoding = plain, encoding
	}
	o.Type, o.Cache = hosting.ContentType(name), hostfiles.CachePages
	// A name that somebody chose may look as if it had a fingerprint, and have other bytes tomorrow.
	if fingerprint().MatchString(name) && !s.given[path.Base(name)] {
		o.Cache = hostfiles.CacheImmutable
	}
}
