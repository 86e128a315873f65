package fonts_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/go-fonts/stix/stix2textitalic"
	"github.com/go-fonts/stix/stix2textmedium"
	"golang.org/x/image/font/gofont/gobolditalic"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"

	"stillpoint/generator/fonts"
)

func read(t testing.TB, data []byte) *fonts.Face {
	t.Helper()
	f, err := fonts.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func near(a, b float64) bool { return math.Abs(a-b) < 5e-5 }

func TestRead(t *testing.T) {
	list := split(t, goregular.TTF)
	for _, test := range []struct {
		data    []byte
		family  string
		weight  int
		italic  bool
		format  string
		metrics fonts.Metrics
	}{
		{goregular.TTF, "Go", 400, false, "truetype", fonts.Metrics{2048, 1935, 432, 0, 1086, 1480, .45328}},
		{woff(list), "Go", 400, false, "woff", fonts.Metrics{2048, 1935, 432, 0, 1086, 1480, .45328}},
		{woff2(transformed(t, list)), "Go", 400, false, "woff2", fonts.Metrics{2048, 1935, 432, 0, 1086, 1480, .45328}},
		{gobolditalic.TTF, "Go", 600, true, "truetype", fonts.Metrics{2048, 1935, 432, 0, 1098, 1480, .48958}},
		{gomono.TTF, "Go Mono", 400, false, "truetype", fonts.Metrics{2048, 1935, 432, 0, 1086, 1480, .60010}},
		{stix2textmedium.TTF, "STIX Two Text", 500, false, "opentype", fonts.Metrics{1000, 762, 238, 250, 473, 657, .44448}},
		{stix2textitalic.TTF, "STIX Two Text", 400, true, "opentype", fonts.Metrics{1000, 762, 238, 250, 467, 657, .41392}},
	} {
		f := read(t, test.data)
		width := f.Metrics.AverageWidth
		if !near(width, test.metrics.AverageWidth) {
			t.Errorf("%s %d %s: letters are %v wide", test.family, test.weight, test.format, width)
		}
		test.metrics.AverageWidth = width
		if f.Family != test.family || f.Weight != [2]int{test.weight, test.weight} || f.Italic != test.italic || f.Format != test.format || f.Metrics != test.metrics {
			t.Errorf("got %q %v %v %s %+v, want %+v", f.Family, f.Weight, f.Italic, f.Format, f.Metrics, test.metrics)
		}
	}
}

func TestCovers(t *testing.T) {
	f := read(t, goregular.TTF)
	for text, want := range map[string]bool{
		"": true, "Quiet Tide – größer, Łódź": true, "a\n\u200d\ufe0f\u00ad b": true, "שלום": false, "tea 茶": false, "❤\ufe0f": false, "🌊": false, "\uffff": false,
	} {
		if got := f.Covers(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// with returns a font with one more table, or another one.
func with(list []entry, tag string, data []byte) []entry {
	changed := slices.DeleteFunc(slices.Clone(list), func(e entry) bool { return e.tag == tag })
	return append(changed, entry{tag, data})
}

func without(list []entry, tag string) []byte {
	return plain(slices.DeleteFunc(slices.Clone(list), func(e entry) bool { return e.tag == tag }))
}

// wide is a table of characters in format 12: small letters, and a wave beyond 16 bits.
func wide() []byte {
	groups := u32(nil, 'a', 'z', 68, 0x1f30a, 0x1f30a, 5)
	out := u16(nil, 0, 2)
	out = u32(u16(out, 0, 3), 20)
	out = u32(u16(out, 3, 10), 20)
	out = u32(u16(out, 12, 0), 16+len(groups), 0, 2)
	return append(out, groups...)
}

// symbols is a table of characters in format 4 that puts signs behind U+F000.
func symbols() []byte {
	sub := u16(nil, 4, 32, 0, 4, 4, 1, 0, 0xf041, 0xffff, 0, 0xf041, 0xffff, 0x10000-0xf041+3, 1, 0, 0)
	return append(u32(u16(u16(nil, 0, 1), 3, 0), 12), sub...)
}

func TestCharacters(t *testing.T) {
	list := split(t, goregular.TTF)
	f := read(t, plain(with(list, "cmap", wide())))
	if !f.Covers("tide🌊") || f.Covers("Tide") || f.Covers("🌋") {
		t.Error("format 12 is not read")
	}
	f = read(t, plain(with(list, "cmap", symbols())))
	if !f.Covers("A\uf041") || f.Covers("B") || f.Metrics.AverageWidth != 0 {
		t.Error("symbols are not read")
	}
	for _, cmap := range [][]byte{nil, {0, 0, 0, 1}, u32(u16(u16(nil, 0, 1), 3, 1), 1<<31), u32(u16(u16(nil, 0, 1), 1, 0), 0)} {
		if _, err := fonts.Read(plain(with(list, "cmap", cmap))); err == nil || !strings.HasPrefix(err.Error(), "the font does not say which characters it draws") {
			t.Errorf("%x: %v", cmap, err)
		}
	}
}

func TestIncomplete(t *testing.T) {
	list := split(t, goregular.TTF)
	for _, tag := range []string{"head", "hhea", "hmtx"} {
		if _, err := fonts.Read(without(list, tag)); err == nil || !strings.HasPrefix(err.Error(), "the font lacks a table that every font has") {
			t.Errorf("%s: %v", tag, err)
		}
	}
	if f := read(t, without(list, "name")); f.Family != "" {
		t.Errorf("%q", f.Family)
	}
	if f := read(t, without(split(t, gobolditalic.TTF), "OS/2")); !f.Italic || f.Weight != [2]int{400, 400} || f.Metrics.Ascent != 1935 || f.Metrics.XHeight != 0 {
		t.Errorf("%+v", f)
	}
}

// label is one entry of a table of names.
type label struct {
	platform, encoding, language, number int
	text                                 string
}

func names(labels ...label) []byte {
	out := u16(nil, 0, len(labels), 6+12*len(labels))
	var texts []byte
	for _, l := range labels {
		text := []byte(l.text)
		if l.platform != 1 {
			text = nil
			for _, r := range l.text {
				text = u16(text, int(r))
			}
		}
		out = u16(out, l.platform, l.encoding, l.language, l.number, len(text), len(texts))
		texts = append(texts, text...)
	}
	return append(out, texts...)
}

func TestFamily(t *testing.T) {
	list := split(t, goregular.TTF)
	const english, german = 0x409, 0x407
	for want, labels := range map[string][]label{
		"Lora":          {{3, 1, english, 1, "Lora Medium"}, {3, 1, english, 2, "Regular"}, {3, 1, english, 16, "Lora"}},
		"Noto Sans JP":  {{3, 1, english, 16, "Noto Sans JP Thin"}},
		"Archivo Black": {{3, 1, english, 1, "Archivo Black"}},
		"Light":         {{3, 1, english, 1, "Light"}},
		"Calm":          {{1, 0, 0, 1, "Old"}, {0, 3, 0, 1, "Neutral"}, {3, 1, german, 1, "Ruhe"}, {3, 1, english, 1, "Calm"}},
		"Neutral":       {{1, 0, 0, 1, "Old"}, {0, 3, 0, 1, "Neutral"}, {3, 1, german, 1, "Ruhe"}},
		"Old":           {{1, 0, 0, 1, "Old"}, {1, 1, 0, 1, "?"}, {2, 0, 0, 1, "??"}},
		"A B":           {{3, 1, english, 1, " A\u200b\x00  B\n"}},
		"":              {{3, 1, english, 1, " \n"}, {3, 1, english, 2, "Regular"}},
	} {
		if f := read(t, plain(with(list, "name", names(labels...)))); f.Family != want {
			t.Errorf("got %q, want %q", f.Family, want)
		}
	}
}

func TestWeight(t *testing.T) {
	list := split(t, goregular.TTF)
	weight := func(class int, style string) int {
		os2 := slices.Clone(find(list, "OS/2"))
		copy(os2[4:], u16(nil, class))
		f := read(t, plain(with(with(list, "OS/2", os2), "name", names(label{3, 1, 0x409, 2, style}))))
		return f.Weight[0]
	}
	for _, test := range []struct {
		class int
		style string
		want  int
	}{{400, "Regular", 400}, {0, "", 400}, {7, "Bold", 700}, {950, "", 950}, {1200, "", 1000}, {250, "Thin Italic", 100}, {250, "ExtraLight", 200}, {250, "Odd", 250}} {
		if got := weight(test.class, test.style); got != test.want {
			t.Errorf("%+v: got %d", test, got)
		}
	}
}

// TestLines chooses the measures of lines as browsers do.
func TestLines(t *testing.T) {
	list := split(t, goregular.TTF)
	for _, test := range []struct {
		hhea, typo [3]int
		flag       int
		want       [3]int
	}{
		{[3]int{900, -200, 10}, [3]int{800, -100, 20}, 0, [3]int{900, 200, 10}},
		{[3]int{900, -200, 10}, [3]int{800, -100, 20}, 128, [3]int{800, 100, 20}},
		{[3]int{900, -200, 10}, [3]int{0, 0, 20}, 128, [3]int{900, 200, 10}},
		{[3]int{0, 0, 10}, [3]int{800, -100, 20}, 0, [3]int{800, 100, 20}},
		{[3]int{0, 0, 10}, [3]int{0, 0, 20}, 0, [3]int{700, 300, 0}},
	} {
		hhea, os2 := slices.Clone(find(list, "hhea")), slices.Clone(find(list, "OS/2"))
		copy(hhea[4:], u16(nil, test.hhea[0], test.hhea[1], test.hhea[2]))
		copy(os2[62:], u16(nil, test.flag))
		copy(os2[68:], u16(nil, test.typo[0], test.typo[1], test.typo[2], 700, 300))
		m := read(t, plain(with(with(list, "hhea", hhea), "OS/2", os2))).Metrics
		if got := [3]int{m.Ascent, m.Descent, m.LineGap}; got != test.want {
			t.Errorf("%+v: got %v", test, got)
		}
	}
}

// varied gives a font a weight from 300 to 900: each glyph grows by 100 units up
// to 900, and shrinks by 50 down to 300. The line of “avar” puts 700 at a half.
func varied(list []entry) []entry {
	fixed := func(v int) int { return v << 16 }
	axis := u16(u32([]byte("wght"), fixed(300), fixed(400), fixed(900)), 0, 256)
	fvar := append(u16(nil, 1, 0, 16, 2, 1, 20, 0, 0), axis...)
	one, half, point6 := 1<<14, 1<<13, 9830
	avar := u16(nil, 1, 0, 0, 1, 4, -one, -one, 0, 0, point6, half, one, one)
	regions := u16(nil, 1, 2, 0, one, one, -one, -one, 0)
	rows := u16(nil, 1, 0, 2, 0, 1)
	rows = append(rows, 100, 256-50)
	mapping := []byte{0, 0, 0, 1, 0}
	store := u32(u16(nil, 1), 12)
	store = u32(u16(store, 1), 12+len(regions))
	store = append(append(store, regions...), rows...)
	hvar := u32(u16(nil, 1, 0), 20+len(mapping), 20, 0, 0)
	hvar = append(append(hvar, mapping...), store...)
	return with(with(with(list, "fvar", fvar), "avar", avar), "HVAR", hvar)
}

func TestVaried(t *testing.T) {
	plainWidth := read(t, goregular.TTF).Metrics.AverageWidth
	f := read(t, plain(varied(split(t, goregular.TTF))))
	if f.Weight != [2]int{300, 900} || !near(f.Metrics.AverageWidth, plainWidth) {
		t.Errorf("%v %v", f.Weight, f.Metrics.AverageWidth)
	}
	both := f.Fallbacks("sans-serif")
	if len(both) != 2 || both[0].Weight != [2]int{300, 599} || both[1].Weight != [2]int{600, 900} {
		t.Fatalf("%+v", both)
	}
	const arial, arialBold = .4492955, .4844659
	if want := 100 * plainWidth / arial; math.Abs(both[0].SizeAdjust-want) > .01 {
		t.Errorf("regular: %v, want %v", both[0].SizeAdjust, want)
	}
	if want := 100 * (plainWidth + 50./2048) / arialBold; math.Abs(both[1].SizeAdjust-want) > .01 {
		t.Errorf("bold: %v, want %v", both[1].SizeAdjust, want)
	}
	if both[0].Local[0] != "Arial" || both[1].Local[0] != "Arial Bold" {
		t.Errorf("%q %q", both[0].Local, both[1].Local)
	}
}
