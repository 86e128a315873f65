package generator

import (
	"fmt"
	"strings"
	"sync"

	"stillpoint/generator/assets"
	"stillpoint/generator/layouts"
	"stillpoint/generator/pictures"
	"stillpoint/generator/site"
	"stillpoint/generator/source"
	"stillpoint/generator/wire"
)

// facts tells, for one build, which digest a fact has: of everything that a render can read through the views, and of what it looked for in vain.
// The digest of a fact is found once in a build, when a record or a render first has it.
type facts struct {
	build  *build
	pages  func() map[string]*site.Page
	sheets func() []string // style sheets that are published as they are
	known  sync.Map        // layouts.Fact → *knownFact
}

// digestOf digests what is written.
func digestOf(write func(w *wire.Writer)) source.Digest {
	var w wire.Writer
	write(&w)
	return source.Sum(w.Bytes)
}

func (b *build) newFacts() *facts {
	return &facts{build: b, sheets: sync.OnceValue(b.staticSheets), pages: sync.OnceValue(func() map[string]*site.Page {
		all := make(map[string]*site.Page, len(b.site.Pages))
		for _, p := range b.site.Pages {
			all[p.Name()] = p
		}
		return all
	})}
}

func under(file, folder string) bool { return strings.HasPrefix(file, folder+"/") }

// page digests what a page says of itself.
func (f *facts) page(p *site.Page) source.Digest {
	return digestOf(func(w *wire.Writer) {
		if p.Source != nil {
			says := f.build.made.parsed[p.Source.File.Name()].says
			w.Fixed(says[:])
		}
		p.Says(w)
	})
}

// says returns the digest of what a page says of itself.
func (f *facts) says(p *site.Page) source.Digest {
	return f.of(layouts.Fact{Kind: "page", Name: p.Name()})
}

// of returns the digest of a fact, zero where there is no such thing.
func (f *facts) of(fact layouts.Fact) source.Digest { return f.entry(fact).digest }

// entry returns a fact with its digest of this build.
func (f *facts) entry(fact layouts.Fact) *knownFact {
	if fact.Kind == "link" { // no two pages have one in common
		return &knownFact{Fact: fact, digest: f.find(fact)}
	}
	if entry, ok := f.known.Load(fact); ok {
		return entry.(*knownFact)
	}
	entry, _ := f.known.LoadOrStore(fact, &knownFact{Fact: fact, digest: f.find(fact)})
	return entry.(*knownFact)
}

func (f *facts) find(fact layouts.Fact) source.Digest {
	b := f.build
	switch fact.Kind {
	case "page", "body":
		return f.told(fact)
	case "asset":
		return b.assets.Digest(fact.Name)
	case "icon":
		return f.file(assets.IconFile(fact.Name))
	case "fonts":
		return f.folder(assets.FontFolder)
	case "data":
		return f.folder(dataFolder)
	case "press":
		return source.Sum([]byte(fmt.Sprint(b.config.Precompressed(), b.effort())))
	case "sheets":
		return f.files(f.sheets())
	case "picture":
		return f.picture(fact.Name)
	case "share":
		return f.share(fact.Name)
	case "layout":
		return f.closure(b.set.Closure(fact.Name))
	case "component":
		return f.closure(b.set.ComponentClosure(fact.Name))
	case "config":
		return digestOf(func(w *wire.Writer) { b.config.Say(fact.Name, w) })
	case "practice":
		return digestOf(func(w *wire.Writer) { b.config.Say("practice", w); b.site.SayPractice(w) })
	case "policy":
		return digestOf(b.sayPolicy)
	case "link":
		return f.link(fact.Name)
	case "feeds":
		return f.feeds(fact.Name)
	case "calendar":
		return source.Sum([]byte(b.calendarOf(f.pages()[fact.Name])))
	}
	return f.shape(fact)
}

// told digests what a page says of itself, or its body.
func (f *facts) told(fact layouts.Fact) source.Digest {
	p := f.pages()[fact.Name]
	switch {
	case p == nil:
		return source.Digest{}
	case fact.Kind == "body":
		return f.build.body(p).digest
	}
	return f.page(p)
}

// shape digests what the graph says; zero where there is no such page.
func (f *facts) shape(fact layouts.Fact) source.Digest {
	if said := f.said(fact); said != nil {
		return source.Sum(said)
	}
	return source.Digest{}
}

