package style

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2/css"

	"stillpoint/generator/check/rule"
)

// isTarget tells whether an element is one to point at.
func isTarget(n *rule.Node) bool {
	switch n.Tag {
	case "a":
		_, links := n.Lookup("href")
		return links
	case "button", "summary":
		return true
	}
	return n.Attr("role") == "button"
}

// leastTarget is how many pixels a target must be wide and high, or its middle be away from that of the next:
// https://www.w3.org/TR/WCAG22/#target-size-minimum
const leastTarget = 24

// Crowd are targets that are small and close together.
type Crowd struct {
	Node        int     // the first of them
	Size        float64 // in pixels, along the line that they stand in
	Apart       float64 // from the middle of one to the middle of the next
	Wide        bool    // they stand beside one another, and Size is their width; else above one another
	Said        rule.Said
	Phone, Desk bool // only on a narrow screen, only on a wide one
	Next        int  // the second
}

// small tells whether a target may be smaller than it needs to be, going by what is sure of all that share its state.
func (s *Sheets) small(p *rule.Page, node int, l *look, decorated bool) bool {
	if decorated {
		return false // what is made before or after it may make it larger
	}
	v := values{sheets: s, look: l, environment: environmentOf(0), page: p, node: node}
	for _, slot := range []slot{width, height} {
		if size, ok := v.pixels(slot); ok && size < leastTarget || !l.cascade.won[slot].settled() {
			return true
		}
	}
	return false
}

// pixels returns a length that is said in pixels, or in what comes to pixels.
func (v *values) pixels(s slot) (float64, bool) {
	r, _, how := v.of(s)
	if how != value {
		return 0, false
	}
	return v.measure(math.NaN()).number(r.value)
}

// crowded tells whether a target is small and close to the next one, in any environment.
func (c *page) crowded(node int) (first Crowd, found bool) {
	if c.Hidden(node) {
		return Crowd{}, false
	}
	for env := range 2 {
		one, small := c.crowd(node, env)
		switch {
		case small && !found:
			first, found = one, true
			first.Phone, first.Desk = env == 0, env == 1
		case small:
			first.Phone = false
		}
	}
	return first, found
}

func told(all []Crowd, c *Crowd) bool {
	for i := range all {
		if all[i].Said == c.Said && all[i].Wide == c.Wide {
			return true
		}
	}
	return false
}

// box is what is known of the size of an element and of what keeps others away from it.
type box struct {
	values
	width, height float64 // NaN where it is not known
	top, right    float64 // margins
	bottom, left  float64
	display       string
	floated, grow bool
	said          [2]*declaration // of the width and of the height
}

// box works out the size of an element on its page, in an environment.
func (c *page) box(node, env int) (box, bool) {
	c.look()
	n := &c.Nodes[node]
	st := c.states[node]
	if st == nil {
		return box{}, false
	}
	element, before, after := c.sheets.match(c.Page, node, true)
	if len(before)+len(after) > 0 {
		return box{}, false
	}
	parent := st.looks[env].parent
	l := c.sheets.look(c.Page, node, &rules{element: element, own: attributeStyle(n.Attr("style"))}, parent, env)
	b := box{values: values{sheets: c.sheets, look: l, environment: environmentOf(env), page: c.Page, node: node}}
	if l.gone || l.adrift || l.unknowable {
		return box{}, false
	}
	b.display = b.word(display, usualDisplay(n.Tag))
	b.floated = b.word(float, "none") != "none"
	b.grow = b.word(flexGrow, "none") != "none"
	ok := true
	for s, into := range map[slot]*float64{marginTop: &b.top, marginRight: &b.right, marginBottom: &b.bottom, marginLeft: &b.left} {
		var known bool
		*into, known = b.side(s, 0)
		ok = ok && known
	}
	b.width, b.said[0] = b.extent(width, minWidth, [4]slot{paddingLeft, paddingRight, borderLeft, borderRight})
	b.height, b.said[1] = b.extent(height, minHeight, [4]slot{paddingTop, paddingBottom, borderTop, borderBottom})
	return b, ok
}

func usualDisplay(tag string) string {
	switch tag {
	case "a", "span", "b", "strong", "em", "i", "small", "label":
		return "inline"
	case "button":
		return "inline-block"
	case "li", "summary":
		return "list-item"
	}
	return "block"
}

