package share

import (
	"image"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// roughness is how far, in pixels, a drawn edge may lie beside the true one.
const roughness = .04

// frame returns the pixels that the contours touch within bounds.
func frame(contours []contour, bounds image.Rectangle) image.Rectangle {
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, c := range contours {
		for _, p := range c.points {
			low = point{min(low.x, p.x), min(low.y, p.y)}
			high = point{max(high.x, p.x), max(high.y, p.y)}
		}
	}
	whole := func(v float64, from, to int) int { return int(min(max(v, float64(from)), float64(to))) }
	return image.Rectangle{
		Min: image.Pt(whole(math.Floor(low.x), bounds.Min.X, bounds.Max.X), whole(math.Floor(low.y), bounds.Min.Y, bounds.Max.Y)),
		Max: image.Pt(whole(math.Ceil(high.x), bounds.Min.X, bounds.Max.X), whole(math.Ceil(high.y), bounds.Min.Y, bounds.Max.Y)),
	}
}

// coverage returns how much of every pixel within bounds the contours cover, as
// far as they touch any.
func coverage(contours []contour, bounds image.Rectangle) *image.Alpha {
	area := frame(contours, bounds)
	mask := image.NewAlpha(area)
	if area.Empty() {
		return mask
	}
	trace(contours, area).Draw(mask, area, image.Opaque, image.Point{})
	return mask
}

func trace(contours []contour, area image.Rectangle) *vector.Rasterizer {
	z := vector.NewRasterizer(area.Dx(), area.Dy())
	z.DrawOp = draw.Src
	t := tracer{z, float64(area.Dx()), float64(area.Dy())}
	home := point{float64(area.Min.X), float64(area.Min.Y)}
	for _, c := range contours {
		before := c.points[len(c.points)-1].minus(home)
		for _, p := range c.points {
			now := p.minus(home)
			t.edge(before, now)
			before = now
		}
	}
	return z
}

// tracer gives edges to a rasterizer, cut to its size: it would follow an edge
// for as long as it is.
type tracer struct {
	z             *vector.Rasterizer
	width, height float64
}

// edge leaves out what lies above and below, where it has no meaning.
func (t tracer) edge(a, b point) {
	if a.y == b.y || max(a.y, b.y) <= 0 || min(a.y, b.y) >= t.height {
		return
	}
	top, bottom := (0-a.y)/(b.y-a.y), (t.height-a.y)/(b.y-a.y)
	from, to := a, b
	if enter := min(top, bottom); enter > 0 {
		from = a.toward(b, enter)
	}
	if leave := max(top, bottom); leave < 1 {
		to = a.toward(b, leave)
	}
	t.row(from, to)
}

// row lays what is left and right of the picture on its borders, for there it
// still tells what is inside of the shape.
func (t tracer) row(a, b point) {
	for _, x := range [...]float64{0, t.width} {
		if (a.x < x) != (b.x < x) && a.x != x && b.x != x {
			cut := a.toward(b, (x-a.x)/(b.x-a.x))
			cut.x = x
			t.row(a, cut)
			t.row(cut, b)
			return
		}
	}
	aside := func(p point) (float32, float32) {
		return float32(min(max(p.x, 0), t.width)), float32(min(max(p.y, 0), t.height))
	}
	t.z.MoveTo(aside(a))
	t.z.LineTo(aside(b))
}
