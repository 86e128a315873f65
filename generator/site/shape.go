package site

import (
	"slices"
	"strings"

	"stillpoint/generator/practice"
	"stillpoint/generator/wire"
)

// What follows writes what a render can learn of the graph beside what pages say of themselves: each part where it can be asked for by itself, so
// that a page depends only on the parts that it shows. Two sites that write the same bytes for a part cannot be told apart by it.

// SayList writes the pages of a list of the whole site, in order: "regular", "taxonomy:tags", "kind:location".
func (s *Site) SayList(name string, w *wire.Writer) {
	kind, of, _ := strings.Cut(name, ":")
	switch kind {
	case "regular":
		SayPages(w, s.Regular...)
	case "taxonomy":
		if list := s.Taxonomies[of]; list != nil {
			SayPages(w, list.Pages...)
		}
	case "kind":
		SayPages(w, slices.DeleteFunc(slices.Clone(s.Regular), func(p *Page) bool { return p.Kind != of })...)
	}
}

// SayMenu writes the entries of a menu.
func (s *Site) SayMenu(name string, w *wire.Writer) {
	items, known := s.Menus[name]
	w.Truth(known)
	for _, item := range items {
		w.Text(item.Name)
		w.Text(item.URL)
		sayPage(w, item.Page)
	}
}

// SayPractice writes what the day of the build makes of the practice; all else of it stands in the configuration. Hours and closures go one
// after another, so their numbers say which are left.
func (s *Site) SayPractice(w *wire.Writer) {
	w.Count(len(s.Practice.Hours.Seasons))
	w.Count(len(s.Practice.Closures))
}

// SayPages writes which pages there are in a list, in order. A nil page is one that is missing.
func SayPages(w *wire.Writer, pages ...*Page) {
	w.Count(len(pages))
	for _, p := range pages {
		sayPage(w, p)
	}
}

// SayRelation writes a list that belongs to the page: its "pages" (and how they are parted), "sections" or the pages that it
// is "connected" with. It reports false for any other.
func (p *Page) SayRelation(name string, w *wire.Writer) bool {
	switch name {
	case "pages":
		SayPages(w, p.Pages...)
		for _, slice := range p.Slices {
			w.Count(len(slice.Pages))
		}
	case "sections":
		SayPages(w, p.Sections...)
	case "connected":
		SayPages(w, p.names...)
		SayPages(w, p.namedBy...)
	default:
		return false
	}
	return true
}

// sayPage writes which page it is, and of which kind, or that there is none.
func sayPage(w *wire.Writer, p *Page) {
	w.Truth(p != nil)
	if p != nil {
		w.Text(p.Name())
		w.Text(p.Kind)
	}
}

// Says writes what the page says of itself beside its front matter, for those who read its
// metadata: what the graph made of it, and which pages are above it and next to it, and its terms. Together with the front matter, and what sections hand down to it, it
// is all that others can read of the page but for its text and its lists.
func (p *Page) Says(w *wire.Writer) {
	for _, text := range []string{p.Name(), p.Title, p.Description, p.Kind, p.Path, p.Taxonomy} {
		w.Text(text)
	}
	w.Truth(p.Past)
	if l, ok := p.Typed.(*practice.Location); ok { // the day takes seasons and closures away, those first that are over first
		w.Count(len(l.Hours.Seasons))
		w.Count(len(l.Closures))
	}
	SayPages(w, p.Ancestors()...)
	for _, list := range p.Terms {
		w.Text(list.Taxonomy)
		SayPages(w, list.Pages...)
	}
	sayPage(w, p.Prev)
	sayPage(w, p.Next)
	w.Count(len(p.Slices))
	for _, slice := range p.Slices {
		w.Text(slice.Path)
	}
}
