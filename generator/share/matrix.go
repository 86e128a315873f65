package share

import "math"

type point struct{ x, y float64 }

func (p point) plus(q point) point              { return point{p.x + q.x, p.y + q.y} }
func (p point) minus(q point) point             { return point{p.x - q.x, p.y - q.y} }
func (p point) times(f float64) point           { return point{p.x * f, p.y * f} }
func (p point) length() float64                 { return math.Hypot(p.x, p.y) }
func (p point) dot(q point) float64             { return p.x*q.x + p.y*q.y }
func (p point) cross(q point) float64           { return p.x*q.y - p.y*q.x }
func (p point) toward(q point, t float64) point { return p.plus(q.minus(p).times(t)) }

// turned returns p after a quarter turn.
func (p point) turned() point { return point{p.y, -p.x} }

// matrix maps x, y to a*x+c*y+e, b*x+d*y+f, as in SVG.
type matrix struct{ a, b, c, d, e, f float64 }

func identity() matrix { return matrix{a: 1, d: 1} }

func translation(x, y float64) matrix { return matrix{1, 0, 0, 1, x, y} }

func scaling(x, y float64) matrix { return matrix{x, 0, 0, y, 0, 0} }

func rotation(degrees float64) matrix {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return matrix{cos, sin, -sin, cos, 0, 0}
}

// after returns the matrix that applies first, then m.
func (m matrix) after(first matrix) matrix {
	return matrix{
		m.a*first.a + m.c*first.b, m.b*first.a + m.d*first.b,
		m.a*first.c + m.c*first.d, m.b*first.c + m.d*first.d,
		m.a*first.e + m.c*first.f + m.e, m.b*first.e + m.d*first.f + m.f,
	}
}

func (m matrix) apply(p point) point {
	return point{m.a*p.x + m.c*p.y + m.e, m.b*p.x + m.d*p.y + m.f}
}

// stretch returns by how much m makes things larger at most, roughly.
func (m matrix) stretch() float64 { return max(math.Hypot(m.a, m.b), math.Hypot(m.c, m.d)) }

// sound tells whether all numbers of m are small enough to reckon with.
func (m matrix) sound() bool {
	for _, v := range []float64{m.a, m.b, m.c, m.d, m.e, m.f} {
		if !(math.Abs(v) <= largest) {
			return false
		}
	}
	return true
}
