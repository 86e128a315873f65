package style

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stillpoint/generator/check/rule"
	"stillpoint/generator/check/style/color"
)

// Fault is a text that stands out too little from what is behind it.
type Fault struct {
	Text, Ground Paint
	Ratio        float64 // of contrast, from 1 to 21
	Need         float64 // what it would have to be
	Dark         bool    // only where a reader prefers dark
	Light        bool    // only by day
	Phone, Desk  bool    // only on a narrow screen, only on a wide one
	Faded        bool    // something makes the text as a whole shine through

	envs  [environments]bool
	solid [environments]int // how many elements above the text have it on a ground of their own; see [page.covered]
}

// Paint is a colour, and where it comes from.
type Paint struct {
	Shown color.Color
	Said  rule.Said // where, empty where no rule says it
	Names []string  // custom properties that it goes by
}

// The least ratios of contrast, for most text and for large text: https://www.w3.org/TR/WCAG22/#contrast-minimum
const (
	normalContrast = 4.5
	largeContrast  = 3
)

// faults returns what is wrong with a text in an element.
func faults(s *state) []Fault {
	var all []Fault
	for env, l := range s.looks {
		f, solid, wrong := l.judge()
		if !wrong {
			continue
		}
		known := false
		for i := range all {
			if same(&all[i], &f) {
				all[i].envs[env], all[i].solid[env], known = true, solid, true
			}
		}
		if !known {
			f.envs[env], f.solid[env] = true, solid
			all = append(all, f)
		}
	}
	for i := range all {
		all[i].when()
	}
	return all
}

func same(a, b *Fault) bool {
	return a.Text.Shown == b.Text.Shown && a.Ground.Shown == b.Ground.Shown && a.Need == b.Need && a.Text.Said == b.Text.Said && a.Ground.Said == b.Ground.Said
}

// when says where alone the fault is there.
func (f *Fault) when() {
	e := f.envs
	f.Light, f.Dark = !e[2] && !e[3], !e[0] && !e[1]
	f.Phone, f.Desk = !e[1] && !e[3], !e[0] && !e[2]
}

// judge tells whether a text in an element can be read too badly, and on how many of the elements above the ground is solid. It
// says nothing where anything that counts is not known.
func (l *look) judge() (f Fault, solid int, wrong bool) {
	if l.gone || l.invisible || l.unknowable || !l.text.known || l.text.color.A == 0 {
		return Fault{}, 0, false
	}
	front, back := l.text.color, color.Color{}
	faded := false
	solid = -1
	var ground *paint
	root, level := l, 0
	for e := l; e.parent != nil; e, level = e.parent, level+1 {
		root = e
		if !back.Opaque() {
			if !e.ground.known {
				return Fault{}, 0, false
			}
			if e.ground.color.A > 0 && ground == nil {
				ground = &e.ground
			}
		}
		if e.ground.known {
			front, back = front.Over(e.ground.color), back.Over(e.ground.color)
		}
		if e.opacity < 1 {
			front.A, back.A, faded = front.A*e.opacity, back.A*e.opacity, true
		}
		if !back.Opaque() {
			solid = -1
			if e.adrift {
				return Fault{}, 0, false
			}
		} else if solid < 0 {
			solid = level
		}
	}
	below := canvas(root.dark)
	front, back = front.Over(below).Shown(), back.Over(below).Shown()
	f = Fault{Ratio: color.Contrast(front, back), Need: l.need(), Faded: faded || l.text.color.A < 1}
	if f.Ratio >= f.Need {
		return Fault{}, 0, false
	}
	f.Text, f.Ground = l.text.told(front), Paint{Shown: back}
	if ground != nil {
		f.Ground = ground.told(back)
	}
	return f, solid, true
}

// need returns what contrast a text needs. One whose size cannot be known is taken for large.
func (l *look) need() float64 {
	const large, largeBold = 24, 18.66 // pixels: 18 points, and 14 points bold
	if l.size == 0 || l.size >= large || l.size >= largeBold && (l.weight == 0 || l.weight >= 700) {
		return largeContrast
	}
	return normalContrast
}

func (p *paint) told(shown color.Color) Paint {
	t := Paint{Shown: shown, Names: p.names}
	if d := p.from; d != nil {
		t.Said = rule.Said{Property: d.property, Value: d.text()}
		if d.rule != nil {
			t.Said.Selector = d.rule.prelude
		}
	}
	return t
}

// Report is what is wrong with a page as its style sheets show it.
type Report struct {
	Low     []Low   // texts that stand out too little, each fault once, with the element that the first of them stands in
	Crowded []Crowd // targets that are small and close to others, once for each rule that makes them small
}

// lookedAt is the name under which a page keeps its report.
type lookedAt struct{}

// Look returns what is wrong with a page; nothing where its style sheets are not known.
func Look(p *rule.Page) *Report {
	return rule.Once(p, lookedAt{}, func() *Report {
		r := &Report{}
		if sheets := of(p); sheets != nil {
			r.look(&page{sheets: sheets, Page: p})
		}
		return r
	})
}