// said returns what the graph says: an order of pages, a menu, whether there is a page; nil for facts of other kinds, and where there is
// no such page.
func (f *facts) said(fact layouts.Fact) []byte {
	s, p := f.build.site, f.pages()[fact.Name]
	w := &wire.Writer{Bytes: []byte{}}
	switch fact.Kind {
	case "list":
		s.SayList(fact.Name, w)
	case "menu":
		s.SayMenu(fact.Name, w)
	case "section":
		site.SayPages(w, s.Section(fact.Name))
	case "file":
		site.SayPages(w, s.File(fact.Name))
	case "pages", "sections", "connected":
		if p == nil {
			return nil
		}
		p.SayRelation(fact.Kind, w)
	case "related":
		if p == nil {
			return nil
		}
		site.SayPages(w, s.Related(p, s.Config.Build.Related)...)
	default:
		return nil
	}
	return w.Bytes
}

func (f *facts) picture(name string) source.Digest {
	request, err := pictures.ParseName(name)
	if err != nil {
		return source.Digest{}
	}
	return f.build.pictures.Digest(request)
}

func (f *facts) share(page string) source.Digest {
	p := f.pages()[page]
	if p == nil {
		return source.Digest{}
	}
	return source.Sum([]byte(f.build.shareName(f.build.card(p))))
}

// link digests the answer to the question where a destination in a page leads to.
func (f *facts) link(name string) source.Digest {
	from, destination, _ := strings.Cut(name, "\t")
	target, problem := f.build.site.Resolve(from, destination)
	return digestOf(func(w *wire.Writer) {
		switch {
		case problem != nil:
			w.Texts([]string{problem.Code, problem.Message, problem.Hint})
		case target != nil:
			w.Texts([]string{target.URL, target.File, target.Source})
			site.SayPages(w, target.Page)
		}
	})
}

func (f *facts) feeds(page string) source.Digest {
	return digestOf(func(w *wire.Writer) {
		for _, feed := range f.build.feedsOf(f.pages()[page]) {
			w.Texts([]string{feed.Title, feed.URL, feed.Type})
		}
	})
}

// file digests a file, zero where there is none.
func (f *facts) file(name string) source.Digest {
	if file := f.build.snapshot.Lookup(name); file != nil {
		return file.Digest()
	}
	return source.Digest{}
}

// folder digests all files below a folder.
func (f *facts) folder(name string) source.Digest {
	var names []string
	for _, file := range f.build.snapshot.Under(name) {
		names = append(names, file.Path)
	}
	return f.files(names)
}

// files digests some files; zero for none.
func (f *facts) files(names []string) source.Digest {
	if len(names) == 0 {
		return source.Digest{}
	}
	return digestOf(func(w *wire.Writer) {
		for _, name := range names {
			sum := f.file(name)
			w.Text(name)
			w.Fixed(sum[:])
		}
	})
}

// closure digests what a layout or a component is made from; zero where it is not there.
func (f *facts) closure(c layouts.Closure) source.Digest {
	if len(c.Files) == 0 {
		return source.Digest{}
	}
	return digestOf(func(w *wire.Writer) {
		sum := f.files(c.Files)
		w.Fixed(sum[:])
		for _, key := range c.Words {
			w.Text(key)
			w.Text(f.build.words.Said(key))
		}
	})
}

// read returns what a record has noted, with the digests of now.
func (f *facts) read(record *layouts.Record, more ...layouts.Fact) factList {
	noted := append(record.Facts(), more...)
	all := make([]*knownFact, 0, len(noted))
	for _, fact := range noted {
		if fact.Kind != f.build.options.forget {
			all = append(all, f.entry(fact))
		}
	}
	return newFactList(all)
}

// hold tells whether facts that were read in an earlier build still are as they were.
func (f *facts) hold(read factList) bool {
	doubtful := read.all
	if f.build.same {
		doubtful = read.all[:read.beyond]
	}
	for _, known := range doubtful {
		if !f.holds(known) {
			return false
		}
	}
	return true
}

func (f *facts) holds(known *knownFact) bool {
	verdict := known.verdict.Load()
	if number := f.build.number; verdict>>1 != number {
		verdict = number << 1
		if f.build.same && known.ofGraph() || f.of(known.Fact) == known.digest {
			verdict |= 1
		}
		known.verdict.Store(verdict)
	}
	return verdict&1 == 1
}

// ofGraph tells facts of which nothing but the graph and the configuration tell, so that all of them hold where these are made from
// the same as before.
func (f *knownFact) ofGraph() bool {
	switch f.Kind {
	case "page", "pages", "sections", "connected", "related", "list", "menu", "section", "file", "link", "config", "practice", "policy", "feeds", "calendar":
		return true
	}
	return false
}

// stale returns those of some facts that hold no more.
func (f *facts) stale(read factList) []layouts.Fact {
	var all []layouts.Fact
	for _, known := range read.all {
		if !f.holds(known) {
			all = append(all, known.Fact)
		}
	}
	return all
}
