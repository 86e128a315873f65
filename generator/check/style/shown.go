package style

import (
	"slices"
	"strings"
)

// shown finds out whether the element is shown, and how far it can be known.
func (v *values) shown() {
	l, n := v.look, &v.page.Nodes[v.node]
	if _, hidden := n.Lookup("hidden"); hidden {
		l.gone = true
	}
	if n.Tag == "dialog" {
		if _, open := n.Lookup("open"); !open {
			l.gone = true
		}
	}
	w := &l.cascade.won[display]
	if word := v.word(display, ""); word == "none" || word == "?" && mayBe(w, "none") {
		l.gone = true
	}
	switch v.word(visibility, "") {
	case "hidden", "collapse", "?":
		l.invisible = true
	case "visible":
		l.invisible = false
	}
	if r, _, how := v.of(opacity); how == value {
		part, ok := v.measure(1).number(r.value)
		l.opacity = min(max(part, 0), 1)
		l.unknowable = l.unknowable || !ok
	} else if how == anything || how == inherited {
		l.unknowable = true
	}
	if l.opacity == 0 || l.size > 0 && l.size < 1 {
		l.gone = true
	}
	if shape := v.word(clip, "none"); shape != "none" && shape != "auto" {
		l.gone = true // most often it is a text for screen readers alone
	}
	for _, s := range []slot{effect, textShadow} {
		if v.word(s, "none") != "none" {
			l.unknowable = true
		}
	}
	if v.word(blend, "normal") != "normal" {
		l.unknowable = true
	}
	v.moving()
}

// mayBe tells whether a slot may have a value.
func mayBe(w *winner, word string) bool {
	is := func(d *declaration) bool {
		return d != nil && (written(d.value) == word || strings.Contains(written(d.value), "var("))
	}
	return is(w.declaration) || slices.ContainsFunc(w.rivals, is)
}

// moving finds out whether an animation changes what can be read.
func (v *values) moving() {
	r, _, how := v.of(animation)
	if how != value {
		v.look.unknowable = v.look.unknowable || how == anything
		return
	}
	for _, t := range r.value {
		if v.sheets.motions[strings.Trim(t.text, `"'`)] {
			v.look.unknowable = true
		}
	}
}
