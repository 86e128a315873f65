package share

import "math"

// pen says how a line is drawn along an outline.
type pen struct {
	width float64
	cap   string  // butt, round or square
	join  string  // miter, round or bevel
	limit float64 // of the length of miters, in widths
}

// stroker walks along contours and notes the edges of the line that a pen draws.
type stroker struct {
	pen
	half      float64
	tolerance float64
	edge      []point
	done      []contour
}

// stroke returns closed contours that cover the line of the pen, all of them
// wound in such a way that they never take away from each other.
func (p pen) stroke(contours []contour, tolerance float64) []contour {
	s := &stroker{pen: p, half: p.width / 2, tolerance: tolerance}
	for _, c := range contours {
		points := distinct(c)
		switch {
		case len(points) == 1:
			s.dot(points[0])
		case c.closed && len(points) > 2:
			s.ring(points)
			s.ring(reversed(points))
		case c.closed: // there and back: one turn goes around both sides
			s.ring(points)
		default:
			s.thread(points)
		}
	}
	return s.done
}

func distinct(c contour) []point {
	kept := c.points[:1:1]
	for _, p := range c.points[1:] {
		if p != kept[len(kept)-1] {
			kept = append(kept, p)
		}
	}
	for c.closed && len(kept) > 1 && kept[0] == kept[len(kept)-1] {
		kept = kept[:len(kept)-1]
	}
	return kept
}

func reversed(points []point) []point {
	back := make([]point, 0, len(points))
	for i := range points {
		back = append(back, points[len(points)-1-i])
	}
	return back
}

func (s *stroker) finish() {
	s.done = append(s.done, contour{s.edge, true})
	s.edge = nil
}

func (s *stroker) add(p point) { s.edge = append(s.edge, p) }

// dot draws a line of no length, of which only the caps can be seen.
func (s *stroker) dot(p point) {
	if s.cap == "butt" {
		return
	}
	along := point{1, 0}
	s.end(p, along)
	s.end(p, along.times(-1))
	s.finish()
}

// ring draws the half of a closed line that lies at one side of it.
func (s *stroker) ring(points []point) {
	n := len(points)
	for i, p := range points {
		s.corner(points[(i+n-1)%n], p, points[(i+1)%n])
	}
	s.finish()
}

// thread draws a line with two ends.
func (s *stroker) thread(points []point) {
	for range 2 {
		n := len(points)
		s.add(points[0].plus(direction(points[0], points[1]).turned().times(s.half)))
		for i := 1; i < n-1; i++ {
			s.corner(points[i-1], points[i], points[i+1])
		}
		last := direction(points[n-2], points[n-1])
		s.add(points[n-1].plus(last.turned().times(s.half)))
		s.end(points[n-1], last)
		points = reversed(points)
	}
	s.finish()
}

func direction(from, to point) point {
	d := to.minus(from)
	return d.times(1 / d.length())
}

func (s *stroker) end(p, along point) {
	side := along.turned().times(s.half)
	switch s.cap {
	case "round":
		s.fan(p, side, math.Pi)
	case "square":
		s.add(p.plus(side).plus(along.times(s.half)))
		s.add(p.minus(side).plus(along.times(s.half)))
	}
}
