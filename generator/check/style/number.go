package style

import (
	"math"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// measure is what lengths, parts and names in a number go by.
type measure struct {
	environment
	em, rem float64            // in pixels; 0 where it is not known
	whole   float64            // that percentages are parts of; NaN where it is not known
	names   map[string]float64 // that stand for numbers, such as the channels of a colour
}

// number returns what a value comes to: a length in pixels, an angle in degrees, a plain number. It returns false for what cannot be known.
func (m measure) number(tokens []token) (float64, bool) {
	tokens = trim(tokens)
	if len(tokens) == 0 {
		return 0, false
	}
	c := calculation{measure: m, rest: tokens}
	v := c.factor()
	if c.blanks(); c.failed || len(c.rest) > 0 || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, false
	}
	return v, true
}

// calculation reads a sum from the front of its tokens: https://www.w3.org/TR/css-values-4/#calc-syntax
type calculation struct {
	measure
	rest   []token
	failed bool
	depth  int
}

// blanks passes over blanks, and tells whether something comes after them.
func (c *calculation) blanks() bool {
	for len(c.rest) > 0 && c.rest[0].blank() {
		c.rest = c.rest[1:]
	}
	return len(c.rest) > 0
}

func (c *calculation) fail() float64 {
	c.failed = true
	return 0
}

func (c *calculation) sum() float64 {
	v := c.product()
	for c.blanks() && !c.failed {
		switch t := c.rest[0]; {
		case t.is("+"):
			c.rest = c.rest[1:]
			v += c.product()
		case t.is("-"):
			c.rest = c.rest[1:]
			v -= c.product()
		default:
			return v
		}
	}
	return v
}

func (c *calculation) product() float64 {
	v := c.factor()
	for c.blanks() && !c.failed {
		switch t := c.rest[0]; {
		case t.is("*"):
			c.rest = c.rest[1:]
			v *= c.factor()
		case t.is("/"):
			c.rest = c.rest[1:]
			v /= c.factor()
		default:
			return v
		}
	}
	return v
}

// deepest is how far calculations may stand in one another.
const deepest = 30

func (c *calculation) factor() float64 {
	if !c.blanks() || c.depth > deepest {
		return c.fail()
	}
	t := c.rest[0]
	if t.kind == css.FunctionToken || t.kind == css.LeftParenthesisToken {
		inner, rest := within(c.rest)
		c.rest = rest
		return c.call(t.function(), inner)
	}
	c.rest = c.rest[1:]
	switch t.kind {
	case css.NumberToken:
		v, err := strconv.ParseFloat(t.text, 64)
		if err != nil {
			return c.fail()
		}
		return v
	case css.PercentageToken:
		v, err := strconv.ParseFloat(strings.TrimSuffix(t.text, "%"), 64)
		if err != nil || math.IsNaN(c.whole) {
			return c.fail()
		}
		return v / 100 * c.whole
	case css.DimensionToken:
		return c.dimension(t.text)
	case css.IdentToken:
		return c.name(t.word())
	}
	return c.fail()
}

func (c *calculation) name(word string) float64 {
	switch word {
	case "none":
		return 0
	case "pi":
		return math.Pi
	case "infinity":
		return math.MaxFloat64
	}
	v, known := c.names[word]
	if !known {
		return c.fail()
	}
	return v
}

// dimension returns a length in pixels or an angle in degrees.
func (c *calculation) dimension(text string) float64 {
	digits := strings.TrimRight(text, "%abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	v, err := strconv.ParseFloat(digits, 64)
	scale := c.scale(strings.ToLower(text[len(digits):]))
	if err != nil || scale == 0 {
		return c.fail()
	}
	return v * scale
}

// scale returns what one of a unit comes to, 0 for what is not known.
func (c *calculation) scale(unit string) float64 {
	switch unit {
	case "px", "deg":
		return 1
	case "em":
		return c.em
	case "rem":
		return c.rem
	case "pt":
		return 96.0 / 72
	case "pc":
		return 16
	case "in":
		return 96
	case "cm":
		return 96 / 2.54
	case "mm":
		return 9.6 / 2.54
	case "q":
		return 2.4 / 2.54
	case "vw", "svw", "lvw", "dvw", "vi":
		return c.width / 100
	case "vh", "svh", "lvh", "dvh", "vb":
		return c.height / 100
	case "vmin":
		return min(c.width, c.height) / 100
	case "vmax":
		return max(c.width, c.height) / 100
	case "rad":
		return 180 / math.Pi
	case "grad":
		return 0.9
	case "turn":
		return 360
	}
	return 0
}

// call returns what a function of numbers comes to.
func (c *calculation) call(name string, inner []token) float64 {
	var values []float64
	for _, part := range split(inner, ",") {
		sub := calculation{measure: c.measure, rest: part, depth: c.depth + 1}
		v := sub.sum()
		if sub.blanks() || sub.failed {
			return c.fail()
		}
		values = append(values, v)
	}
	switch n := len(values); {
	case (name == "calc" || name == "") && n == 1:
		return values[0]
	case name == "min":
		return least(values)
	case name == "max":
		for i := range values {
			values[i] = -values[i]
		}
		return -least(values)
	case name == "clamp" && n == 3:
		return max(values[0], min(values[1], values[2]))
	case name == "abs" && n == 1:
		return math.Abs(values[0])
	case name == "pow" && n == 2:
		return math.Pow(values[0], values[1])
	case name == "sqrt" && n == 1:
		return math.Sqrt(values[0])
	}
	return c.fail()
}

func least(values []float64) float64 {
	v := values[0]
	for _, other := range values[1:] {
		v = min(v, other)
	}
	return v
}
