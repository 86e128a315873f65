package style

import (
	"math"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// bolder returns the weight of letters that are to be bolder than others: https://www.w3.org/TR/css-fonts-4/#relative-weights
func bolder(weight float64) float64 {
	switch {
	case weight == 0:
		return 0
	case weight < 350:
		return 400
	case weight < 550:
		return 700
	}
	return 900
}

func (v *values) letters() {
	l := v.look
	r, d, how := v.of(fontSize)
	switch how {
	case value:
		l.size = v.fontSize(r.value, d)
	case inherited:
		l.size = l.parent.size
	case initial:
		l.size = 16
	case anything:
		l.size = 0
	}
	r, d, how = v.of(fontWeight)
	switch how {
	case value:
		l.weight = v.fontWeight(r.value, d)
	case inherited:
		l.weight = l.parent.weight
	case initial:
		l.weight = 400
	case anything:
		l.weight = 0
	}
}

// fontSize returns the size of letters in pixels, 0 where it cannot be known.
func (v *values) fontSize(tokens []token, d *declaration) float64 {
	if d.property == "font" {
		tokens = sizeOf(tokens)
	}
	word := ""
	if len(tokens) == 1 {
		word = tokens[0].word()
	}
	switch word {
	case "xx-small":
		return 9
	case "x-small":
		return 10
	case "small":
		return 13
	case "medium":
		return 16
	case "large":
		return 18
	case "x-large":
		return 24
	case "xx-large":
		return 32
	case "xxx-large":
		return 48
	case "smaller":
		return v.look.parent.size / 1.2
	case "larger":
		return v.look.parent.size * 1.2
	}
	m := v.measure(v.look.parent.size)
	m.em = v.look.parent.size
	if v.look.parent.parent == nil { // on the root, a rem is what browsers begin with
		m.rem = 16
	}
	size, ok := m.number(tokens)
	if !ok || size < 0 {
		return 0
	}
	return size
}

// sizeOf returns the size in the shorthand font: what stands before a slash, or else before the names, which is the only length.
func sizeOf(tokens []token) []token {
	for _, piece := range pieces(tokens) {
		switch t := piece[0]; {
		case t.kind == css.DimensionToken || t.kind == css.PercentageToken || t.kind == css.FunctionToken:
			return piece
		case strings.HasSuffix(t.word(), "small"), strings.HasSuffix(t.word(), "large"), t.word() == "medium", t.word() == "smaller", t.word() == "larger":
			return piece
		}
	}
	return nil
}

// fontWeight returns the weight of letters, 0 where it cannot be known.
func (v *values) fontWeight(tokens []token, d *declaration) float64 {
	if d.property == "font" {
		for _, piece := range pieces(tokens) {
			switch t := piece[0]; {
			case t.kind == css.NumberToken, t.word() == "bold", t.word() == "bolder", t.word() == "lighter":
				return v.fontWeight(piece, &declaration{property: "font-weight"})
			case t.kind == css.DimensionToken || t.kind == css.PercentageToken || t.kind == css.FunctionToken:
				return 400
			}
		}
		return 400
	}
	switch written(tokens) {
	case "normal":
		return 400
	case "bold":
		return 700
	case "bolder":
		return bolder(v.look.parent.weight)
	case "lighter":
		return 400
	}
	weight, ok := v.measure(math.NaN()).number(tokens)
	if !ok {
		return 0
	}
	return weight
}
