package generator

import (
	"context"
	"path/filepath"
	"strings"

	"stillpoint/generator/config"
	"stillpoint/generator/deploy"
	"stillpoint/generator/hosting"
)

// Sending says where a finished site is, and where it goes.
type Sending struct {
	Folder  string // that builds publish to
	Source  string // the site's folder
	Inputs  []string
	Publish config.Publish
}

// Sends reads the configuration to learn what is sent where. It is nil where the configuration cannot be used; what is wrong with it is in the
// diagnostics of the result then.
func Sends(ctx context.Context, o Options) (*Sending, *Result, error) {
	b := newBuild(o)
	if err := b.run(ctx, b.scan); err != nil || b.halted {
		result, err := b.end(err)
		return nil, result, err
	}
	s := &Sending{Folder: o.destination(b.config.Build.Destination), Source: o.Source, Publish: b.config.Publish}
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
		giveFields(&site.Files[i], names)
	}
	return site, nil
}

// giveFields says what a host says of a file. A compressed form of another file is of the type of that.
func giveFields(o *deploy.Object, names map[string]bool) {
	name := o.Name
	for ending, encoding := range map[string]string{".br": "br", ".gz": "gzip"} {
		if plain, ok := strings.CutSuffix(name, ending); ok && names[plain] {
			name, o.Encoding = plain, encoding
		}
	}
	o.Type = hosting.ContentType(name)
}
