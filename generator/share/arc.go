package share

import "math"

// roundness is how far the control points of a quarter of a circle lie along its
// tangents.
const roundness = 0.5522847498307936

// ellipse draws clockwise from the right, as SVG has it.
func ellipse(center point, rx, ry float64) outline {
	var o outline
	at := func(x, y float64) point { return point{center.x + x*rx, center.y + y*ry} }
	k := roundness
	o.move(at(1, 0))
	o.curve(at(1, k), at(k, 1), at(0, 1))
	o.curve(at(-k, 1), at(-1, k), at(-1, 0))
	o.curve(at(-1, -k), at(-k, -1), at(0, -1))
	o.curve(at(k, -1), at(1, -k), at(1, 0))
	o.close()
	return o
}

// rectangle draws with corners that are quarters of an ellipse, or sharp ones
// where a radius is zero.
func rectangle(x, y, w, h, rx, ry float64) outline {
	var o outline
	rx, ry = min(rx, w/2), min(ry, h/2)
	if rx <= 0 || ry <= 0 {
		o.move(point{x, y})
		o.line(point{x + w, y})
		o.line(point{x + w, y + h})
		o.line(point{x, y + h})
		o.close()
		return o
	}
	kx, ky := rx*(1-roundness), ry*(1-roundness)
	right, bottom := x+w, y+h
	o.move(point{x + rx, y})
	o.line(point{right - rx, y})
	o.curve(point{right - kx, y}, point{right, y + ky}, point{right, y + ry})
	o.line(point{right, bottom - ry})
	o.curve(point{right, bottom - ky}, point{right - kx, bottom}, point{right - rx, bottom})
	o.line(point{x + rx, bottom})
	o.curve(point{x + kx, bottom}, point{x, bottom - ky}, point{x, bottom - ry})
	o.line(point{x, y + ry})
	o.curve(point{x, y + ky}, point{x + kx, y}, point{x + rx, y})
	o.close()
	return o
}

// arc is an elliptical arc between two points, as paths of SVG write it.
type arc struct {
	from, to     point
	rx, ry       float64
	tilt         float64 // degrees
	large, sweep bool
}

// draw adds the arc as curves of a quarter turn at most (SVG 2, B.2.4).
func (a arc) draw(o *outline) {
	rx, ry := math.Abs(a.rx), math.Abs(a.ry)
	if a.from == a.to {
		return
	}
	if rx == 0 || ry == 0 {
		o.line(a.to)
		return
	}
	back := rotation(-a.tilt).apply(a.from.minus(a.to).times(.5))
	unit := point{back.x / rx, back.y / ry}
	if reach := unit.length(); reach > 1 { // the ends are too far apart: grow the ellipse
		rx, ry, unit = rx*reach, ry*reach, unit.times(1/reach)
	}
	distance := math.Sqrt(max(1/unit.dot(unit)-1, 0))
	if a.large == a.sweep {
		distance = -distance
	}
	center := point{unit.y * distance, -unit.x * distance}
	start := math.Atan2(unit.y-center.y, unit.x-center.x)
	turn := math.Atan2(-unit.y-center.y, -unit.x-center.x) - start
	switch {
	case a.sweep && turn < 0:
		turn += 2 * math.Pi
	case !a.sweep && turn > 0:
		turn -= 2 * math.Pi
	}
	home := translation((a.from.x+a.to.x)/2, (a.from.y+a.to.y)/2).after(rotation(a.tilt)).after(scaling(rx, ry)).after(translation(center.x, center.y))
	a.sweepOver(o, home, start, turn)
}

// sweepOver draws a part of the circle around zero, as home shows it.
func (a arc) sweepOver(o *outline, home matrix, start, turn float64) {
	parts := int(max(math.Ceil(math.Abs(turn)/(math.Pi/2)-1e-9), 1))
	step := turn / float64(parts)
	k := 4.0 / 3 * math.Tan(step/4)
	for i := range parts {
		p := onCircle(start + float64(i)*step)
		q := onCircle(start + float64(i+1)*step)
		end := home.apply(q)
		if i == parts-1 {
			end = a.to
		}
		o.curve(home.apply(p.minus(p.turned().times(k))), home.apply(q.plus(q.turned().times(k))), end)
	}
}

func onCircle(angle float64) point {
	sin, cos := math.Sincos(angle)
	return point{cos, sin}
}
