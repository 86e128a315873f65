package site

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
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
}

// Assemble makes the graph. The diagnostics name collisions, and whatever else only
// shows when all pages are looked at together.
func Assemble(in Input) (*Site, diag.List) {
	a := &assembly{in: in, site: &Site{
		Config: in.Config, Claims: NewClaims(), Addresses: NewAddresses(in.Config.Site.URL),
		Taxonomies: map[string]*Page{}, Menus: map[string][]*Item{},
		byFile: map[string]*Page{}, byPath: map[string]*Page{}, held: map[string]string{}, resources: map[string]string{},
	}}
	a.site.Practice = in.Config.Practice.Since(a.today())
	for _, file := range in.Unreadable {
		a.site.held[file] = unreadable
	}
	a.sections()
	a.singles()
	a.notFound()
	a.order()
	a.relations()
	a.taxonomies()
	a.paginate()
	a.number()
	a.claim()
	a.resources()
	a.menus()
	return a.site, a.problems
}

type assembly struct {
	in       Input
	site     *Site
	problems diag.List
}

func (a *assembly) report(problems ...diag.Diagnostic) { a.problems = append(a.problems, problems...) }

// today returns the day of the build in the site's time zone.
func (a *assembly) today() practice.Day {
	return practice.DayOf(a.in.Now.In(a.in.Config.Site.Zone()))
}

// published tells whether a page is part of this build, and keeps why it is not.
func (a *assembly) published(p *content.Page) bool {
	state := p.State(a.in.Now)
	if state == "" || state == "draft" && a.in.Drafts || state == "future" && a.in.Future || state == "expired" && a.in.Expired {
		return true
	}
	a.site.held[p.File.Name()] = state
	return false
}

func (a *assembly) singles() {
	for _, source := range a.in.Pages {
		if source.Role == content.Section || !a.published(source) {
			continue
		}
		if source.Path() == "404.md" {
			a.add(&Page{Source: source, Kind: KindNotFound, Path: "/404.html", Parent: a.site.Home})
			continue
		}
		a.single(source)
	}
}

func (a *assembly) single(source *content.Page) {
	folder, name := source.FolderPath(), baseName(source.Path())
	if source.Role == content.Bundle {
		folder, name = split(folder)
	}
	if bundle := a.bundleAbove(folder); bundle != "" {
		a.report(source.File.Error("page-in-bundle", 0, 0, "this page lies in the folder of another page, "+bundle,
			"move it out, or rename that page to _index.md so that its folder becomes a section"))
		return
	}
	page := &Page{Source: source, Kind: source.Kind, Parent: a.section(folder)}
	if page.Kind == "" {
		page.Kind = KindPage
	}
	address, ok := a.address(source, page.Parent, name)
	if !ok {
		return
	}
	page.Path = address
	page.Parent.Pages = append(page.Parent.Pages, page)
	a.site.Regular = append(a.site.Regular, page)
	a.add(page)
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

// address works out a page's path from url, slug or file name.
func (a *assembly) address(source *content.Page, parent *Page, name string) (string, bool) {
	if source.URL != "" {
		return pathOf(source.URL), true
	}
	if source.Slug != "" {
		name = source.Slug
	}
	slug := Slug(name)
	if slug == "" {
		a.report(source.FieldError("slug", "bad-slug", fmt.Sprintf("no address can be made of the name %q", name),
			"write slug: with letters or digits in the front matter"))
		return "", false
	}
	return parent.Path + slug + "/", true
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

func (a *assembly) add(p *Page) {
	if p.Source != nil {
		a.site.byFile[p.Source.File.Name()] = p
		p.Title, p.Description, p.Typed = p.Source.Title, p.Source.Description, p.Source.Typed
		switch t := p.Typed.(type) {
		case *practice.Location:
			p.Typed = t.Since(a.today())
		case *practice.Event:
			p.Past = t.Over(a.in.Now)
		}
	}
	a.site.Pages = append(a.site.Pages, p)
}

// notFound makes up the page that hosts show for addresses that are not there.
func (a *assembly) notFound() {
	if _, written := a.site.byFile[content.Folder+"/404.md"]; !written {
		a.add(&Page{Kind: KindNotFound, Path: "/404.html", Title: "Page not found", Parent: a.site.Home})
	}
}

func (a *assembly) order() {
	for _, p := range a.site.Pages {
		p.sortTitle = strings.ToLower(p.Title)
	}
	for _, p := range a.site.Pages {
		sortPages(p.Pages)
		sortPages(p.Sections)
		for i, child := range p.Pages {
			if i > 0 {
				child.Prev = p.Pages[i-1]
			}
			if i+1 < len(p.Pages) {
				child.Next = p.Pages[i+1]
			}
		}
	}
	sortPages(a.site.Regular)
}

// number sorts all pages by address, so that every later stage meets them in
// one order.
func (a *assembly) number() {
	slices.SortStableFunc(a.site.Pages, func(x, y *Page) int { return strings.Compare(x.Path, y.Path) })
	for i, p := range a.site.Pages {
		p.ID = i
		a.site.byPath[p.Path] = p
	}
}

func (a *assembly) claim() {
	for _, p := range a.site.Pages {
		for _, slice := range p.Slices {
			a.report(a.site.Claims.Add(Output(slice.Path), p.owner(slice.Number))...)
		}
	}
	for _, p := range a.site.Pages {
		if p.Source == nil {
			continue
		}
		for _, alias := range p.Source.Aliases {
			address := pathOf(alias)
			a.site.Aliases = append(a.site.Aliases, Alias{address, p})
			a.report(a.site.Claims.Add(Output(address), p.ownerOf("aliases", "an alias of "+p.Name()))...)
		}
	}
}

// owner describes one output of the page to whoever wants the same path.
func (p *Page) owner(number int) Owner {
	switch {
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
	if p.Source.Node.Get(field) == nil {
		return Owner{Position: diag.Position{File: p.Source.File.Name()}, Role: role}
	}
	d := p.Source.FieldError(field, "", "", "")
	return Owner{Position: d.Position, Source: d.Source, Role: role}
}
