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
type Record struct {
	facts  map[Fact]struct{}
	shared []*Record // what was read once for many renders
}

// NewRecord returns an empty record.
func NewRecord() *Record { return &Record{facts: map[Fact]struct{}{}} }

// note adds a fact.
func (r *Record) note(kind, name string) { r.facts[Fact{kind, name}] = struct{}{} }

// share notes all facts of another record, which must not change any more.
func (r *Record) share(other *Record) {
	if !slices.Contains(r.shared, other) {
		r.shared = append(r.shared, other)
	}
}

func (r *Record) add(other *Record) { maps.Copy(r.facts, other.facts) }

// Facts returns what was read, sorted.
func (r *Record) Facts() []Fact {
	all := maps.Clone(r.facts)
	for _, s := range r.shared {
		maps.Copy(all, s.facts)
	}
	return slices.SortedFunc(maps.Keys(all), func(a, b Fact) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name))
	})
}

// Page notes that the metadata of a page was read.
func (r *Record) Page(p *site.Page) { r.note("page", p.Name()) }
