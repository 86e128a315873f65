// Package color reckons with colours as browsers do: it takes them from one space into another, mixes them, lays one over another, and
// tells how well one can be read on another.
package color

import (
	"fmt"
	"math"
)

// Color is a colour in sRGB. Red, green and blue go from 0 to 1, below and above which lie colours that no screen of this kind shows;
// so does alpha, from transparent to opaque.
type Color struct{ R, G, B, A float64 }

// Black returns the darkest colour.
func Black() Color { return Color{A: 1} }

// White returns the lightest colour.
func White() Color { return Color{1, 1, 1, 1} }

// Bytes returns the opaque colour of three bytes.
func Bytes(r, g, b uint8) Color {
	return Color{float64(r) / 255, float64(g) / 255, float64(b) / 255, 1}
}

// Shown returns the colour as a screen of 8 bits for each channel shows it.
func (c Color) Shown() Color {
	round := func(v float64) float64 { return math.Round(clamp(v)*255) / 255 }
	return Color{round(c.R), round(c.G), round(c.B), clamp(c.A)}
}

// String returns the colour as #rrggbb, with its alpha as two more digits where it is not opaque.
func (c Color) String() string {
	digits := func(v float64) int { return int(math.Round(clamp(v) * 255)) }
	text := fmt.Sprintf("#%02x%02x%02x", digits(c.R), digits(c.G), digits(c.B))
	if alpha := digits(c.A); alpha < 255 {
		text += fmt.Sprintf("%02x", alpha)
	}
	return text
}

// Over returns what is seen where the colour lies over another: https://www.w3.org/TR/compositing-1/#simplealphacompositing
func (c Color) Over(under Color) Color {
	c.A, under.A = clamp(c.A), clamp(under.A)
	alpha := c.A + under.A*(1-c.A)
	if alpha == 0 {
		return Color{}
	}
	blend := func(over, below float64) float64 {
		return (clamp(over)*c.A + clamp(below)*under.A*(1-c.A)) / alpha
	}
	return Color{blend(c.R, under.R), blend(c.G, under.G), blend(c.B, under.B), alpha}
}

// Opaque tells whether nothing shines through, as far as a screen of 8 bits can show it.
func (c Color) Opaque() bool { return c.A > 254.5/255 }

// clamp returns the nearest number from 0 to 1, and 0 for what is no number.
func clamp(v float64) float64 {
	if v > 0 {
		return min(v, 1)
	}
	return 0
}
