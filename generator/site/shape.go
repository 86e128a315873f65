package site

import (
	"bufio"
	"encoding/binary"
	"io"
	"slices"
	"strings"

	"stillpoint/generator/practice"
)

// What follows writes what a render can learn of the graph beside what pages say of themselves: each part where it can be asked for by itself, so
// that a page depends only on the parts that it shows. Two sites that write the same bytes for a part cannot be told apart by it.

// SayList writes the pages of a list of the whole site, in order: "regular", "taxonomy:tags", "kind:location".
func (s *Site) SayList(name string, w io.Writer) {
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
func (s *Site) SayMenu(name string, w io.Writer) {
	out := shaper{bufio.NewWriter(w)}
	defer out.w.Flush()
	items, known := s.Menus[name]
	out.truth(known)
	for _, item := range items {
		out.text(item.Name)
		out.text(item.URL)
		out.reference(item.Page)
	}
}

// SayPractice writes what the day of the build makes of the practice; all else of it stands in the configuration. Hours and closures go one
// after another, so their numbers say which are left.
func (s *Site) SayPractice(w io.Writer) {
	out := shaper{bufio.NewWriter(w)}
	defer out.w.Flush()
	out.number(len(s.Practice.Hours.Seasons))
	out.number(len(s.Practice.Closures))
}

// SayPages writes which pages there are in a list, in order. A nil page is one that is missing.
func SayPages(w io.Writer, pages ...*Page) {
	out := shaper{bufio.NewWriter(w)}
	defer out.w.Flush()
	out.pages(pages)
}

// SayRelation writes a list that belongs to the page: its "pages" (and how they are parted), "sections" or the pages that it
// is "connected" with. It reports false for any other.
func (p *Page) SayRelation(name string, w io.Writer) bool {
	out := shaper{bufio.NewWriter(w)}
	defer out.w.Flush()
	switch name {
	case "pages":
		out.pages(p.Pages)
		for _, slice := range p.Slices {
			out.number(len(slice.Pages))
		}
	case "sections":
		out.pages(p.Sections)
	case "connected":
		out.pages(p.names)
		out.pages(p.namedBy)
	default:
		return false
	}
	return true
}

// shaper writes values so that no two sequences of them look alike.
type shaper struct{ w *bufio.Writer }

func (o shaper) number(n int) {
	var b [binary.MaxVarintLen64]byte
	o.w.Write(b[:binary.PutVarint(b[:], int64(n))])
}

func (o shaper) text(s string) {
	o.number(len(s))
	o.w.WriteString(s)
}

func (o shaper) truth(b bool) {
	if b {
		o.number(1)
		return
	}
	o.number(0)
}

func (o shaper) pages(list []*Page) {
	o.number(len(list))
	for _, p := range list {
		o.reference(p)
	}
}

// reference writes which page it is, and of which kind, or that there is none.
func (o shaper) reference(p *Page) {
	o.truth(p != nil)
	if p != nil {
		o.text(p.Name())
		o.text(p.Kind)
	}
}

// Says writes what the page says of itself beside its front matter, for those who read its
// metadata: what the graph made of it, and which pages are above it and next to it, and its terms. Together with the front matter, and what sections hand down to it, it
// is all that others can read of the page but for its text and its lists.
func (p *Page) Says(w io.Writer) {
	out := shaper{bufio.NewWriter(w)}
	defer out.w.Flush()
	for _, text := range []string{p.Name(), p.Title, p.Description, p.Kind, p.Path, p.Taxonomy} {
		out.text(text)
	}
	out.truth(p.Past)
	if l, ok := p.Typed.(*practice.Location); ok { // the day takes seasons and closures away, those first that are over first
		out.number(len(l.Hours.Seasons))
		out.number(len(l.Closures))
	}
	out.pages(p.Ancestors())
	for _, list := range p.Terms {
		out.text(list.Taxonomy)
		out.pages(list.Pages)
	}
	out.reference(p.Prev)
	out.reference(p.Next)
	out.number(len(p.Slices))
	for _, slice := range p.Slices {
		out.text(slice.Path)
	}
}
