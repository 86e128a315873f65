package color

import "math"

// Mix returns so much of the second of two colours, from 0 to 1, with the rest of the first, as color-mix() does it in a space of
// CSS: https://www.w3.org/TR/css-color-5/#color-mix-result. It returns false for a space that is not known here.
func Mix(space string, a, b Color, part float64) (Color, bool) {
	to, from, hue := axes(space)
	if to == nil {
		return Color{}, false
	}
	first, second := to(a), to(b)
	if hue >= 0 {
		first[hue], second[hue] = hues(first, second, hue)
	}
	alpha := a.A*(1-part) + b.A*part
	var mixed [3]float64
	for i := range mixed {
		switch {
		case i == hue:
			mixed[i] = first[i]*(1-part) + second[i]*part
		case alpha > 0: // the more of a colour can be seen, the more it counts
			mixed[i] = (first[i]*a.A*(1-part) + second[i]*b.A*part) / alpha
		default:
			mixed[i] = first[i]*(1-part) + second[i]*part
		}
	}
	c := from(mixed)
	c.A = alpha
	return c, true
}

// axes returns how colours come into a space and out of it, and which of its axes is an angle, -1 for none.
func axes(space string) (to func(Color) [3]float64, from func([3]float64) Color, hue int) {
	switch space {
	case "srgb":
		return func(c Color) [3]float64 { return [3]float64{c.R, c.G, c.B} }, func(v [3]float64) Color { return Color{v[0], v[1], v[2], 1} }, -1
	case "srgb-linear":
		return ToLinear, func(v [3]float64) Color { return Linear(v, 1) }, -1
	case "xyz", "xyz-d65":
		return ToXYZ, func(v [3]float64) Color { return XYZ(v, 1) }, -1
	case "xyz-d50":
		return ToXYZ50, func(v [3]float64) Color { return XYZ50(v, 1) }, -1
	case "oklab":
		return func(c Color) [3]float64 { l := ToOKLab(c); return [3]float64{l.L, l.A, l.B} }, func(v [3]float64) Color { return Lab{v[0], v[1], v[2]}.OKLab(1) }, -1
	case "lab":
		return func(c Color) [3]float64 { l := ToLab(c); return [3]float64{l.L, l.A, l.B} }, func(v [3]float64) Color { return Lab{v[0], v[1], v[2]}.Lab(1) }, -1
	case "oklch":
		return func(c Color) [3]float64 { p := ToOKLab(c).Polar(); return [3]float64{p.L, p.C, p.H} },
			func(v [3]float64) Color { return Polar{v[0], v[1], v[2]}.Lab().OKLab(1) }, 2
	case "lch":
		return func(c Color) [3]float64 { p := ToLab(c).Polar(); return [3]float64{p.L, p.C, p.H} },
			func(v [3]float64) Color { return Polar{v[0], v[1], v[2]}.Lab().Lab(1) }, 2
	case "hsl":
		return func(c Color) [3]float64 { h, s, l := ToHSL(c); return [3]float64{h, s, l} }, func(v [3]float64) Color { return HSL(v[0], v[1], v[2], 1) }, 0
	}
	return nil, nil, -1
}

// hues returns two hues as they are mixed: by the shorter way round, and a grey takes the hue of the other.
func hues(a, b [3]float64, hue int) (first, second float64) {
	grey := func(v [3]float64) bool {
		if hue == 0 {
			return v[1] < 1e-5
		}
		return v[1] < 1e-4*max(1, v[0])
	}
	first, second = a[hue], b[hue]
	switch {
	case grey(a):
		return second, second
	case grey(b):
		return first, first
	}
	if d := second - first; math.Abs(d) > 180 {
		if d > 0 {
			first += 360
		} else {
			second += 360
		}
	}
	return first, second
}
