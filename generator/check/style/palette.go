package style

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"

	"github.com/tdewolff/parse/v2/css"

	"stillpoint/generator/check/style/color"
)

// palette is what names of colours go by.
type palette struct {
	dark    bool // the dark of two colours is shown
	current color.Color
	known   bool // the current colour is
}

// color returns the colour that a value is, and whether it is known.
func (p palette) color(tokens []token) (color.Color, bool) {
	tokens = trim(tokens)
	if len(tokens) == 0 {
		return color.Color{}, false
	}
	switch t := tokens[0]; {
	case t.kind == css.HashToken && len(tokens) == 1:
		return hex(t.text[1:])
	case t.kind == css.IdentToken && len(tokens) == 1:
		return p.named(t.word())
	case t.kind == css.FunctionToken:
		inner, rest := within(tokens)
		if len(trim(rest)) == 0 {
			return p.function(t.function(), inner)
		}
	}
	return color.Color{}, false
}

func hex(digits string) (color.Color, bool) {
	if len(digits) == 3 || len(digits) == 4 {
		var double strings.Builder
		for _, r := range digits {
			double.WriteString(strings.Repeat(string(r), 2))
		}
		digits = double.String()
	}
	if len(digits) == 6 {
		digits += "ff"
	}
	v, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 8 {
		return color.Color{}, false
	}
	c := color.Bytes(uint8(v>>24), uint8(v>>16), uint8(v>>8))
	c.A = float64(v&0xff) / 255
	return c, true
}

func (p palette) named(name string) (color.Color, bool) {
	switch name {
	case "transparent":
		return color.Color{}, true
	case "currentcolor":
		return p.current, p.known
	case "rebeccapurple":
		return color.Bytes(0x66, 0x33, 0x99), true
	case "canvas":
		return canvas(p.dark), true
	case "canvastext":
		return ink(p.dark), true
	}
	c, known := colornames.Map[name]
	return color.Bytes(c.R, c.G, c.B), known
}

// canvas returns what browsers show where a page sets no background. In the dark they differ a little; Chromium's is the lightest.
func canvas(dark bool) color.Color {
	if dark {
		return color.Bytes(0x12, 0x12, 0x12)
	}
	return color.White()
}

// ink returns the colour of text that a page sets none for.
func ink(dark bool) color.Color {
	if dark {
		return color.White()
	}
	return color.Black()
}

func (p palette) function(name string, inner []token) (color.Color, bool) {
	switch name {
	case "light-dark":
		parts := split(inner, ",")
		if len(parts) != 2 {
			return color.Color{}, false
		}
		if p.dark {
			return p.color(parts[1])
		}
		return p.color(parts[0])
	case "color-mix":
		return p.mix(inner)
	case "rgba":
		name = "rgb"
	case "hsla":
		name = "hsl"
	}
	var origin *color.Color
	args := trim(inner)
	if len(args) > 0 && args[0].word() == "from" {
		parts := pieces(args[1:])
		if len(parts) == 0 {
			return color.Color{}, false
		}
		from, ok := p.color(parts[0])
		if !ok {
			return color.Color{}, false
		}
		origin = &from
		args = args[len(args)-remaining(args, parts[0]):]
	}
	space := name
	if name == "color" {
		parts := pieces(args)
		if len(parts) == 0 || len(parts[0]) != 1 {
			return color.Color{}, false
		}
		space = parts[0][0].word()
		if space == "xyz" {
			space = "xyz-d65"
		}
		args = args[len(args)-remaining(args, parts[0]):]
	}
	return channels(name, space, args, origin)
}

// remaining returns how many tokens stand behind a piece, which is part of them.
func remaining(tokens, piece []token) int {
	for i := range tokens {
		if &tokens[i] == &piece[len(piece)-1] {
			return len(tokens) - i - 1
		}
	}
	return 0
}

// spaceOf returns the names of the channels of a function or a space, and what 100 % of each comes to.
func spaceOf(name, space string) (names [3]string, whole [3]float64, ok bool) {
	switch name {
	case "rgb":
		return [3]string{"r", "g", "b"}, [3]float64{255, 255, 255}, true
	case "hsl":
		return [3]string{"h", "s", "l"}, [3]float64{360, 100, 100}, true
	case "hwb":
		return [3]string{"h", "w", "b"}, [3]float64{360, 100, 100}, true
	case "lab":
		return [3]string{"l", "a", "b"}, [3]float64{100, 125, 125}, true
	case "lch":
		return [3]string{"l", "c", "h"}, [3]float64{100, 150, 360}, true
	case "oklab":
		return [3]string{"l", "a", "b"}, [3]float64{1, 0.4, 0.4}, true
	case "oklch":
		return [3]string{"l", "c", "h"}, [3]float64{1, 0.4, 360}, true
	case "color":
		switch space {
		case "srgb", "srgb-linear", "display-p3":
			return [3]string{"r", "g", "b"}, [3]float64{1, 1, 1}, true
		case "xyz-d65", "xyz-d50":
			return [3]string{"x", "y", "z"}, [3]float64{1, 1, 1}, true
		}
	}
	return names, whole, false
}

