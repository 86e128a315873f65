package style

import (
	"strings"

	"stillpoint/generator/check/rule"
	"stillpoint/generator/check/style/color"
)

// look is what an element looks like in one environment.
type look struct {
	parent     *look
	dark       bool   // the dark of two colours is shown
	schemes    string // light, dark or both
	text       paint
	ground     paint // of its own
	customs    map[string]property
	size       float64 // of its letters, in pixels; 0 where it is not known
	weight     float64 // 0 where it is not known
	opacity    float64
	gone       bool     // it is not shown, nor what is in it
	invisible  bool     // it is not shown, but what is in it may be
	unknowable bool     // nothing can be known of it, nor of what is in it
	adrift     bool     // it lies elsewhere than in what it stands in
	positioned bool     // others may be placed by it
	veil       bool     // it, or what is made before or after it, may lie under or over other things
	out        bool     // it is taken out of the flow, so that a picture in it may do so
	veilBehind bool     // under them
	veilAt     bool     // that lies in it, not in what it is placed by
	placed     bool     // in a cell of a grid that others may be placed in too
	cascade    *cascade // as long as it is needed
}

// root returns what the page itself looks like.
func (s *Sheets) root(env int) *look {
	l := &look{schemes: s.schemes, size: 16, weight: 400, opacity: 1, customs: map[string]property{}}
	l.dark = darkens(l.schemes, env)
	l.text = paint{color: ink(l.dark), known: true}
	return l
}

// darkens tells whether an element with some schemes is shown dark: https://www.w3.org/TR/css-color-adjust-1/#determine-the-used-color-scheme
func darkens(schemes string, env int) bool {
	light, dark := false, false
	for word := range strings.FieldsSeq(strings.ToLower(schemes)) {
		light, dark = light || word == "light", dark || word == "dark"
	}
	return dark && (!light || environmentOf(env).dark)
}

// look returns what an element looks like in an environment.
func (s *Sheets) look(p *rule.Page, node int, all *rules, parent *look, env int) *look {
	l := &look{
		parent: parent, schemes: parent.schemes, customs: parent.customs, text: parent.text, size: parent.size, weight: parent.weight,
		opacity: 1, ground: paint{known: true}, gone: parent.gone, invisible: parent.invisible, unknowable: parent.unknowable,
	}
	l.cascade = all.decide(env)
	v := values{sheets: s, look: l, environment: environmentOf(env), page: p, node: node}
	v.customProperties()
	v.scheme(env)
	v.byTag()
	v.letters()
	v.colors()
	v.shown()
	v.lies()
	if len(all.before) > 0 {
		v.made(decide(all.before, nil, env))
	}
	if len(all.after) > 0 {
		v.made(decide(all.after, nil, env))
	}
	return l
}

// values works out what the cascade says of an element.
type values struct {
	environment
	sheets *Sheets
	look   *look
	page   *rule.Page
	node   int
}

// said is what a slot has in the end.
type said int

const (
	nothing said = iota // as it is without a word
	value
	inherited
	initial
	anything // it cannot be known
)

// of returns the value of a slot.
func (v *values) of(s slot) (resolved, *declaration, said) {
	return v.from(&v.look.cascade.won[s])
}

func (v *values) from(w *winner) (resolved, *declaration, said) {
	if !w.settled() {
		return resolved{}, nil, anything
	}
	d := w.declaration
	if d == nil {
		return resolved{}, nil, nothing
	}
	r := v.resolve(d.value, 0)
	switch {
	case r.unknown:
		return r, d, anything
	case r.invalid:
		return r, d, nothing
	case len(r.value) == 1:
		switch r.value[0].word() {
		case "inherit":
			return r, d, inherited
		case "initial":
			return r, d, initial
		case "unset":
			return r, d, nothing
		case "revert", "revert-layer":
			return r, d, anything
		}
	}
	return r, d, value
}

// word returns the value of a slot that is a single word, what is usual where nothing is said, and "?" for what is not known.
func (v *values) word(s slot, usual string) string {
	r, _, how := v.of(s)
	switch how {
	case nothing, initial:
		return usual
	case value:
		return strings.ToLower(written(r.value))
	}
	return "?"
}

func (v *values) scheme(env int) {
	r, _, how := v.of(colorScheme)
	switch how {
	case value:
		v.look.schemes = written(r.value)
	case initial:
		v.look.schemes = "normal"
	case anything:
		v.look.unknowable = true
	}
	v.look.dark = darkens(v.look.schemes, env)
	if v.look.parent.parent == nil {
		v.look.text.color = ink(v.look.dark)
	}
}

// measure returns what lengths of the element go by.
func (v *values) measure(whole float64) measure {
	root := v.look
	for root.parent != nil && root.parent.parent != nil {
		root = root.parent
	}
	return measure{environment: v.environment, em: v.look.size, rem: root.size, whole: whole}
}

// byTag is what browsers say of an element before any style sheet: https://html.spec.whatwg.org/multipage/rendering.html
func (v *values) byTag() {
	l, n := v.look, &v.page.Nodes[v.node]
	bold := func() { l.weight = 700 }
	switch n.Tag {
	case "h1":
		l.size *= 2
		bold()
	case "h2":
		l.size *= 1.5
		bold()
	case "h3":
		l.size *= 1.17
		bold()
	case "h4", "th":
		bold()
	case "h5":
		l.size *= 0.83
		bold()
	case "h6":
		l.size *= 0.67
		bold()
	case "b", "strong":
		l.weight = bolder(l.weight)
	case "small", "sub", "sup":
		l.size /= 1.2
	case "big":
		l.size *= 1.2
	case "a":
		if _, links := n.Lookup("href"); links {
			l.text = paint{color: color.Bytes(0, 0, 0xee), known: true}
			if l.dark {
				l.text.color = color.Bytes(0x9e, 0x9e, 0xff)
			}
		}
	case "mark":
		l.text = paint{color: color.Black(), known: true}
		l.ground = paint{color: color.Bytes(255, 255, 0), known: true}
	case "button", "meter", "progress", "dialog": // each browser has colours of its own
		l.text.known, l.ground.known = false, false
	}
	for name := range n.Attributes() {
		switch name {
		case "bgcolor", "background", "text", "link", "color":
			if n.Tag != "meta" && n.Tag != "link" {
				l.unknowable = true
			}
		}
	}
}
