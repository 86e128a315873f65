// Package site makes the graph of a site out of its pages: addresses, sections,
// neighbours, taxonomies, menus, pagination. [Assemble] is the one stage that
// sees everything; it renders nothing, and what it returns does not change any more.
package site

import (
	"strings"
	"time"

	"stillpoint/generator/config"
	"stillpoint/generator/content"
	"stillpoint/generator/practice"
)

// The kinds that a page's place gives it. Others come from front matter.
const (
	KindHome     = "home"
	KindSection  = "section"
	KindPage     = "page"
	KindTaxonomy = "taxonomy"
	KindTerm     = "term"
	KindNotFound = "404"
)

// Site is the whole graph.
type Site struct {
	Config     *config.Config
	Practice   practice.Practice  // without what is over by now
	Pages      []*Page            // every page, in the order of their addresses
	Regular    []*Page            // those that an author wrote as single pages, in list order
	Home       *Page              // never nil
	Taxonomies map[string]*Page   // the list page of each taxonomy that is in use
	Menus      map[string][]*Item // by name, in order
	Resources  []Resource         // files beside pages, in the order of their outputs
	Aliases    []Alias            // old addresses, in order
	Claims     *Claims            // who writes which output
	Addresses  Addresses
	byFile     map[string]*Page
	byPath     map[string]*Page
	held       map[string]string // file → state of a page that is held back
	resources  map[string]string // file → output
}

// Page is one page of the graph. Its fields are read by many goroutines at once
// and must not be changed after [Assemble].
type Page struct {
	ID          int           // index in Site.Pages
	Source      *content.Page // nil where Stillpoint made the page up: a folder without _index.md, a term
	Kind        string
	Title       string
	Description string
	Path        string // address without the base path: "/therapies/cst/"
	Parent      *Page  // the section that holds the page; nil for the home page
	Pages       []*Page
	Sections    []*Page
	Prev, Next  *Page           // neighbours among Parent.Pages
	Terms       []TermList      // in the order of the taxonomies' names
	Taxonomy    string          // name of the taxonomy, on its list page and its terms
	Slices      []Slice         // one for each output; only sections and terms have more than one
	Typed       practice.Fields // the fields of the page's kind; nil where it has none of its own
	Past        bool            // an event that was over when the site was built
	names       []*Page         // other pages that it names, in the order of writing
	namedBy     []*Page         // pages that name it and that it does not name, in list order
	sortTitle   string          // in lower case
}

// Slice is one page of a paginated list. Numbers count from 1.
type Slice struct {
	Number int
	Path   string
	Pages  []*Page
}

// Resource is a file that is published beside a page.
type Resource struct {
	File   string // "content/articles/rest/room.jpg"
	Output string // "articles/rest/room.jpg"
}

// Alias is an old address of a page.
type Alias struct {
	Path string
	Page *Page
}

// Output returns the file, relative to the published folder, of an address
// without base path: "/a/" is written to "a/index.html", "/a.html" to "a.html".
func Output(address string) string {
	name := strings.TrimPrefix(address, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		return name + "index.html"
	}
	return name
}

// Name returns how the page is called in facts and messages: its file, or its
// address where no file stands behind it.
func (p *Page) Name() string {
	if p.Source != nil {
		return p.Source.File.Name()
	}
	return p.Path
}

// Date returns the date of the page, zero where it has none.
func (p *Page) Date() time.Time {
	if p.Source == nil {
		return time.Time{}
	}
	return p.Source.Date.Time
}

// Updated returns when the page was last changed: its update, else its date.
func (p *Page) Updated() time.Time {
	if p.Source != nil && !p.Source.Updated.IsZero() {
		return p.Source.Updated.Time
	}
	return p.Date()
}

// NoIndex tells whether search engines are asked to pass the page over.
func (p *Page) NoIndex() bool {
	return p.Kind == KindNotFound || p.Source != nil && p.Source.NoIndex
}

// IsList tells whether the page is there to list others.
func (p *Page) IsList() bool {
	switch p.Kind {
	case KindHome, KindSection, KindTaxonomy, KindTerm:
		return true
	}
	return false
}

// TopSection returns the section right below the home page that holds the
// page, the page itself if it is one, or the home page.
func (p *Page) TopSection() *Page {
	for p.Parent != nil && p.Parent.Parent != nil {
		p = p.Parent
	}
	if p.Parent == nil || p.IsList() {
		return p
	}
	return p.Parent
}

// Ancestors returns the pages above, the home page first.
func (p *Page) Ancestors() []*Page {
	if p.Parent == nil {
		return nil
	}
	return append(p.Parent.Ancestors(), p.Parent)
}

// URL returns the address of a path with the site's base path before it.
func (s *Site) URL(path string) string { return s.Addresses.URL(path) }

// Permalink returns the absolute address of a path.
func (s *Site) Permalink(path string) string { return s.Addresses.Permalink(path) }

// File returns the page of a file within content/, "therapies/cst.md", or nil.
func (s *Site) File(name string) *Page {
	p := s.byFile[content.Folder+"/"+strings.TrimPrefix(name, "/")]
	if p == nil || p.Source == nil {
		return nil
	}
	return p
}

// Section returns the section or page of a folder path within content/, or nil.
func (s *Site) Section(folder string) *Page {
	return s.byFile[content.Folder+"/"+strings.Trim(folder, "/")]
}