// channels returns the colour of three channels and its alpha, which may go by those of another colour.
func channels(name, space string, args []token, origin *color.Color) (color.Color, bool) {
	names, whole, ok := spaceOf(name, space)
	if !ok {
		return color.Color{}, false
	}
	m := measure{names: map[string]float64{}}
	if origin != nil {
		values, ok := taken(space, *origin)
		if !ok {
			return color.Color{}, false
		}
		for i, channel := range names {
			m.names[channel] = values[i]
		}
		m.names["alpha"] = origin.A
	}
	var parts [][]token
	slash := false
	for _, piece := range pieces(args) {
		switch {
		case piece[0].is(","):
		case piece[0].is("/"):
			slash = true
		default:
			parts = append(parts, piece)
		}
	}
	if len(parts) < 3 || len(parts) > 4 || slash && len(parts) != 4 {
		return color.Color{}, false
	}
	var v [3]float64
	for i := range v {
		if m.whole = whole[i]; whole[i] == 360 {
			m.whole = math.NaN() // no angle is a part of one
		}
		if v[i], ok = m.number(parts[i]); !ok {
			return color.Color{}, false
		}
	}
	alpha := 1.0
	if origin != nil {
		alpha = origin.A
	}
	if len(parts) == 4 {
		m.whole = 1
		if alpha, ok = m.number(parts[3]); !ok {
			return color.Color{}, false
		}
	}
	return made(space, v, min(max(alpha, 0), 1))
}

// made returns the colour of channels as a function or a space of CSS counts them.
func made(space string, v [3]float64, alpha float64) (color.Color, bool) {
	switch space {
	case "rgb":
		clip := func(v float64) float64 { return min(max(v/255, 0), 1) }
		return color.Color{R: clip(v[0]), G: clip(v[1]), B: clip(v[2]), A: alpha}, true
	case "hsl":
		return color.HSL(v[0], v[1]/100, v[2]/100, alpha), true
	case "hwb":
		return color.HWB(v[0], v[1]/100, v[2]/100, alpha), true
	case "lab":
		return color.Lab{L: min(max(v[0], 0), 100), A: v[1], B: v[2]}.Lab(alpha), true
	case "lch":
		return color.Polar{L: min(max(v[0], 0), 100), C: max(v[1], 0), H: v[2]}.Lab().Lab(alpha), true
	case "oklab":
		return color.Lab{L: min(max(v[0], 0), 1), A: v[1], B: v[2]}.OKLab(alpha), true
	case "oklch":
		return color.Polar{L: min(max(v[0], 0), 1), C: max(v[1], 0), H: v[2]}.Lab().OKLab(alpha), true
	case "srgb":
		return color.Color{R: v[0], G: v[1], B: v[2], A: alpha}, true
	case "srgb-linear":
		return color.Linear(v, alpha), true
	case "display-p3":
		return color.P3(v, alpha), true
	case "xyz-d65":
		return color.XYZ(v, alpha), true
	case "xyz-d50":
		return color.XYZ50(v, alpha), true
	}
	return color.Color{}, false
}

// taken returns the channels of a colour as [made] takes them.
func taken(space string, c color.Color) ([3]float64, bool) {
	lab := func(l color.Lab) ([3]float64, bool) { return [3]float64{l.L, l.A, l.B}, true }
	polar := func(p color.Polar) ([3]float64, bool) { return [3]float64{p.L, p.C, p.H}, true }
	switch space {
	case "rgb":
		return [3]float64{c.R * 255, c.G * 255, c.B * 255}, true
	case "hsl":
		h, s, l := color.ToHSL(c)
		return [3]float64{h, s * 100, l * 100}, true
	case "hwb":
		h, w, b := color.ToHWB(c)
		return [3]float64{h, w * 100, b * 100}, true
	case "lab":
		return lab(color.ToLab(c))
	case "lch":
		return polar(color.ToLab(c).Polar())
	case "oklab":
		return lab(color.ToOKLab(c))
	case "oklch":
		return polar(color.ToOKLab(c).Polar())
	case "srgb":
		return [3]float64{c.R, c.G, c.B}, true
	case "srgb-linear":
		return color.ToLinear(c), true
	case "xyz-d65":
		return color.ToXYZ(c), true
	case "xyz-d50":
		return color.ToXYZ50(c), true
	}
	return [3]float64{}, false
}

// mix returns the colour of color-mix(in oklab, red 20%, blue).
func (p palette) mix(inner []token) (color.Color, bool) {
	parts := split(inner, ",")
	if len(parts) != 3 {
		return color.Color{}, false
	}
	method := pieces(parts[0])
	if len(method) < 2 || method[0][0].word() != "in" || len(method) > 2 && written(parts[0]) != "in "+written(method[1])+" shorter hue" {
		return color.Color{}, false
	}
	first, share, given, ok := p.share(parts[1])
	second, rest, other, ok2 := p.share(parts[2])
	if !ok || !ok2 {
		return color.Color{}, false
	}
	switch {
	case !given && !other:
		share, rest = 0.5, 0.5
	case !given:
		share = 1 - rest
	case !other:
		rest = 1 - share
	}
	sum := share + rest
	if share < 0 || rest < 0 || sum <= 0 {
		return color.Color{}, false
	}
	mixed, ok := color.Mix(method[1][0].word(), first, second, rest/sum)
	mixed.A *= min(sum, 1)
	return mixed, ok
}

// share returns a colour and how much of it is mixed.
func (p palette) share(tokens []token) (c color.Color, part float64, given, ok bool) {
	var rest []token
	for _, piece := range pieces(tokens) {
		if piece[0].kind == css.PercentageToken || piece[0].function() == "calc" {
			part, ok = measure{whole: 1}.number(piece)
			if given || !ok {
				return color.Color{}, 0, false, false
			}
			given = true
			continue
		}
		if rest != nil {
			return color.Color{}, 0, false, false
		}
		rest = piece
	}
	c, ok = p.color(rest)
	return c, part, given, ok
}
