package layouts

import (
	"cmp"
	"maps"
	"slices"

	"stillpoint/generator/site"
)

// Fact is one thing that a render read, by kind and name: the metadata of a
// page ("page", "content/prices.md"), a body, a list, a menu, a part of the
// configuration, a data file, an asset, the layout itself.
type Fact struct{ Kind, Name string }

// Record notes the facts that one render read. The views write into it, so no
// template has to declare what it depends on. It serves one goroutine.
type Record struct{ facts map[Fact]struct{} }

// NewRecord returns an empty record.
func NewRecord() *Record { return &Record{facts: map[Fact]struct{}{}} }

// note adds a fact.
func (r *Record) note(kind, name string) { r.facts[Fact{kind, name}] = struct{}{} }

// Facts returns what was read, sorted.
func (r *Record) Facts() []Fact {
	return slices.SortedFunc(maps.Keys(r.facts), func(a, b Fact) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name))
	})
}

// Page notes that the metadata of a page was read.
func (r *Record) Page(p *site.Page) { r.note("page", p.Name()) }
