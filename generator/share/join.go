package share

import "math"

// corner notes the edge where a line changes its direction at p, on its way from
// one point to another.
func (s *stroker) corner(from, p, to point) {
	before, after := direction(from, p), direction(p, to)
	a, b := before.turned().times(s.half), after.turned().times(s.half)
	across := before.cross(after)
	turn := math.Atan2(math.Abs(across), before.dot(after))
	switch {
	case turn < 1e-6:
		s.add(p.plus(b))
	case across < 0:
		s.inner(p, a, b, turn, min(p.minus(from).length(), to.minus(p).length()))
	case s.join == "round":
		s.fan(p, a, turn)
	default:
		s.add(p.plus(a))
		if cos := math.Cos(turn / 2); s.join == "miter" && cos > 1e-3 && 1/cos <= s.limit {
			s.add(crossing(p, a, b, cos))
		}
		s.add(p.plus(b))
	}
}

// inner notes the inner side of a corner. Where the edges do not meet because a
// piece of the line is too short, the edge goes through p itself: so it may cover
// a place twice, but never leaves one out.
func (s *stroker) inner(p, a, b point, turn, room float64) {
	if s.half*math.Tan(turn/2) <= room/2 {
		s.add(crossing(p, a, b, math.Cos(turn/2)))
		return
	}
	s.add(p.plus(a))
	s.add(p)
	s.add(p.plus(b))
}

// crossing returns where two edges meet, given the cosine of half the turn.
func crossing(p, a, b point, cos float64) point {
	return p.plus(a.plus(b).times(.5 / (cos * cos)))
}

// mostRays is how many lines stand for half a circle at most.
const mostRays = 64

// fan notes the way from p+side around p, clockwise on the screen.
func (s *stroker) fan(p, side point, angle float64) {
	step := 2 * math.Acos(max(1-s.tolerance/s.half, 0))
	rays := int(min(max(math.Ceil(angle/step), 1), mostRays))
	for i := range rays + 1 {
		sin, cos := math.Sincos(angle * float64(i) / float64(rays))
		s.add(p.plus(point{side.x*cos - side.y*sin, side.x*sin + side.y*cos}))
	}
}
