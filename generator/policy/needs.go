package policy

import (
	"slices"
	"strings"

	"stillpoint/generator/wire"
)

// Needs is what a finished page needs of a browser.
type Needs struct {
	self      set      // of what it has from the site itself
	data      set      // of what stands in an address
	runs      bool     // it runs scripts
	scripts   []string // digests of those that stand in it: 'sha256-…'
	styles    []string
	Elsewhere []Use // what it has from other sites, and what no policy can let happen, each address once in an element
}

// Use is something that a page uses.
type Use struct {
	Kind   Kind
	Origin string // of where it is: "https://maps.example"; a scheme alone, such as "mailto:", where there is no host
	Tag    string // of the element that uses it, as it begins on the page; "" for what stands in a style sheet of the site
	Text   string // what stands in that element, cut off where it is long
	Words  string // of an attribute or a style, that it was found in; "" for a style in an attribute, which is made shorter before it is published
}

// Frames tells whether the page shows another page of its own site within itself.
func (n *Needs) Frames() bool { return n.self.has(Frames) || n.self.has(Objects) }

// Shows returns the other sites that the page shows within itself, of those that it may.
func (n *Needs) Shows(a *Allowed) []string {
	var all []string
	for _, u := range n.Elsewhere {
		if u.Kind == Frames && !a.isSite(u.Origin) && a.lets(u) {
			all = append(all, a.upgraded(u.Origin))
		}
	}
	return all
}

// take adds what a part of the page needs.
func (n *Needs) take(part *Needs) {
	n.self |= part.self
	n.data |= part.data
	n.runs = n.runs || part.runs
	n.scripts = append(n.scripts, part.scripts...)
	n.styles = append(n.styles, part.styles...)
	n.Elsewhere = append(n.Elsewhere, part.Elsewhere...)
}

// sort puts digests into an order, and each once.
func (n *Needs) sort() {
	for _, list := range []*[]string{&n.scripts, &n.styles} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
}

// Bytes returns the needs as bytes, which are the same for pages that need the same, and never empty.
func (n *Needs) Bytes() []byte {
	var w wire.Writer
	w.Count(int(n.self))
	w.Count(int(n.data))
	w.Truth(n.runs)
	w.Texts(n.scripts)
	w.Texts(n.styles)
	w.Count(len(n.Elsewhere))
	for _, u := range n.Elsewhere {
		w.Count(int(u.Kind))
		w.Texts([]string{u.Origin, u.Tag, u.Text, u.Words})
	}
	return w.Bytes
}

// FromBytes reads what [Needs.Bytes] has written. It returns false where that was damaged.
func FromBytes(data []byte) (Needs, bool) {
	r := wire.NewReader(data)
	n := Needs{self: set(r.Index()), data: set(r.Index()), runs: r.Truth(), scripts: r.Texts(), styles: r.Texts()}
	for range r.Count() {
		kind, texts := Kind(r.Index()), r.Texts()
		if r.Err() != nil || len(texts) != 4 || kind > Attribute {
			return Needs{}, false
		}
		n.Elsewhere = append(n.Elsewhere, Use{kind, texts[0], texts[1], texts[2], texts[3]})
	}
	return n, r.Done()
}

// clone returns a use with memory of its own.
func (u Use) clone() Use {
	return Use{u.Kind, strings.Clone(u.Origin), strings.Clone(u.Tag), strings.Clone(u.Text), strings.Clone(u.Words)}
}
