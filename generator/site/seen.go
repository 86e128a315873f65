package site

import (
	"cmp"
	"runtime"
	"strings"
	"sync"

	"stillpoint/generator/content"
	"stillpoint/generator/practice"
)

// seen is what assembling asks every page for. Pages lie far apart in memory, so that they are looked at once, by
// several goroutines at a time.
type seen struct {
	file    string
	section bool   // the page of a folder
	folder  string // within content/; of a bundle the one that its own folder lies in
	name    string // that an address is made of: the slug, or the name of the file
	address string // all of it where the page asks for one, else the last part, which is made of the name; "" where none can be
	whole   bool   // the address is all of it
	state   string // why the page is held back, or ""
}

// look sees all pages.
func (a *assembly) look() {
	const enough = 500 // to be worth a goroutine
	a.seen, a.own = make([]seen, len(a.in.Pages)), make([]Page, len(a.in.Pages))
	size := max(enough, (len(a.seen)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	var running sync.WaitGroup
	for start := 0; start < len(a.seen); start += size {
		running.Go(func() {
			for i := start; i < min(start+size, len(a.seen)); i++ {
				if a.seen[i] = a.see(a.in.Pages[i]); !a.seen[i].section {
					a.own[i].Source = a.in.Pages[i]
					a.describe(&a.own[i])
				}
			}
		})
	}
	running.Wait()
}

func (a *assembly) see(source *content.Page) seen {
	s := seen{file: source.File.Name(), folder: source.FolderPath(), state: source.State(a.in.Now)}
	switch source.Role {
	case content.Section:
		s.section = true
		return s
	case content.Bundle:
		s.folder, s.name = split(s.folder)
	default:
		s.name = baseName(s.file)
	}
	s.name = cmp.Or(source.Slug, s.name)
	s.address, s.whole = addressOf(source, s.name)
	return s
}

// addressOf returns the address that a page asks for, or else the part that is added to that of its section: a slug of its
// name, "" where none can be made.
func addressOf(source *content.Page, name string) (address string, whole bool) {
	if source.URL != "" {
		return pathOf(source.URL), true
	}
	return Slug(name), false
}

// describe takes over what the front matter says of a page.
func (a *assembly) describe(p *Page) {
	p.Title, p.Description, p.Typed = p.Source.Title, p.Source.Description, p.Source.Typed
	p.sortTitle = strings.ToLower(p.Title)
	switch t := p.Typed.(type) {
	case *practice.Location:
		p.Typed = t.Since(a.today())
	case *practice.Event:
		p.Past = t.Over(a.in.Now)
	}
}
