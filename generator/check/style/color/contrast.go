package color

import "math"

// Contrast returns the contrast ratio of two opaque colours, from 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
func Contrast(a, b Color) float64 {
	first, second := luminance(a), luminance(b)
	return (max(first, second) + 0.05) / (min(first, second) + 0.05)
}

// luminance returns the relative luminance of a colour, from 0 to 1: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance, with the
// threshold .04045 of the standard on sRGB, as its note asks.
func luminance(c Color) float64 {
	return 0.2126*linear(clamp(c.R)) + 0.7152*linear(clamp(c.G)) + 0.0722*linear(clamp(c.B))
}

// linear returns a channel of sRGB in proportion to its light: IEC 61966-2-1.
func linear(v float64) float64 {
	if a := math.Abs(v); a > 0.04045 {
		return math.Copysign(math.Pow((a+0.055)/1.055, 2.4), v)
	}
	return v / 12.92
}

// encoded returns a channel in proportion to its light as sRGB has it.
func encoded(v float64) float64 {
	if a := math.Abs(v); a > 0.0031308 {
		return math.Copysign(1.055*math.Pow(a, 1/2.4)-0.055, v)
	}
	return 12.92 * v
}

// Nearest returns the colour that is most like another and has at least some contrast with a background: the same hue, darker or
// lighter by as little as it takes. It returns false where neither black nor white would do.
func Nearest(c, background Color, ratio float64) (Color, bool) {
	lab := ToOKLab(c)
	darker, dark := towards(lab, 0, background, ratio)
	lighter, light := towards(lab, 1, background, ratio)
	switch {
	case dark && (!light || lab.L-ToOKLab(darker).L <= ToOKLab(lighter).L-lab.L):
		return darker, true
	case light:
		return lighter, true
	}
	return Color{}, false
}

// towards halves the way to an end of the lightness until a screen shows no difference.
func towards(from Lab, end float64, background Color, ratio float64) (Color, bool) {
	at := func(part float64) Color {
		lab := Lab{from.L + (end-from.L)*part, from.A * (1 - part*part), from.B * (1 - part*part)}
		return lab.OKLab(1).Shown()
	}
	if Contrast(at(1), background) < ratio {
		return Color{}, false
	}
	short, far := 0.0, 1.0
	for range 12 {
		if middle := (short + far) / 2; Contrast(at(middle), background) < ratio {
			short = middle
		} else {
			far = middle
		}
	}
	return at(far), true
}
