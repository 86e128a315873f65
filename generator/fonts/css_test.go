package fonts_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/gobolditalic"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"

	"stillpoint/generator/fonts"
)

func TestCSS(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{read(t, goregular.TTF).CSS("/assets/go.1a2b.ttf", ""), `@font-face {
	font-family: "Go";
	font-style: normal;
	font-weight: 400;
	font-display: swap;
	src: url("/assets/go.1a2b.ttf") format("truetype");
}
`},
		{(&fonts.Face{Family: "A\"\\\n</style>", Weight: [2]int{300, 900}, Italic: true, Ranges: "U+41"}).CSS(`/a".woff2`, "optional"), `@font-face {
	font-family: "A\"\\\a \3c /style>";
	font-style: italic;
	font-weight: 300 900;
	font-display: optional;
	src: url("/a\".woff2");
	unicode-range: U+41;
}
`},
		{read(t, gobolditalic.TTF).FallbackCSS("serif"), `@font-face {
	font-family: "Go Fallback";
	font-style: italic;
	font-weight: 600;
	src: local("Times New Roman Bold Italic"), local("Times Bold Italic"), local("Liberation Serif Bold Italic"), ` +
			`local("Tinos Bold Italic"), local("Nimbus Roman Bold Italic"), local("TimesNewRomanPS-BoldItalicMT");
	size-adjust: 116.57%;
	ascent-override: 81.05%;
	descent-override: 18.1%;
	line-gap-override: 0%;
}
`},
	} {
		if test.got != test.want {
			t.Errorf("got\n%swant\n%s", test.got, test.want)
		}
	}
}

// TestFallback compares lines and words of a font with those of its fallback, by what browsers compute.
func TestFallback(t *testing.T) {
	widths := map[string]float64{"serif": .4090556, "monospace": .6000977, "sans-serif": .4492955, "cursive": .4492955, "": .4492955}
	for _, data := range [][]byte{goregular.TTF, gomono.TTF} {
		for generic, width := range widths {
			f := read(t, data)
			got, m := f.Fallback(generic), f.Metrics
			scale := got.SizeAdjust / 100
			if !near(scale*width, m.AverageWidth) {
				t.Errorf("%s for %s: letters are %v wide, not %v", generic, f.Family, scale*width, m.AverageWidth)
			}
			line := scale * (got.AscentOverride + got.DescentOverride + got.LineGapOverride) / 100
			if want := float64(m.Ascent+m.Descent+m.LineGap) / float64(m.UnitsPerEm); !near(line, want) || !near(scale*got.AscentOverride/100, float64(m.Ascent)/float64(m.UnitsPerEm)) {
				t.Errorf("%s for %s: lines are %v tall, not %v", generic, f.Family, line, want)
			}
			if got.Family != f.Family+" Fallback" || got.Weight != f.Weight {
				t.Errorf("%+v", got)
			}
		}
	}
}

// TestFallbackWithoutLatin keeps the size where there are no letters to compare, and never writes what CSS forbids.
func TestFallbackWithoutLatin(t *testing.T) {
	list := split(t, goregular.TTF)
	hhea := slices.Clone(find(list, "hhea"))
	copy(hhea[6:], u16(nil, 432, -20)) // a descent above the baseline, and lines that overlap
	f := read(t, plain(with(with(list, "cmap", symbols()), "hhea", hhea)))
	got := f.Fallback("serif")
	if got.SizeAdjust != 100 || math.Abs(got.AscentOverride-100*1935./2048) > 1e-9 || got.DescentOverride != 0 || got.LineGapOverride != 0 {
		t.Errorf("%+v", got)
	}
}

// covering makes a font that has all characters from one to another.
func covering(t *testing.T, from, to int) *fonts.Face {
	groups := u32(nil, from, to, 1)
	cmap := u32(u16(u16(nil, 0, 1), 3, 10), 12)
	cmap = append(u32(u16(cmap, 12, 0), 28, 0, 1), groups...)
	return read(t, plain(with(split(t, goregular.TTF), "cmap", cmap)))
}

func TestRanges(t *testing.T) {
	latin, greek, both, none, mono := covering(t, 'a', 'e'), covering(t, 0x3b1, 0x3b1), covering(t, 'd', 0x3b2), covering(t, 'b', 'c'), read(t, gomono.TTF)
	got := fonts.Ranges([]*fonts.Face{latin, greek, mono, both, none})
	want := []string{"U+61-65", "U+3B1", "", "U+66-3B0, U+3B2", "U+10FFFF"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	italic := *latin
	italic.Italic = true
	if got := fonts.Ranges([]*fonts.Face{latin, &italic}); strings.Join(got, "") != "" {
		t.Errorf("got %q for fonts that are each alone", got)
	}
	if got := fonts.Ranges(nil); len(got) != 0 {
		t.Errorf("%q", got)
	}
}

// TestRangesOfOverlaps walks through ranges that overlap in each other only once.
func TestRangesOfOverlaps(t *testing.T) {
	var groups []byte
	for range 60000 {
		groups = u32(groups, 0, 0x2ffff, 1)
	}
	cmap := u32(u16(u16(nil, 0, 1), 3, 10), 12)
	cmap = append(u32(u16(cmap, 12, 0), 0, 0, 60000), groups...)
	f := read(t, plain(with(split(t, goregular.TTF), "cmap", cmap)))
	if got := fonts.Ranges([]*fonts.Face{f, f}); got[1] != "U+10FFFF" || got[0] != "U+0-D7FF, U+E000-FFFE, U+10000-1FFFE, U+20000-2FFFE" {
		t.Errorf("%.200q", got)
	}
}