// extent returns the width or the height of an element with its padding and its border, NaN where it is not known, and what says it.
func (b *box) extent(s, least slot, around [4]slot) (float64, *declaration) {
	size, ok := b.pixels(s)
	if !ok {
		return math.NaN(), nil
	}
	if _, _, how := b.of(least); how != nothing {
		floor, ok := b.pixels(least)
		if !ok {
			return math.NaN(), nil
		}
		size = max(size, floor)
	}
	sum := 0.0
	for _, part := range around {
		more, ok := b.side(part, b.usual(part))
		if !ok {
			return math.NaN(), nil
		}
		sum += more
	}
	usual := "content-box"
	if b.page.Nodes[b.node].Tag == "button" {
		usual = "border-box"
	}
	switch b.word(boxSizing, usual) {
	case "content-box":
		size += sum
	case "border-box":
		size = max(size, sum)
	default:
		return math.NaN(), nil
	}
	return size, b.look.cascade.won[s].declaration
}

// usual returns the padding and the border that browsers give a button.
func (b *box) usual(s slot) float64 {
	if b.page.Nodes[b.node].Tag != "button" {
		return 0
	}
	switch s {
	case paddingLeft, paddingRight:
		return 6
	case paddingTop, paddingBottom:
		return 1
	}
	return 2
}

// side returns a margin, a padding or a border, which a shorthand may say, in pixels.
func (b *box) side(s slot, usual float64) (float64, bool) {
	r, d, how := b.of(s)
	switch how {
	case nothing, initial:
		return usual, true
	case value:
	default:
		return 0, false
	}
	parts := pieces(r.value)
	if strings.HasPrefix(d.property, "border") {
		return b.border(parts)
	}
	at := 0
	switch property := d.property; {
	case property == "margin" || property == "padding":
		for at = side(s); at >= len(parts) && at > 0; at = max(at-2, 0) {
		}
	case strings.HasSuffix(property, "-block") || strings.HasSuffix(property, "-inline"):
		if len(parts) == 2 && (side(s) == 2 || property[len(property)-1] == 'e' && side(s) == 1) {
			at = 1
		}
	}
	if at >= len(parts) {
		return 0, false
	}
	return b.measure(math.NaN()).number(parts[at])
}

// side returns which side a slot is of: 0 for the top, and on with the clock.
func side(s slot) int {
	switch s {
	case marginTop, paddingTop, borderTop:
		return 0
	case marginRight, paddingRight, borderRight:
		return 1
	case marginBottom, paddingBottom, borderBottom:
		return 2
	}
	return 3
}

// border returns the width in a shorthand, in which there is none without a style.
func (b *box) border(parts [][]token) (float64, bool) {
	for _, part := range parts {
		switch t := part[0]; {
		case t.word() == "none" || t.word() == "hidden":
			return 0, true
		case t.kind == css.DimensionToken || t.kind == css.NumberToken:
			return b.measure(math.NaN()).number(part)
		}
	}
	return 0, false
}

// crowd tells whether a target is small and close to the next one.
func (c *page) crowd(node, env int) (Crowd, bool) {
	next, first, second := c.next(node)
	if next == 0 {
		return Crowd{}, false
	}
	parent := c.Nodes[first].Parent
	a, ok := c.box(node, env)
	b, ok2 := c.box(next, env)
	outer, ok3 := c.box(parent, env)
	if !ok || !ok2 || !ok3 {
		return Crowd{}, false
	}
	itemA, itemB := a, b
	if first != node {
		if itemA, ok = c.wrapped(first, env, a); !ok {
			return Crowd{}, false
		}
		if itemB, ok = c.wrapped(second, env, b); !ok {
			return Crowd{}, false
		}
	}
	found := Crowd{Node: node, Next: next}
	var gap, half float64
	switch line := outer.line(itemA, itemB); line {
	case 'x':
		gap, ok = outer.between(columnGap, itemA.right+itemB.left)
		if itemA.display != "block" && !itemA.floated && !strings.Contains(outer.display, "flex") {
			gap += outer.blank()
		}
		found.Wide, found.Size, half = true, a.width, (a.width+b.width)/2
		if utf8.RuneCountInString(c.Text(node)) > 3 { // the words are wider than their box
			return Crowd{}, false
		}
	case 'y':
		gap, ok = outer.between(rowGap, itemA.bottom+itemB.top)
		found.Size, half = a.height, (a.height+b.height)/2
	default:
		return Crowd{}, false
	}
	found.Apart = half + gap
	if !ok || math.IsNaN(found.Apart) || found.Apart >= leastTarget-0.5 {
		return Crowd{}, false
	}
	d := a.said[0]
	if !found.Wide {
		d = a.said[1]
	}
	found.Said = (&paint{from: d}).told(a.look.text.color).Said
	return found, true
}

