package fonts

// Fallback is a font of the system that stands in for another until that one is
// loaded, so adjusted that lines and words take the same room and no text
// moves. The percentages are those of the properties of CSS with their names.
type Fallback struct {
	Family string   // under which style sheets know it: that of the font with “ Fallback” behind it
	Local  []string // names under which systems may have it: one font, or such as have letters of its widths
	Weight [2]int   // for which weights it stands in
	Italic bool

	SizeAdjust, AscentOverride, DescentOverride, LineGapOverride float64
}

// Fallback returns what stands in for the font at its lightest weight, from the
// system's fonts of a kind: "serif", "monospace", or "sans-serif", which also
// stands for every other word.
//
// It is made after https://developer.chrome.com/blog/framework-tools-font-fallback,
// as Next.js and Fontaine do it: the size is adjusted by the ratio of the average
// widths, each line of which is as tall as that of the font, divided by the
// adjustment since it applies to them too. Where a font has no Latin letters to
// compare, the size stays and only the lines are made equal.
func (f *Face) Fallback(generic string) Fallback { return f.Fallbacks(generic)[0] }

// Fallbacks returns what stands in for the font at all of its weights: one, or
// two for fonts whose weight varies from the regular to the bold.
func (f *Face) Fallbacks(generic string) []Fallback {
	from, to := f.Weight[0], f.Weight[1]
	if from >= boldFrom || to < boldFrom {
		return []Fallback{f.fallback(generic, from, to)}
	}
	return []Fallback{f.fallback(generic, from, boldFrom-1), f.fallback(generic, boldFrom, to)}
}

// boldFrom is the weight from which on browsers show the bold font of a family that
// has a regular and a bold one (CSS Fonts 4, 5.2).
const boldFrom = 600

func (f *Face) fallback(generic string, from, to int) Fallback {
	weight := normalWeight
	if from >= boldFrom {
		weight = boldWeight
	}
	s := systemFont(generic, f.Italic, weight == boldWeight)
	adjust := 1.0
	if width := f.average(min(max(weight, from), to)); width > 0 {
		adjust = width / s.width
	}
	percent := func(units int) float64 {
		return 100 * max(float64(units), 0) / (float64(f.Metrics.UnitsPerEm) * adjust)
	}
	return Fallback{
		Family: f.Family + " Fallback", Local: s.names(), Weight: [2]int{from, to}, Italic: f.Italic, SizeAdjust: 100 * adjust,
		AscentOverride: percent(f.Metrics.Ascent), DescentOverride: percent(f.Metrics.Descent), LineGapOverride: percent(f.Metrics.LineGap),
	}
}
