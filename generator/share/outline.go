package share

import "math"

type verb uint8

const (
	moveTo verb = iota
	lineTo
	curveTo
	closeOff
)

// segment is one step of an outline. A curve has two control points before its
// end, the others have their end only, and closing off has no point.
type segment struct {
	verb verb
	to   [3]point
}

// outline is a shape of lines and cubic curves.
type outline []segment

func (o *outline) move(p point)        { *o = append(*o, segment{moveTo, [3]point{p}}) }
func (o *outline) line(p point)        { *o = append(*o, segment{lineTo, [3]point{p}}) }
func (o *outline) curve(a, b, p point) { *o = append(*o, segment{curveTo, [3]point{a, b, p}}) }
func (o *outline) close()              { *o = append(*o, segment{verb: closeOff}) }

// bow adds a quadratic curve, which needs to know where it begins.
func (o *outline) bow(from, control, to point) {
	o.curve(from.toward(control, 2.0/3), to.toward(control, 2.0/3), to)
}

// contour is one line of an outline without curves.
type contour struct {
	points []point
	closed bool
}

// flatten turns curves into so many lines that none is further away from the
// curve than the tolerance.
func (o outline) flatten(tolerance float64) []contour {
	var all []contour
	var now contour
	finish := func() {
		if len(now.points) > 0 {
			all = append(all, now)
		}
		now = contour{}
	}
	for _, s := range o {
		if len(now.points) == 0 && s.verb != moveTo {
			continue
		}
		switch s.verb {
		case moveTo:
			finish()
			now.points = append(now.points, s.to[0])
		case lineTo:
			now.points = append(now.points, s.to[0])
		case curveTo:
			now.points = bend(now.points, s.to, tolerance)
		case closeOff:
			start := now.points[0]
			now.closed = true
			finish()
			now.points = append(now.points, start)
		}
	}
	finish()
	return withoutLeftovers(all)
}

// withoutLeftovers drops the single points that wait behind every closed contour
// for a continuation that did not come.
func withoutLeftovers(all []contour) []contour {
	kept := all[:0]
	for i, c := range all {
		if len(c.points) == 1 && !c.closed && i > 0 && all[i-1].closed && all[i-1].points[0] == c.points[0] {
			continue
		}
		kept = append(kept, c)
	}
	return kept
}

// mostSteps is how many lines stand for one curve at most.
const mostSteps = 128

func bend(points []point, to [3]point, tolerance float64) []point {
	p, a, b, q := points[len(points)-1], to[0], to[1], to[2]
	second := max(p.minus(a.times(2)).plus(b).length(), a.minus(b.times(2)).plus(q).length())
	steps := int(min(max(math.Ceil(math.Sqrt(.75*second/tolerance)), 1), mostSteps))
	for i := 1; i < steps; i++ {
		t := float64(i) / float64(steps)
		u := 1 - t
		at := p.times(u * u * u).plus(a.times(3 * u * u * t)).plus(b.times(3 * u * t * t)).plus(q.times(t * t * t))
		points = append(points, at)
	}
	return append(points, q)
}
