package color

import "math"

// Lab is a colour by its lightness and two axes of hue: in OKLab of 0 to 1 and -0.4 to 0.4, in CIE Lab of 0 to 100 and -125 to 125.
type Lab struct{ L, A, B float64 }

// Polar is a colour by its lightness, its chroma, and its hue in degrees.
type Polar struct{ L, C, H float64 }

// Polar returns the colour with its axes as chroma and hue.
func (l Lab) Polar() Polar {
	hue := math.Atan2(l.B, l.A) * 180 / math.Pi
	return Polar{l.L, math.Hypot(l.A, l.B), wrap(hue)}
}

// Lab returns the colour with chroma and hue as two axes.
func (p Polar) Lab() Lab {
	hue := p.H * math.Pi / 180
	return Lab{p.L, p.C * math.Cos(hue), p.C * math.Sin(hue)}
}

// wrap returns an angle from 0 to below 360 degrees.
func wrap(degrees float64) float64 {
	degrees = math.Mod(degrees, 360)
	if degrees < 0 {
		degrees += 360
	}
	return degrees
}

// vector is a colour by three lights.
type vector [3]float64

// matrix takes one space of lights into another.
type matrix [3]vector

func (m matrix) times(v vector) vector {
	var out vector
	for i, row := range m {
		out[i] = row[0]*v[0] + row[1]*v[1] + row[2]*v[2]
	}
	return out
}

func lights(c Color) vector { return vector{linear(c.R), linear(c.G), linear(c.B)} }

func fromLights(v vector, alpha float64) Color {
	return Color{encoded(v[0]), encoded(v[1]), encoded(v[2]), alpha}
}

// ToOKLab returns a colour in OKLab: https://bottosson.github.io/posts/oklab/
func ToOKLab(c Color) Lab {
	lms := matrix{
		{0.4122214708, 0.5363325363, 0.0514459929},
		{0.2119034982, 0.6806995451, 0.1073969566},
		{0.0883024619, 0.2817188376, 0.6299787005},
	}.times(lights(c))
	for i := range lms {
		lms[i] = math.Cbrt(lms[i])
	}
	lab := matrix{
		{0.2104542553, 0.7936177850, -0.0040720468},
		{1.9779984951, -2.4285922050, 0.4505937099},
		{0.0259040371, 0.7827717662, -0.8086757660},
	}.times(lms)
	return Lab{lab[0], lab[1], lab[2]}
}

// OKLab returns the colour of axes in OKLab.
func (l Lab) OKLab(alpha float64) Color {
	lms := matrix{
		{1, 0.3963377774, 0.2158037573},
		{1, -0.1055613458, -0.0638541728},
		{1, -0.0894841775, -1.2914855480},
	}.times(vector{l.L, l.A, l.B})
	for i, v := range lms {
		lms[i] = v * v * v
	}
	return fromLights(matrix{
		{4.0767416621, -3.3077115913, 0.2309699292},
		{-1.2684380046, 2.6097574011, -0.3413193965},
		{-0.0041960863, -0.7034186147, 1.7076147010},
	}.times(lms), alpha)
}

// ToXYZ returns a colour in CIE XYZ under daylight of 6500 K: https://www.w3.org/TR/css-color-4/#color-conversion-code
func ToXYZ(c Color) [3]float64 {
	return matrix{
		{506752.0 / 1228815, 87881.0 / 245763, 12673.0 / 70218},
		{87098.0 / 409605, 175762.0 / 245763, 12673.0 / 175545},
		{7918.0 / 409605, 87881.0 / 737289, 1001167.0 / 1053270},
	}.times(lights(c))
}

// XYZ returns the colour of CIE XYZ under daylight of 6500 K.
func XYZ(v [3]float64, alpha float64) Color {
	return fromLights(matrix{
		{12831.0 / 3959, -329.0 / 214, -1974.0 / 3959},
		{-851781.0 / 878810, 1648619.0 / 878810, 36519.0 / 878810},
		{705.0 / 12673, -2585.0 / 12673, 705.0 / 667},
	}.times(v), alpha)
}

// ToXYZ50 and XYZ50 do the same under daylight of 5000 K, by the method of Bradford.
func ToXYZ50(c Color) [3]float64 {
	return matrix{
		{1.0479297925449969, 0.022946870601609652, -0.05019226628920524},
		{0.02962780877005599, 0.9904344267538799, -0.017073799063418826},
		{-0.009243040646204504, 0.015055191490298152, 0.7518742814281371},
	}.times(ToXYZ(c))
}

