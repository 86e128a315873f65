package site

import (
	"bufio"
	"encoding/binary"
	"io"
	"maps"
	"slices"
)

// Shape writes all that one page may learn of the graph without reading what another page says of
// itself: which pages there are, where, in which order and relation, the menus, and the names of all outputs.
// Two sites of the same configuration that write the same bytes differ at most in what each page says:
// see [Page.Says].
func (s *Site) Shape(w io.Writer) {
	out := shaper{bufio.NewWriter(w)}
	defer out.w.Flush()
	for _, p := range s.Pages {
		out.page(p)
	}
	out.pages(s.Regular)
	newest := slices.Clone(s.Regular)
	SortByDate(newest) // the order that related pages are found in
	out.pages(newest)
	for _, name := range slices.Sorted(maps.Keys(s.Taxonomies)) {
		out.text(name)
		out.number(s.Taxonomies[name].ID)
	}
	for _, name := range slices.Sorted(maps.Keys(s.Menus)) {
		out.menu(name, s.Menus[name])
	}
	for _, file := range slices.Sorted(maps.Keys(s.held)) {
		out.text(file)
		out.text(s.held[file])
	}
	for _, r := range s.Resources {
		out.text(r.File)
		out.text(r.Output)
	}
	for _, a := range s.Aliases {
		out.text(a.Path)
		out.number(a.Page.ID)
	}
	for _, key := range slices.Sorted(maps.Keys(s.Claims.byName)) {
		out.text(s.Claims.byName[key].output)
	}
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

// reference writes which page it is, or that there is none.
func (o shaper) reference(p *Page) {
	if p == nil {
		o.number(-1)
		return
	}
	o.number(p.ID)
}

func (o shaper) page(p *Page) {
	o.text(p.Name())
	o.text(p.Path)
	o.text(p.Kind)
	o.text(p.Taxonomy)
	o.truth(p.Date().IsZero())
	o.truth(p.NoIndex())
	o.reference(p.Parent)
	o.reference(p.Prev)
	o.reference(p.Next)
	o.pages(p.Pages)
	o.pages(p.Sections)
	o.pages(p.names)
	o.pages(p.namedBy)
	for _, taxonomy := range slices.Sorted(maps.Keys(p.Terms)) {
		o.text(taxonomy)
		o.pages(p.Terms[taxonomy])
	}
	o.number(len(p.Slices))
	for _, slice := range p.Slices {
		o.text(slice.Path)
		o.pages(slice.Pages)
	}
}

func (o shaper) menu(name string, items []*Item) {
	o.text(name)
	o.number(len(items))
	for _, item := range items {
		o.text(item.Name)
		o.text(item.URL)
		o.reference(item.Page)
	}
}

// Says writes what the page says of itself beside its front matter, for those who read its
// metadata: what the graph made of it. Together with the front matter, and what sections hand down to it, and
// the shape of the site, it is all that others can read of the page but for its text.
func (p *Page) Says(w io.Writer) {
	out := shaper{bufio.NewWriter(w)}
	defer out.w.Flush()
	out.text(p.Name())
	out.text(p.Title)
	out.text(p.Description)
	out.truth(p.Past)
}
