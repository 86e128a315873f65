package style

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"

	"stillpoint/generator/check/style/color"
)

// paint is a colour with the place that it comes from.
type paint struct {
	color color.Color
	known bool
	from  *declaration // nil where no rule says it
	names []string     // custom properties that it goes by
}

func (v *values) palette() palette {
	return palette{dark: v.look.dark, current: v.look.text.color, known: v.look.text.known}
}

func (v *values) colors() {
	l := v.look
	r, d, how := v.of(textColor)
	switch how {
	case value:
		p := palette{dark: l.dark, current: l.parent.text.color, known: l.parent.text.known}
		c, ok := p.color(r.value)
		l.text = paint{c, ok, d, r.names}
		if written(r.value) == "currentcolor" {
			l.text = l.parent.text
		}
	case inherited:
		l.text = l.parent.text
	case initial:
		l.text = paint{color: ink(l.dark), known: true, from: d}
	case anything:
		l.text = paint{}
	}
	v.background()
	if fill := v.word(textFill, ""); fill != "" && fill != "currentcolor" && fill != "inherit" {
		l.text.known = false
	}
}

func (v *values) background() {
	l := v.look
	r, d, how := v.of(groundColor)
	switch how {
	case value:
		l.ground = paint{known: true, from: d, names: r.names}
		if d.property == "background" {
			l.ground.color, l.ground.known = v.ofShorthand(r.value)
		} else {
			l.ground.color, l.ground.known = v.palette().color(r.value)
		}
	case inherited:
		l.ground = l.parent.ground
	case initial:
		l.ground = paint{known: true}
	case anything:
		l.ground = paint{}
	}
	r, d, how = v.of(groundImage)
	switch how {
	case value:
		if d.property == "background" && pictured(r.value) || d.property != "background" && written(r.value) != "none" {
			l.ground.known = false
		}
	case inherited, anything:
		l.ground.known = false
	}
	if box := v.word(groundClip, "border-box"); strings.Contains(box, "text") || box == "?" {
		l.ground.known, l.text.known = false, false
	}
}

// pictured tells whether a background has a picture or a gradient.
func pictured(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool {
		name := t.function()
		return t.kind == css.URLToken || strings.Contains(name, "gradient") || strings.HasSuffix(name, "image-set") ||
			name == "url" || name == "src" || name == "image" || name == "element" || name == "cross-fade" || name == "paint"
	})
}

// ofShorthand returns the colour in the shorthand background.
func (v *values) ofShorthand(tokens []token) (color.Color, bool) {
	layers := split(tokens, ",")
	for _, piece := range pieces(layers[len(layers)-1]) {
		switch piece[0].word() {
		case "none", "repeat", "no-repeat", "repeat-x", "repeat-y", "space", "round", "scroll", "fixed", "local", "left", "right", "top", "bottom",
			"center", "cover", "contain", "auto", "border-box", "padding-box", "content-box", "text":
			continue
		}
		switch t := piece[0]; {
		case t.kind == css.IdentToken || t.kind == css.HashToken:
			return v.palette().color(piece)
		case t.kind == css.FunctionToken:
			switch t.function() {
			case "calc", "min", "max", "clamp":
				continue
			}
			return v.palette().color(piece)
		}
	}
	return color.Color{}, true
}