// next returns the target that follows another with nothing but blanks between them, 0 for none, and the two elements beside one another
// that they are or that hold nothing else. A target within a text is none: there the lines say how far apart they are.
func (c *page) next(node int) (next, first, second int) {
	first = node
	parent := c.Nodes[node].Parent
	if c.alone(node) && (c.Nodes[parent].Tag == "li" || c.Nodes[parent].Tag == "div" || c.Nodes[parent].Tag == "span") {
		first = parent
	}
	around := c.Nodes[first].Parent
	if around == 0 || c.hasText(around) {
		return 0, 0, 0
	}
	for i := c.Nodes[first].End; i < c.Nodes[around].End; i = c.Nodes[i].End {
		if c.Nodes[i].Tag == "" {
			continue
		}
		if first == node {
			if isTarget(&c.Nodes[i]) {
				return i, first, i
			}
			return 0, 0, 0
		}
		for inner := range c.Below(i) {
			if isTarget(&c.Nodes[inner]) && c.Nodes[inner].Parent == i && c.alone(inner) {
				return inner, first, i
			}
			break
		}
		return 0, 0, 0
	}
	return 0, 0, 0
}

// alone tells whether an element is all that there is in its parent.
func (c *page) alone(node int) bool {
	parent := c.Nodes[node].Parent
	for i := parent + 1; i < c.Nodes[parent].End; i = c.Nodes[i].End {
		if i != node && (c.Nodes[i].Tag != "" || strings.TrimSpace(c.Nodes[i].Text) != "") {
			return false
		}
	}
	return true
}

// hasText tells whether an element has words of its own.
func (c *page) hasText(node int) bool {
	for i := node + 1; i < c.Nodes[node].End; i = c.Nodes[i].End {
		if c.Nodes[i].Tag == "" && strings.TrimSpace(c.Nodes[i].Text) != "" {
			return true
		}
	}
	return false
}

// wrapped returns an element that holds a target and nothing else, with the distances of both.
func (c *page) wrapped(node, env int, inner box) (box, bool) {
	b, ok := c.box(node, env)
	if !ok || !math.IsNaN(b.width) || !math.IsNaN(b.height) {
		return box{}, false
	}
	if inner.display == "inline" || strings.HasPrefix(inner.display, "inline") && !strings.HasPrefix(b.display, "inline") {
		return box{}, false // a line around it makes more room than it says
	}
	for _, s := range []slot{width, height, minWidth, minHeight} {
		if _, _, how := b.of(s); how != nothing {
			return box{}, false
		}
	}
	for s, into := range map[slot]*float64{paddingTop: &b.top, paddingRight: &b.right, paddingBottom: &b.bottom, paddingLeft: &b.left} {
		more, ok := b.side(s, 0)
		border, ok2 := b.side(s+(borderTop-paddingTop), 0)
		if !ok || !ok2 {
			return box{}, false
		}
		*into += more + border
	}
	b.top, b.right, b.bottom, b.left = b.top+inner.top, b.right+inner.right, b.bottom+inner.bottom, b.left+inner.left
	return b, true
}

// line tells how two elements beside one another lie in this one: 'x' for beside, 'y' for below, 0 where it cannot be known.
func (b *box) line(first, second box) byte {
	if first.grow || second.grow || first.display != second.display || first.floated != second.floated {
		return 0
	}
	switch b.display {
	case "flex", "inline-flex":
		switch b.word(justify, "normal") {
		case "normal", "start", "flex-start", "center", "end", "flex-end", "left", "right":
		default:
			return 0
		}
		switch b.word(flexDirection, "row") {
		case "row", "row wrap", "wrap", "row nowrap", "nowrap", "wrap row":
			return 'x'
		case "column", "column nowrap", "nowrap column":
			return 'y'
		}
	case "block", "list-item", "flow-root", "inline-block":
		switch {
		case first.floated || first.display == "inline-block" || first.display == "inline-flex" || first.display == "inline-grid":
			return 'x'
		case first.display == "block" || first.display == "flex" || first.display == "grid" || first.display == "list-item":
			return 'y'
		}
	}
	return 0
}

// between returns the distance of two elements in this one by their margins and by its gap.
func (b *box) between(s slot, margins float64) (float64, bool) {
	r, d, how := b.of(s)
	if how == nothing || !strings.Contains(b.display, "flex") {
		return margins, how != anything
	}
	if how != value {
		return 0, false
	}
	parts := pieces(r.value)
	at := 0
	if d.property == "gap" && s == columnGap {
		at = len(parts) - 1
	}
	gap, ok := b.measure(math.NaN()).number(parts[at])
	return margins + gap, ok
}

// blank returns how wide a blank between two elements in a line may be, at most.
func (b *box) blank() float64 {
	if b.look.size == 0 {
		return math.NaN()
	}
	return 0.4 * b.look.size
}
