package share

import (
	"image"
	"image/color"
	"math"
)

// The size of a share picture in pixels, which all services ask for.
const (
	pictureWidth  = 1200
	pictureHeight = 630
)

// Where things are on the picture.
const (
	edge     = 84.0 // the margin at both sides
	markTop  = 64.0
	markSize = 76.0
)

// inks are the places of the colours that texts are drawn with.
type inks struct{ text, accent, onSea uint8 }

// scene draws everything that is the same on all pictures of a site. Mirrored, the
// mark stands at the right, where lines from right to left begin, and the sun
// rises at the left. The mark itself is not turned around.
func scene(look Look, mirrored bool) (*canvas, inks) {
	c := newCanvas(image.Rect(0, 0, pictureWidth, pictureHeight), look.Background)
	drawSun(c, look)
	drawSea(c, look)
	markLeft := edge
	if mirrored {
		c.mirror()
		markLeft = pictureWidth - edge - markSize
	}
	onSea := look.Background
	if contrast(look.Text, look.Accent) > contrast(look.Background, look.Accent) {
		onSea = look.Text
	}
	drawMark(c, look, onSea, markLeft)
	return c, inks{c.surface(look.Text), c.surface(look.Accent), c.surface(onSea)}
}

// sunColor returns what the background looks like in warm light: a little more
// colour of the hue of the evening, and as much less lightness as shows it. On a
// dark background the sun is the light itself.
func sunColor(background color.RGBA) color.RGBA {
	const hue = 64 * math.Pi / 180
	paper := toLab(background)
	lightness, strength := paper.l-.105, .06
	if paper.l < .6 {
		lightness, strength = paper.l+.52, .09
	}
	sin, cos := math.Sincos(hue)
	return lab{lightness, paper.a + strength*cos, paper.b + strength*sin}.color()
}

// drawSun lets a sun rise from the sea, with a pale light around it.
func drawSun(c *canvas, look Look) {
	center := point{974, 438}
	sun := sunColor(look.Background)
	for _, disc := range []struct{ radius, strength float64 }{{194, .16}, {142, .38}, {94, 1}} {
		shape := ellipse(center, disc.radius, disc.radius).flatten(roughness)
		c.fill(shape, c.surface(mix(look.Background, sun, disc.strength)))
	}
}

// wave is the top of a layer of the sea.
type wave struct {
	level            float64 // of its middle
	rise, length     float64 // of the long swell
	phase            float64 // where the swell begins, in turns
	ripple, strength float64 // how much of a longer swell, how much accent
}

func drawSea(c *canvas, look Look) {
	for _, w := range []wave{
		{level: 449, rise: 9, length: 430, phase: .30, ripple: 3, strength: .13},
		{level: 476, rise: 11, length: 500, phase: .92, ripple: 3, strength: .28},
		{level: 507, rise: 12, length: 580, phase: .45, ripple: 3, strength: .50},
		{level: 543, rise: 11, length: 680, phase: .05, ripple: 3, strength: 1},
	} {
		c.fill([]contour{w.contour()}, c.surface(mix(look.Background, look.Accent, w.strength)))
	}
}

// contour follows the top of a wave and goes back along the bottom of the picture.
func (w wave) contour() contour {
	c := contour{closed: true}
	for x := 0.0; x <= pictureWidth; x += 4 {
		turns := x/w.length + w.phase
		y := w.level - w.rise*math.Sin(2*math.Pi*turns) - w.ripple*math.Sin(2*math.Pi*(turns*.43+.2))
		c.points = append(c.points, point{x, y})
	}
	c.points = append(c.points, point{pictureWidth, pictureHeight}, point{0, pictureHeight})
	return c
}

// drawMark draws the mark of the practice as its icon has it: two waves of the
// tide in a rounded square.
func drawMark(c *canvas, look Look, onAccent color.RGBA, left float64) {
	const side = 40
	place := translation(left, markTop).after(scaling(markSize/side, markSize/side))
	tolerance := roughness * side / markSize
	square := rectangle(0, 0, side, side, 10, 10).flatten(tolerance)
	c.fill(placed(square, place), c.surface(look.Accent))
	var tide outline
	for _, y := range []float64{17, 25} {
		tide.move(point{6, y})
		tide.curve(point{10.7, y - 6}, point{15.3, y - 6}, point{20, y})
		tide.curve(point{24.7, y + 6}, point{29.3, y + 6}, point{34, y})
	}
	line := pen{width: 2.6, cap: "round", join: "round"}.stroke(tide.flatten(tolerance), tolerance)
	c.fill(placed(line, place), c.surface(onAccent))
}
