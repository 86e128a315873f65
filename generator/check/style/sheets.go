package style

import (
	"hash/maphash"
	"slices"
	"strings"

	"stillpoint/generator/check/rule"
)

// Sheets are the style sheets of a page, or of all pages that have the same, ready to be asked. They are safe for concurrent use.
type Sheets struct {
	motions map[string]bool
	blocks  map[string][]target // by a tag, a class or an id that the element must have: "p", ".note", "#top"; "" for all others
	dropped map[string]bool     // custom properties that nothing goes by which counts
	below   map[string]bool     // custom properties that may be less than nothing
	schemes string              // that the page says it has, as the property color-scheme does

	// What an element is known by, beside its tag and classes, if the sheets ask for it:
	ids       map[string]bool
	tested    []string // names of attributes
	tests     [][]attribute
	structure []partial // where it stands among others

	seed maphash.Seed
	memo memo
}

// target is a selector with its rule. Where it asks for the place of an element among others, and little hangs on it, it is taken loosely:
// what it reaches for certain is then known only of an element on its own page.
type target struct {
	selector, loose *selector
	block           *block
}

// partial is a selector up to one of its parts.
type partial struct {
	selector *selector
	part     int
	alone    bool // the part alone counts, not what comes before it
}

func (t partial) fits(p *rule.Page, node int) tri {
	if t.alone {
		return t.selector.parts[t.part].fits(p, node)
	}
	return t.selector.upTo(t.part, p, node)
}

// compile makes sheets of the rules that were read.
func (r *reader) compile(schemes string) *Sheets {
	r.layers.number(0)
	s := &Sheets{motions: r.motions, blocks: map[string][]target{}, dropped: map[string]bool{}, schemes: schemes, ids: map[string]bool{}, seed: maphash.MakeSeed()}
	below := r.keep(s)
	s.below = below
	for _, b := range r.blocks {
		if len(b.declarations) == 0 {
			continue
		}
		for _, one := range b.selectors {
			if one.lost {
				continue
			}
			key := one.key()
			t := target{one, one, b}
			if !b.reads(below) || one.pseudo != "" {
				t.loose = one.loose()
			}
			s.blocks[key] = append(s.blocks[key], t)
			s.note(t.loose)
		}
	}
	return s
}

// keep takes all declarations out of the rules that nothing can come of. It returns the custom properties that may be less than nothing.
func (r *reader) keep(s *Sheets) (below map[string]bool) {
	used := map[string]bool{}
	below = map[string]bool{}
	var follow []*declaration
	customs := map[string][]*declaration{}
	for _, b := range r.blocks {
		for i := range b.declarations {
			d := &b.declarations[i]
			if custom(d.property) {
				customs[d.property] = append(customs[d.property], d)
				below[d.property] = below[d.property] || negative(d.value)
			} else if slotsOf(d.property) != nil {
				follow = append(follow, d)
			}
		}
	}
	for len(follow) > 0 {
		d := follow[0]
		follow = follow[1:]
		for _, t := range d.value {
			if name := t.text; custom(name) && !used[name] {
				used[name] = true
				follow = append(follow, customs[name]...)
			}
		}
	}
	for _, b := range r.blocks {
		b.declarations = slices.DeleteFunc(b.declarations, func(d declaration) bool {
			if custom(d.property) {
				s.dropped[d.property] = !used[d.property]
				return !used[d.property]
			}
			return slotsOf(d.property) == nil
		})
	}
	for i, b := range r.blocks {
		for j := range b.declarations {
			b.declarations[j].rule = r.blocks[i]
		}
	}
	return below
}

// reads tells whether a rule says something that counts for more than the size of targets.
func (b *block) reads(below map[string]bool) bool {
	return slices.ContainsFunc(b.declarations, func(d declaration) bool {
		if strings.HasPrefix(d.property, "margin") {
			return negative(d.value) || slices.ContainsFunc(d.value, func(t token) bool { return below[t.text] })
		}
		return custom(d.property) || slices.ContainsFunc(slotsOf(d.property), func(s slot) bool { return s < reading })
	})
}

// key returns what an element must have for a selector to reach it, the rarest first.
func (s *selector) key() string {
	c := &s.parts[len(s.parts)-1]
	switch {
	case c.id != "":
		return "#" + c.id
	case len(c.classes) > 0:
		return "." + c.classes[0]
	}
	return c.tag
}

// note notes what elements are known by that a selector reaches.
func (s *Sheets) note(one *selector) {
	for i := range one.parts {
		c := &one.parts[i]
		if c.id != "" {
			s.ids[c.id] = true
		}
		for _, a := range c.attributes {
			s.test(a)
		}
		if c.combinator == '+' || c.combinator == '~' {
			s.structure = append(s.structure, partial{selector: one, part: i})
		}
		for _, t := range c.pseudos {
			switch t.name {
			case "link", "any-link":
				s.test(attribute{name: "href"})
			case "checked":
				s.test(attribute{name: "checked"})
				s.test(attribute{name: "selected"})
			case "disabled", "enabled":
				s.test(attribute{name: "disabled"})
			}
			if t.structural() {
				s.structure = append(s.structure, partial{selector: one, part: i, alone: true})
			}
			for _, choice := range t.choices {
				if !choice.lost {
					s.note(choice)
				}
			}
		}
	}
}

func (s *Sheets) test(a attribute) {
	at := slices.Index(s.tested, a.name)
	if at < 0 {
		s.tested, s.tests, at = append(s.tested, a.name), append(s.tests, nil), len(s.tests)
	}
	if !slices.Contains(s.tests[at], a) {
		s.tests[at] = append(s.tests[at], a)
	}
}

// match returns the rules that reach an element, and those that reach what is made before or after it; exactly for an element on its
// page, or as it holds for all that share its state.
func (s *Sheets) match(p *rule.Page, node int, exactly bool) (element, before, after []matched) {
	n := &p.Nodes[node]
	add := func(key string) {
		for _, t := range s.blocks[key] {
			reaching := t.loose
			if exactly {
				reaching = t.selector
			}
			answer := reaching.reaches(p, node)
			if answer == no {
				continue
			}
			list := &element
			switch t.selector.pseudo {
			case "before":
				list = &before
			case "after":
				list = &after
			}
			*list = append(*list, matched{t.block, t.selector.specificity, answer})
		}
	}
	add("")
	add(n.Tag)
	if id := n.Attr("id"); id != "" {
		add("#" + id)
	}
	var seen []string
	for class := range strings.FieldsSeq(n.Attr("class")) {
		if !slices.Contains(seen, class) {
			seen = append(seen, class)
			add("." + class)
		}
	}
	return element, before, after
}