func (r *Report) look(c *page) {
	c.sheets.walk(c.Page, nil, func(i int, st *state) {
		if c.Nodes[i].Tag != "" {
			if crowd, found := c.crowded(i); found && !told(r.Crowded, &crowd) {
				r.Crowded = append(r.Crowded, crowd)
			}
			return
		}
		for j := range st.faults {
			f := &st.faults[j]
			if known(r.Low, f) || !c.readable(i) || c.covered(c.Nodes[i].Parent, f) {
				continue
			}
			r.Low = append(r.Low, Low{Node: c.Nodes[i].Parent, Fault: f})
		}
	})
}

// Low is a fault on a page.
type Low struct {
	Node int
	*Fault
}

func known(seen []Low, f *Fault) bool {
	for i := range seen {
		if other := seen[i].Fault; other == f || same(other, f) && other.envs == f.envs {
			return true
		}
	}
	return false
}

// page looks closely at a page on which something seems wrong.
type page struct {
	*rule.Page
	sheets *Sheets
	states []*state // of all elements that are shown; nil before they are asked for
	veils  []int    // elements that lie, or have something that lies, under or over others
	placed []int    // elements with a colour or a picture that are placed in a cell of a grid
}

// readable tells whether a text is one that somebody has to read: no mark of a single letter, and no control that cannot be used
// (WCAG 1.4.3). What is hidden from screen readers alone is read by all others.
func (c *page) readable(text int) bool {
	parent := c.Nodes[text].Parent
	words := strings.TrimSpace(c.Nodes[text].Text)
	if utf8.RuneCountInString(words) < 2 && utf8.RuneCountInString(c.Text(parent)) < 2 || !strings.ContainsFunc(words, letter) || c.Gone(parent) {
		return false
	}
	for i := parent; i > 0; i = c.Nodes[i].Parent {
		n := &c.Nodes[i]
		if _, disabled := n.Lookup("disabled"); disabled || strings.EqualFold(n.Attr("aria-disabled"), "true") || n.Tag == "label" && c.forDisabled(i) {
			return false
		}
	}
	return true
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// forDisabled tells whether a label is that of a control that cannot be used.
func (c *page) forDisabled(label int) bool {
	name := c.Nodes[label].Attr("for")
	for i := range c.All("input", "select", "textarea", "button") {
		n := &c.Nodes[i]
		if _, disabled := n.Lookup("disabled"); disabled && (name != "" && n.Attr("id") == name || c.In(i, "label") == label) {
			return true
		}
	}
	return false
}

// look finds the states of all elements.
func (c *page) look() {
	if c.states != nil {
		return
	}
	c.states = make([]*state, len(c.Nodes))
	c.sheets.walk(c.Page, func(i int, st *state) {
		c.states[i] = st
		veil, placed := false, false
		for _, l := range st.looks {
			veil = veil || l.veil || l.out && holdsPicture(c.Page, i)
			placed = placed || l.placed && (!l.ground.known || l.ground.color.A > 0 || holdsPicture(c.Page, i))
		}
		if veil {
			c.veils = append(c.veils, i)
		}
		if placed {
			c.placed = append(c.placed, i)
		}
	}, nil)
}

// covered tells whether something that is not above an element may lie under its text, or over it, wherever it has the fault.
func (c *page) covered(node int, f *Fault) bool {
	c.look()
	for env, has := range f.envs {
		if has && !c.veiled(node, env, f.solid[env]) && !c.sharesCell(node, env) {
			return false
		}
	}
	return true
}

func (c *page) veiled(node, env, solid int) bool {
	for _, v := range c.veils {
		l := c.states[v].looks[env]
		if !l.veil && (!l.out || !holdsPicture(c.Page, v)) || c.lies(node, v) && !l.veilAt {
			continue
		}
		holder := v
		if !l.veilAt {
			holder = c.holder(v, env)
		}
		if holder == 0 && !l.veilBehind { // a bar over the window, or a link to skip it
			continue
		}
		if !c.lies(node, holder) {
			continue
		}
		if l.veilBehind && solid >= 0 && c.above(node, solid) != holder && c.lies(c.above(node, solid), holder) {
			continue // the text has a ground of its own over it
		}
		return true
	}
	return false
}

// lies tells whether an element is another, or lies in it.
func (c *page) lies(node, in int) bool { return in <= node && node < c.Nodes[in].End }

// above returns the element so many steps above another.
func (c *page) above(node, steps int) int {
	for range steps {
		node = c.Nodes[node].Parent
	}
	return node
}

// holder returns the element that one is placed by that is taken out of the flow, 0 for the page.
func (c *page) holder(node, env int) int {
	for i := range c.Above(node) {
		if st := c.states[i]; st != nil && st.looks[env].positioned {
			return i
		}
	}
	return 0
}

// sharesCell tells whether an element lies in one that is placed in a grid beside others that may be in the same cell.
func (c *page) sharesCell(node, env int) bool {
	for i := node; i > 0; i = c.Nodes[i].Parent {
		if c.states[i] == nil || !c.states[i].looks[env].placed {
			continue
		}
		for _, other := range c.placed {
			if other != i && c.Nodes[other].Parent == c.Nodes[i].Parent && c.states[other].looks[env].placed {
				return true
			}
		}
	}
	return false
}
