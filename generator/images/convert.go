package images

import (
	"image"
	"math"
	"runtime"
	"sync"
)

// A conversion of colours takes some hundred nanoseconds, which for all pixels of a photograph would be a second. So it is
// done for the knots of a grid alone, and between them colours are interpolated.

// knots is how many points the grid has on each axis.
const knots = 49

// lattice is a grid of converted colours, red outermost, each channel in 1/128 of a step of 8 bits.
type lattice [knots * knots * knots * 3]uint16

const latticeOne = 128

func newLattice(convert conversion) *lattice {
	l := new(lattice)
	parallel(knots, func(r int) {
		for g := range knots {
			for b := range knots {
				x, y, z := convert(float64(r)/(knots-1), float64(g)/(knots-1), float64(b)/(knots-1))
				at := ((r*knots+g)*knots + b) * 3
				l[at], l[at+1], l[at+2] = quantum(x), quantum(y), quantum(z)
			}
		}
	})
	return l
}

func quantum(v float64) uint16 {
	if !(v > 0) { // or is no number
		return 0
	}
	return uint16(math.Round(min(v, 1) * 255 * latticeOne))
}

// parallel runs a function for the numbers below n, on all processors.
func parallel(n int, f func(i int)) {
	var all sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), n)
	for w := range workers {
		all.Go(func() {
			for i := w; i < n; i += workers {
				f(i)
			}
		})
	}
	all.Wait()
}

// toSRGB converts the pixels in place.
func (c conversion) toSRGB(m *image.NRGBA) {
	if m.Rect.Dx()*m.Rect.Dy() < knots*knots*knots/4 {
		c.direct(m)
		return
	}
	l := newLattice(c)
	steps := latticeSteps()
	parallel(m.Rect.Dy(), func(y int) {
		row := m.Pix[y*m.Stride:][:4*m.Rect.Dx()]
		for i := 0; i < len(row); i += 4 {
			l.convert(row[i:i+4:i+4], steps)
		}
	})
}

func (c conversion) direct(m *image.NRGBA) {
	for y := range m.Rect.Dy() {
		row := m.Pix[y*m.Stride:][:4*m.Rect.Dx()]
		for i := 0; i < len(row); i += 4 {
			r, g, b := c(float64(row[i])/255, float64(row[i+1])/255, float64(row[i+2])/255)
			row[i], row[i+1], row[i+2] = level(r), level(g), level(b)
		}
	}
}

func level(v float64) uint8 { return uint8((uint32(quantum(v)) + latticeOne/2) / latticeOne) }

// step says where a value of 8 bits lies on an axis: the knot below it, and how far beyond that in 1/255.
type step struct {
	knot int32
	part int32
}

func latticeSteps() *[256]step {
	steps := new([256]step)
	for v := range steps {
		at := v * (knots - 1)
		steps[v] = step{int32(min(at/255, knots-2)), int32(at - 255*min(at/255, knots-2))}
	}
	return steps
}

// convert interpolates within the tetrahedron of knots that a colour lies in: along the axes, the one with the largest part first.
func (l *lattice) convert(pixel []uint8, steps *[256]step) {
	const red, green, blue = 3 * knots * knots, 3 * knots, 3
	r, g, b := steps[pixel[0]], steps[pixel[1]], steps[pixel[2]]
	at := r.knot*red + g.knot*green + b.knot*blue
	first, second, third := r.part, g.part, b.part
	one, two := int32(red), int32(green)
	last := int32(blue)
	if first < second {
		first, second, one, two = second, first, two, one
	}
	if second < third {
		second, third, two, last = third, second, last, two
	}
	if first < second {
		first, second, one, two = second, first, two, one
	}
	p0, p1, p2, p3 := l[at:at+3:at+3], l[at+one:][:3], l[at+one+two:][:3], l[at+one+two+last:][:3]
	for i := range 3 {
		sum := (255-first)*int32(p0[i]) + (first-second)*int32(p1[i]) + (second-third)*int32(p2[i]) + third*int32(p3[i])
		pixel[i] = uint8((sum + 255*latticeOne/2) / (255 * latticeOne))
	}
}
