package site

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"stillpoint/generator/config"
	"stillpoint/generator/content"
	"stillpoint/generator/diag"
	"stillpoint/generator/practice"
)

// Input is all that a graph is made of.
type Input struct {
	Config     *config.Config
	Pages      []*content.Page // sorted by file
	Unreadable []string        // files of pages that have an error; links to them are let be
	Resources  []string        // files under content/ that are not pages, sorted
	Now        time.Time       // decides what is future and what has expired
	Drafts     bool            // publish drafts too
	Future     bool            // publish what is due later too
	Expired    bool            // publish what has expired too
	// Titles returns words in the language of the site, for pages that no author has written: "page-not-found", "tags".
	// Where it is nil, the keys stand for them.
	Titles func(key string) string
}

// Assemble makes the graph. The diagnostics name collisions, and whatever else only
// shows when all pages are looked at together.
func Assemble(in Input) (*Site, diag.List) {
	n := len(in.Pages)
	a := &assembly{in: in, places: map[string]place{}, site: &Site{
		Config: in.Config, Addresses: NewAddresses(in.Config.Site.URL),
		Taxonomies: map[string]*Page{}, Menus: map[string][]*Item{},
		Pages: make([]*Page, 0, n+n/8), Regular: make([]*Page, 0, n),
		byFile: make(map[string]*Page, n), held: map[string]string{}, resources: make(map[string]string, len(in.Resources)),
	}}
	a.site.Practice = in.Config.Practice.Since(a.today())
	for _, file := range in.Unreadable {
		a.site.held[file] = unreadable
	}
	a.look()
	a.sections()
	a.singles()
	a.notFound()
	a.order()
	a.relations()
	a.taxonomies()
	a.paginate()
	a.number()
	var paths sync.WaitGroup
	paths.Go(a.site.indexPaths)
	a.claim()
	paths.Wait()
	a.resources()
	a.menus()
	return a.site, a.problems
}

type assembly struct {
	in       Input
	site     *Site
	problems diag.List
	seen     []seen           // by the number of the page in the input
	own      []Page           // those that are not sections, by the same number
	places   map[string]place // by folder within content/
	newest   []*Page          // the regular pages, the newest first
	words    vocabulary       // of the regular pages
}

// place is what the pages of one folder have in common.
type place struct {
	bundle  string // the file of a page in whose folder they must not lie, or ""
	section *Page
}

func (a *assembly) report(problems ...diag.Diagnostic) { a.problems = append(a.problems, problems...) }

// today returns the day of the build in the site's time zone.
func (a *assembly) today() practice.Day {
	return practice.DayOf(a.in.Now.In(a.in.Config.Site.Zone()))
}

// published tells whether a page is part of this build, and keeps why it is not.
func (a *assembly) published(i int) bool {
	state := a.seen[i].state
	if state == "" || state == "draft" && a.in.Drafts || state == "future" && a.in.Future || state == "expired" && a.in.Expired {
		return true
	}
	a.site.held[a.seen[i].file] = state
	return false
}

func (a *assembly) singles() {
	for i := range a.own {
		switch s := &a.seen[i]; {
		case s.section || !a.published(i):
		case s.file == notFoundFile:
			p := &a.own[i]
			p.Kind, p.Path, p.Parent = KindNotFound, "/404.html", a.site.Home
			a.enter(p, s.file)
		default:
			a.single(&a.own[i], s)
		}
	}
}

func (a *assembly) single(page *Page, s *seen) {
	at := a.place(s.folder)
	if at.bundle != "" {
		a.report(page.Source.File.Error("page-in-bundle", 0, 0, "this page lies in the folder of another page, "+at.bundle,
			"move it out, or rename that page to _index.md so that its folder becomes a section"))
		return
	}
	switch {
	case s.whole:
		page.Path = s.address
	case s.address != "":
		page.Path = at.section.Path + s.address + "/"
	default:
		a.report(noAddress(page.Source, s.name))
		return
	}
	page.Kind, page.Parent = cmp.Or(page.Source.Kind, KindPage), at.section
	page.ID = len(a.site.Regular) // until all pages are numbered
	page.Parent.Pages = append(page.Parent.Pages, page)
	a.site.Regular = append(a.site.Regular, page)
	a.words.collect(page.Source.Terms)
	a.enter(page, s.file)
}

