package layouts

import (
	"cmp"
	"slices"

	"stillpoint/generator/site"
)

// Fact is one thing that a render read, by kind and name: the metadata of a
// page ("page", "content/prices.md"), a body, a list, a menu, a part of the
// configuration, a data file, an asset, the choice of the layout itself. What was looked for in
// vain is a fact too.
type Fact struct{ Kind, Name string }

// Record notes the facts that one render read. The views write into it, so no
// template has to declare what it depends on. It serves one goroutine.
type Record struct {
	facts  []Fact    // in the order of reading, some more than once
	shared []*Record // what was read once for many renders
}

// NewRecord returns an empty record.
func NewRecord() *Record { return &Record{} }

// note adds a fact, unless it is one of those just read.
func (r *Record) note(kind, name string) {
	fact := Fact{kind, name}
	if !slices.Contains(r.facts[max(0, len(r.facts)-recent):], fact) {
		r.facts = append(r.facts, fact)
	}
}

// recent is how many of the last facts are looked through for a new one: layouts
// read the same few things over and over.
const recent = 4

// share notes all facts of another record, which must not change any more.
func (r *Record) share(other *Record) {
	if !slices.Contains(r.shared, other) {
		r.shared = append(r.shared, other)
	}
}

func (r *Record) add(other *Record) { r.facts = append(r.facts, other.facts...) }

// Facts returns what was read, sorted.
func (r *Record) Facts() []Fact {
	all := slices.Clone(r.facts)
	for _, s := range r.shared {
		all = append(all, s.facts...)
	}
	slices.SortFunc(all, func(a, b Fact) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name))
	})
	return slices.Compact(all)
}

// Page notes that the metadata of a page was read.
func (r *Record) Page(p *site.Page) { r.note("page", p.Name()) }

// Body notes that the text of a page was read.
func (r *Record) Body(p *site.Page) { r.note("body", p.Name()) }

// Share notes that the share picture of a page was asked for.
func (r *Record) Share(p *site.Page) { r.note("share", p.Name()) }

// Component notes that a component was used, or that there was none of its name.
func (r *Record) Component(name string) { r.note("component", name) }

// Config notes that a part of the configuration was read, by its key.
func (r *Record) Config(part string) { r.note("config", part) }
