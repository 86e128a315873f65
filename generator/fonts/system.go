package fonts

import "strings"

// system is a font that systems have, and others whose letters have the same widths.
type system struct {
	families []string // such as "Arial"
	style    string   // such as "Bold Italic", empty for the regular one
	scripted []string // PostScript names, of which Safari on some systems knows nothing else
	width    float64  // of the average letter, in ems
}

// names returns the names for the word local() of CSS, which looks for full names
// and for PostScript names.
func (s system) names() []string {
	var all []string
	for _, family := range s.families {
		all = append(all, strings.TrimSpace(family+" "+s.style))
	}
	return append(all, s.scripted...)
}

// systemFont returns the font of the system for a generic family.
//
// The widths are those of Liberation 2.1, made to have the letters of Arial, Times
// New Roman and Courier New as wide as the originals are
// (https://github.com/liberationfonts/liberation-fonts), averaged by frequencies.
// Helvetica, Times and Courier of macOS have the same widths, as have the fonts
// of Chrome OS (Arimo, Tinos, Cousine) and of URW (Nimbus).
func systemFont(generic string, italic, bold bool) system {
	style := 0
	if bold {
		style++
	}
	if italic {
		style += 2
	}
	s := sansSerif(style)
	switch strings.TrimSpace(generic) {
	case "serif", "ui-serif":
		s = serif(style)
	case "monospace", "ui-monospace":
		s = monospace(style)
	}
	s.style = [...]string{"", "Bold", "Italic", "Bold Italic"}[style]
	return s
}

func sansSerif(style int) system {
	return system{
		families: []string{"Arial", "Helvetica", "Liberation Sans", "Arimo", "Nimbus Sans"},
		scripted: []string{[...]string{"ArialMT", "Arial-BoldMT", "Arial-ItalicMT", "Arial-BoldItalicMT"}[style]},
		width:    [...]float64{.4492955, .4844659, .4492955, .4844659}[style],
	}
}

func serif(style int) system {
	return system{
		families: []string{"Times New Roman", "Times", "Liberation Serif", "Tinos", "Nimbus Roman"},
		scripted: []string{[...]string{"TimesNewRomanPSMT", "TimesNewRomanPS-BoldMT", "TimesNewRomanPS-ItalicMT", "TimesNewRomanPS-BoldItalicMT"}[style]},
		width:    [...]float64{.4090556, .4350093, .4091274, .4200017}[style],
	}
}

func monospace(style int) system {
	return system{
		families: []string{"Courier New", "Courier", "Liberation Mono", "Cousine", "Nimbus Mono PS"},
		scripted: []string{[...]string{"CourierNewPSMT", "CourierNewPS-BoldMT", "CourierNewPS-ItalicMT", "CourierNewPS-BoldItalicMT"}[style]},
		width:    .6000977,
	}
}