func noAddress(source *content.Page, name string) diag.Diagnostic {
	return source.FieldError("slug", "bad-slug", fmt.Sprintf("no address can be made of the name %q", name),
		"write slug: with letters or digits in the front matter")
}

// place returns what the pages of a folder have in common. A folder that lies in a bundle has no section.
func (a *assembly) place(folder string) place {
	if known, ok := a.places[folder]; ok {
		return known
	}
	at := place{bundle: a.bundleAbove(folder)}
	if at.bundle == "" {
		at.section = a.section(folder)
	}
	a.places[folder] = at
	return at
}

// bundleAbove returns the file of a bundle in whose folder a folder lies, or "".
func (a *assembly) bundleAbove(folder string) string {
	for ; folder != ""; folder, _ = split(folder) {
		index := content.Folder + "/" + folder + "/index.md"
		if _, found := slices.BinarySearchFunc(a.in.Pages, index, func(p *content.Page, name string) int {
			return strings.Compare(p.File.Name(), name)
		}); found {
			return index
		}
	}
	return ""
}

// pathOf decodes an address of front matter, and closes it with a slash unless
// it names a file.
func pathOf(address string) string {
	if u, err := url.Parse(address); err == nil {
		address = u.Path
	}
	last := address[strings.LastIndex(address, "/")+1:]
	if last != "" && !strings.Contains(last, ".") {
		address += "/"
	}
	return address
}

// add takes in a page that is not a single one of an author's.
func (a *assembly) add(p *Page) {
	if p.Source == nil {
		a.site.Pages = append(a.site.Pages, p)
		return
	}
	a.describe(p)
	a.enter(p, p.Source.File.Name())
}

// enter takes in the page of a file.
func (a *assembly) enter(p *Page, file string) {
	a.site.byFile[file] = p
	a.site.Pages = append(a.site.Pages, p)
}

const notFoundFile = content.Folder + "/404.md"

// notFound makes up the page that hosts show for addresses that are not there.
func (a *assembly) notFound() {
	if _, written := a.site.byFile[notFoundFile]; !written {
		a.add(&Page{Kind: KindNotFound, Path: "/404.html", Title: a.title("page-not-found"), Parent: a.site.Home})
	}
}

// title returns a title for a page that no author has written.
func (a *assembly) title(key string) string {
	if a.in.Titles == nil {
		return Humanise(key)
	}
	return a.in.Titles(key)
}

func (a *assembly) claim() {
	outputs := len(a.in.Resources)
	for _, p := range a.site.Pages {
		outputs += len(p.Slices)
	}
	a.site.Claims = newClaims(outputs)
	for _, p := range a.site.Pages {
		for _, slice := range p.Slices {
			a.report(a.site.Claims.addPage(Output(slice.Path), p, slice.Number)...)
		}
	}
	for _, p := range a.site.Pages {
		if p.Source == nil {
			continue
		}
		for _, alias := range p.Source.Aliases {
			address := pathOf(alias)
			a.site.Aliases = append(a.site.Aliases, Alias{address, p})
			a.report(a.site.Claims.addPage(Output(address), p, 0)...)
		}
	}
}

// owner describes one output of the page to whoever wants the same path: a slice by its number, or an alias.
func (p *Page) owner(number int) Owner {
	switch {
	case number == 0:
		return p.ownerOf("aliases", "an alias of "+p.Name())
	case p.Source == nil:
		return Owner{Role: "the page that Stillpoint makes for " + p.Path}
	case number > 1:
		return p.ownerOf("pageSize", fmt.Sprintf("page %d of %s", number, p.Name()))
	case p.Source.URL != "":
		return p.ownerOf("url", "the page "+p.Name())
	}
	return p.ownerOf("slug", "the page "+p.Name())
}

func (p *Page) ownerOf(field, role string) Owner {
	if !p.Source.Has(field) {
		return Owner{Position: diag.Position{File: p.Source.File.Name()}, Role: role}
	}
	d := p.Source.FieldError(field, "", "", "")
	return Owner{Position: d.Position, Source: d.Source, Role: role}
}