// XYZ50 returns the colour of CIE XYZ under daylight of 5000 K.
func XYZ50(v [3]float64, alpha float64) Color {
	return XYZ(matrix{
		{0.955473421488075, -0.02309845494876471, 0.06325924320057072},
		{-0.0283697093338637, 1.0099953980813041, 0.021041441191917323},
		{0.012314014864481998, -0.020507649298898964, 1.330365926242124},
	}.times(v), alpha)
}

// P3 returns the colour of the space Display P3.
func P3(v [3]float64, alpha float64) Color {
	for i := range v {
		v[i] = linear(v[i])
	}
	return XYZ(matrix{
		{608311.0 / 1250200, 189793.0 / 714400, 198249.0 / 1000160},
		{35783.0 / 156275, 247089.0 / 357200, 198249.0 / 2500400},
		{0, 32229.0 / 714400, 5220557.0 / 5000800},
	}.times(v), alpha)
}

// Linear returns the colour of channels in proportion to their light.
func Linear(v [3]float64, alpha float64) Color { return fromLights(v, alpha) }

// ToLinear returns the channels of a colour in proportion to their light.
func ToLinear(c Color) [3]float64 { return lights(c) }

// white50 is the white of daylight of 5000 K.
func white50() [3]float64 { return [3]float64{0.3457 / 0.3585, 1, (1.0 - 0.3457 - 0.3585) / 0.3585} }

// The limits of CIE Lab between a root and a line.
const (
	labEdge  = 216.0 / 24389
	labSlope = 24389.0 / 27
)

// ToLab returns a colour in CIE Lab.
func ToLab(c Color) Lab {
	xyz, white := ToXYZ50(c), white50()
	var f [3]float64
	for i := range f {
		if v := xyz[i] / white[i]; v > labEdge {
			f[i] = math.Cbrt(v)
		} else {
			f[i] = (labSlope*v + 16) / 116
		}
	}
	return Lab{116*f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])}
}

// Lab returns the colour of axes in CIE Lab.
func (l Lab) Lab(alpha float64) Color {
	middle := (l.L + 16) / 116
	f, white := [3]float64{middle + l.A/500, middle, middle - l.B/200}, white50()
	var xyz [3]float64
	for i, v := range f {
		if cube := v * v * v; cube > labEdge {
			xyz[i] = cube * white[i]
		} else {
			xyz[i] = (116*v - 16) / labSlope * white[i]
		}
	}
	return XYZ50(xyz, alpha)
}

// HSL returns the colour of a hue in degrees, a saturation and a lightness from 0 to 1: https://www.w3.org/TR/css-color-4/#hsl-to-rgb
func HSL(h, s, l, alpha float64) Color {
	s = max(s, 0)
	channel := func(n float64) float64 {
		k := math.Mod(n+wrap(h)/30, 12)
		return l - s*min(l, 1-l)*max(-1, min(k-3, 9-k, 1))
	}
	return Color{channel(0), channel(8), channel(4), alpha}
}

// ToHSL returns the hue in degrees, the saturation and the lightness of a colour.
func ToHSL(c Color) (h, s, l float64) {
	high, low := max(c.R, c.G, c.B), min(c.R, c.G, c.B)
	l = (high + low) / 2
	span := high - low
	if span == 0 {
		return 0, 0, l
	}
	if l != 0 && l != 1 {
		s = (high - l) / min(l, 1-l)
	}
	switch high {
	case c.R:
		h = (c.G - c.B) / span
	case c.G:
		h = (c.B-c.R)/span + 2
	default:
		h = (c.R-c.G)/span + 4
	}
	return wrap(h * 60), s, l
}

// HWB returns the colour of a hue in degrees, and its parts of white and of black.
func HWB(h, white, black, alpha float64) Color {
	if sum := white + black; sum >= 1 {
		return Color{white / sum, white / sum, white / sum, alpha}
	}
	pure := HSL(h, 1, 0.5, alpha)
	part := func(v float64) float64 { return v*(1-white-black) + white }
	return Color{part(pure.R), part(pure.G), part(pure.B), alpha}
}

// ToHWB returns the hue in degrees and the parts of white and black of a colour.
func ToHWB(c Color) (h, white, black float64) {
	h, _, _ = ToHSL(c)
	return h, min(c.R, c.G, c.B), 1 - max(c.R, c.G, c.B)
}
