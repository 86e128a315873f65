package style

import (
	"math"
	"slices"
	"strings"

	"stillpoint/generator/check/rule"
)

// lies finds out whether the element lies in what it stands in.
func (v *values) lies() {
	l := v.look
	inset := false
	for _, s := range []slot{top, right, bottom, left} {
		word := v.word(s, "auto")
		inset = inset || word != "auto" && word != "0"
	}
	where := v.word(position, "static")
	l.positioned = where != "static"
	l.adrift = where == "?" || where == "absolute" || where == "fixed" || where == "sticky" || where == "relative" && inset
	for _, s := range []slot{moves, translate, turns, scale} {
		if v.word(s, "none") != "none" {
			l.adrift, l.positioned = true, true
		}
	}
	for _, s := range []slot{marginTop, marginRight, marginBottom, marginLeft} {
		if v.belowNothing(&l.cascade.won[s]) {
			l.adrift = true
		}
	}
	row, column := v.word(gridRow, "auto"), v.word(gridColumn, "auto")
	l.placed = row != "auto" && column != "auto"
	if where == "absolute" || where == "fixed" || where == "?" {
		l.veil = l.ground.known && l.ground.color.A > 0 || !l.ground.known
		l.veilBehind = strings.HasPrefix(v.word(zIndex, "auto"), "-")
		if l.veil && !l.veilBehind && !v.wide(l.cascade) { // a badge in a corner
			l.veil = false
		}
		l.out = true
	}
}

// belowNothing tells whether a slot may have a value of less than nothing.
func (v *values) belowNothing(w *winner) bool {
	may := func(d *declaration) bool {
		return negative(d.value) || slices.ContainsFunc(d.value, func(t token) bool { return v.sheets.below[t.text] })
	}
	return w.declaration != nil && may(w.declaration) || slices.ContainsFunc(w.rivals, may)
}

// wide tells whether what is taken out of the flow may be as large as what it is placed by.
func (v *values) wide(c *cascade) bool {
	said := func(s slot) bool {
		r, _, how := v.from(&c.won[s])
		return how == anything || how == value && written(r.value) != "auto"
	}
	const letter = 16 // pixels
	for _, s := range []slot{width, height} {
		if r, _, how := v.from(&c.won[s]); how == value {
			if size, ok := v.measure(math.NaN()).number(r.value); ok && size < letter {
				return false
			}
		}
	}
	return (said(top) || said(height)) && (said(bottom) || said(height)) && (said(left) || said(width)) && (said(right) || said(width))
}

// holdsPicture tells whether an element is or holds something whose colours are its own.
func holdsPicture(p *rule.Page, node int) bool {
	if replaced(p.Nodes[node].Tag) {
		return true
	}
	for range p.Below(node, "img", "svg", "video", "canvas", "iframe", "object", "embed") {
		return true
	}
	return false
}

func replaced(tag string) bool {
	switch tag {
	case "img", "svg", "video", "canvas", "iframe", "object", "embed", "picture":
		return true
	}
	return false
}

// made looks at what is made before or after the element: what is taken out of the flow there may lie under its text.
func (v *values) made(c *cascade) {
	word := func(s slot, usual string) string {
		r, _, how := v.from(&c.won[s])
		switch how {
		case nothing, initial:
			return usual
		case value:
			return strings.ToLower(written(r.value))
		}
		return "?"
	}
	where := word(position, "static")
	if where != "absolute" && where != "fixed" && where != "?" || word(display, "block") == "none" {
		return
	}
	plain := func(text string) bool { return text == "none" || text == "transparent" || text == "0 0" }
	if plain(word(groundColor, "transparent")) && plain(word(groundImage, "none")) {
		return
	}
	behind := strings.HasPrefix(word(zIndex, "auto"), "-")
	if behind || v.wide(c) {
		v.look.veil, v.look.veilBehind, v.look.veilAt = true, behind, v.look.positioned
	}
}
