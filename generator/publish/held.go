package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Content is one file of a finished site, as the build left it.
type Content struct {
	Name   string // slash-separated
	Size   int64  // bytes
	Digest string // as [Digest] has it
}

// Held is a published folder that no build can change before Close.
type Held struct {
	Contents []Content // sorted by name
	About    About
	p        *Publication
}

// Close lets builds into the folder again.
func (h *Held) Close() error { return h.p.Close() }

// Hold returns what the last build has published into a folder, and keeps other builds from it. The error says in plain words what to do where there is
// no finished site; it is a *[LockedError] while a build is at work.
func Hold(destination string) (*Held, error) {
	if _, err := os.Stat(destination); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no folder %s: build the site first", destination)
	}
	p, err := open(destination)
	if err != nil {
		return nil, err
	}
	switch {
	case p.old.damaged:
		err = fmt.Errorf("the list of files %s is damaged: build the site again", p.shown(manifestName))
	case p.old.unfinished:
		err = fmt.Errorf("the last build into %s did not come to its end: build the site again", destination)
	case len(p.old.lines) == 0:
		err = fmt.Errorf("no site was built into %s: build the site first", destination)
	}
	if err != nil {
		return nil, errors.Join(err, p.Close())
	}
	h := &Held{p: p, About: p.old.about, Contents: make([]Content, len(p.old.lines))}
	for i, l := range p.old.lines {
		h.Contents[i] = Content{Name: l.name, Size: l.size, Digest: l.digest.String()}
	}
	return h, nil
}
