package share

import (
	"image"
	"image/color"
	"maps"
	"slices"
)

// smooth is how many steps an edge has between one colour and the next. With as
// few as these, all edges of a picture find room in one table of colours.
const smooth = 15

// ramp holds the places of the steps from one colour to another, with both ends.
type ramp [smooth + 2]uint8

// canvas is a picture that knows a table of colours only. The steps between two
// colours come into the table when an edge first needs them.
type canvas struct {
	*image.Paletted
	ramps map[[2]uint8]ramp
	plain map[uint8]bool // the colours of surfaces, not of edges
}

func newCanvas(bounds image.Rectangle, paper color.RGBA) *canvas {
	c := &canvas{image.NewPaletted(bounds, nil), map[[2]uint8]ramp{}, map[uint8]bool{}}
	c.surface(paper) // the first place, with which the picture is filled
	return c
}

func (c *canvas) clone() *canvas {
	pixels := *c.Paletted
	pixels.Pix = slices.Clone(c.Pix)
	pixels.Palette = slices.Clone(c.Palette)
	return &canvas{&pixels, maps.Clone(c.ramps), maps.Clone(c.plain)}
}

// mirror swaps left and right.
func (c *canvas) mirror() {
	for y := range c.Rect.Dy() {
		slices.Reverse(c.Pix[y*c.Stride:][:c.Rect.Dx()])
	}
}

// surface returns the place of a colour for whole surfaces.
func (c *canvas) surface(ink color.RGBA) uint8 {
	at := c.place(ink)
	c.plain[at] = true
	return at
}

// place returns where a colour is in the table, or where the most similar one is
// once the table is full.
func (c *canvas) place(ink color.RGBA) uint8 {
	for i, known := range c.Palette {
		if known == color.Color(ink) {
			return uint8(i)
		}
	}
	if len(c.Palette) > 0xff {
		return c.nearest(ink)
	}
	c.Palette = append(c.Palette, ink)
	return uint8(len(c.Palette) - 1)
}

func (c *canvas) nearest(ink color.RGBA) uint8 { return uint8(c.Palette.Index(ink)) }

// between returns the ramp from what is on the picture to an ink that comes over
// it. Where that is an edge already, colours that are there will do.
func (c *canvas) between(under, ink uint8) ramp {
	if known, ok := c.ramps[[2]uint8{under, ink}]; ok {
		return known
	}
	find := c.nearest
	if c.plain[under] {
		find = c.place
	}
	from, to := c.Palette[under].(color.RGBA), c.Palette[ink].(color.RGBA)
	var r ramp
	for i := range r {
		r[i] = find(blend(from, to, i, len(r)-1))
	}
	r[0], r[len(r)-1] = under, ink
	c.ramps[[2]uint8{under, ink}] = r
	return r
}

// blend mixes like all programs do that draw smooth edges.
func blend(from, to color.RGBA, part, whole int) color.RGBA {
	mixed := func(a, b uint8) uint8 { return uint8((int(a)*(whole-part) + int(b)*part + whole/2) / whole) }
	return color.RGBA{mixed(from.R, to.R), mixed(from.G, to.G), mixed(from.B, to.B), 0xff}
}

// fill paints the inside of contours with an ink.
func (c *canvas) fill(contours []contour, ink uint8) {
	mask := coverage(contours, c.Rect)
	area := mask.Rect
	const whole = smooth + 1
	for y := range area.Dy() {
		row := c.Pix[c.PixOffset(area.Min.X, area.Min.Y+y):][:area.Dx()]
		for x, covered := range mask.Pix[y*mask.Stride:][:area.Dx()] {
			switch step := (int(covered)*whole + 127) / 255; step {
			case 0:
			case whole:
				row[x] = ink
			default:
				row[x] = c.between(row[x], ink)[step]
			}
		}
	}
}
