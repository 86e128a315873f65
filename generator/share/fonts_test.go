package share

import (
	"encoding/binary"
	"maps"
	"slices"
	"testing"

	"golang.org/x/image/font/gofont/goregular"
)

func u16(out []byte, values ...int) []byte {
	for _, v := range values {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	return out
}

func u32(out []byte, values ...int) []byte {
	for _, v := range values {
		out = binary.BigEndian.AppendUint32(out, uint32(v))
	}
	return out
}

// The glyphs of the font that all fonts of these tests are made from: from the
// first on all have outlines, and the space has none.
const firstGlyph, spaceGlyph = 36, 3

// fontOf makes a font with other characters, and with some tables put into it.
func fontOf(characters map[rune]int, more map[string][]byte) []byte {
	tables := map[string][]byte{"cmap": cmap(characters)}
	count := int(binary.BigEndian.Uint16(goregular.TTF[4:]))
	for i := range count {
		entry := goregular.TTF[12+16*i:]
		from, size := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		if tag := string(entry[:4]); tag != "cmap" {
			tables[tag] = goregular.TTF[from : from+size]
		}
	}
	maps.Copy(tables, more)
	out := u16([]byte("\x00\x01\x00\x00"), len(tables), 0, 0, 0)
	at := 12 + 16*len(tables)
	var body []byte
	for _, tag := range slices.Sorted(maps.Keys(tables)) {
		out = u32(append(out, tag...), 0, at+len(body), len(tables[tag]))
		body = append(body, tables[tag]...)
	}
	return append(out, body...)
}

func cmap(characters map[rune]int) []byte {
	var groups []byte
	for _, r := range slices.Sorted(maps.Keys(characters)) {
		groups = u32(groups, int(r), int(r), characters[r])
	}
	out := u32(u16(nil, 0, 1, 3, 10), 12)
	out = u32(u16(out, 12, 0), 16+len(groups), 0, len(characters))
	return append(out, groups...)
}

// lettersOf gives each letter of a text a glyph of its own.
func lettersOf(text string) map[rune]int {
	all := map[rune]int{' ': spaceGlyph}
	for _, r := range text {
		if _, known := all[r]; !known {
			all[r] = firstGlyph + len(all) - 1
		}
	}
	return all
}

// setterOf sets in the first of some fonts, and others after it.
func setterOf(t testing.TB, fonts Fonts) *setter {
	t.Helper()
	c, err := readFonts(fonts)
	if err != nil {
		t.Fatal(err)
	}
	d, err := newDesk(c)
	if err != nil {
		t.Fatal(err)
	}
	heading, _ := d.setters("", omissions{})
	return heading
}

// indexes sets a text and returns the glyphs from the left to the right.
func indexes(t *testing.T, s *setter, text string, rtl bool) []int {
	t.Helper()
	glyphs, _, err := s.set(text, rtl)
	if err != nil {
		t.Fatal(err)
	}
	var all []int
	before := -1.0
	for _, g := range glyphs {
		if g.at.x < before {
			t.Errorf("%q: a glyph stands left of the one before it", text)
		}
		before = g.at.x
		all = append(all, int(g.index))
	}
	return all
}

const letters = "abcthen12345,%():אבגד١٢ابپ日本"

// TestOrder sets texts of both directions and looks at what stands where.
func TestOrder(t *testing.T) {
	characters := lettersOf(letters)
	data := fontOf(characters, nil)
	s := setterOf(t, Fonts{Heading: data, Body: data})
	for _, test := range []struct {
		text string
		rtl  bool
		want string
	}{
		{"abc", false, "abc"},
		{"abc", true, "abc"},
		{"אבג", false, "גבא"},
		{"abc אבג then", false, "abc גבא then"},
		{"אבג 12 abc", true, "abc 12 גבא"},
		{"abc אבג 12 then", false, "abc 12 גבא then"},
		{"a אב 12, then", false, "a 12 בא, then"},
		{"a אב 12% then", false, "a 12% בא then"},
		{"a אב 1,2 then", false, "a 1,2 בא then"},
		{"a 12 אב", false, "a 12 בא"},
		{"a: ١٢ اب, then", false, "a: با ١٢, then"},
		{"a اب 12% then", false, "a 12 با% then"},
		{"אב (גד)", true, "(דג) בא"},
		{"אב 1,2: גד", true, "דג :1,2 בא"},
		{"(א) 1:2", false, "(א) 1:2"},
		{"אב abc גד 12", true, "12 דג abc בא"},
		{"אב abc גד 12", false, "בא abc 12 דג"},
	} {
		var want []int
		for _, r := range test.want {
			want = append(want, characters[r])
		}
		got := indexes(t, s, test.text, test.rtl)
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", test.text, got, want)
		}
	}
}

// TestJoining draws an Arabic letter in the form for its place, where the font has these forms as characters.
func TestJoining(t *testing.T) {
	characters := lettersOf("ب\ufe8f\ufe90\ufe91\ufe92")
	data := fontOf(characters, nil)
	s := setterOf(t, Fonts{Heading: data, Body: data})
	for text, want := range map[string]string{"ببب": "\ufe90\ufe92\ufe91", "ب": "\ufe8f", "ب\u200cب": "\ufe8f\ufe8f", "ب ب": "\ufe8f \ufe8f"} {
		var places []int
		for _, r := range want {
			places = append(places, characters[r])
		}
		got := slices.DeleteFunc(indexes(t, s, tidy(text), true), func(i int) bool { return i == spaceGlyph })
		if places = slices.DeleteFunc(places, func(i int) bool { return i == spaceGlyph }); !slices.Equal(got, places) {
			t.Errorf("%q: got %v, want %v", text, got, places)
		}
	}
}

// replacing is a table GSUB that puts the next glyph but one in the place of a
// long run of glyphs, and of a single one behind it.
func replacing() []byte {
	coverage := u16(nil, 2, 2, 100, 170, 0, 300, 300, 71)
	lookup := append(u16(nil, 1, 0, 1, 8, 1, 6, 2), coverage...)
	out := u16(nil, 1, 0, 10, 30, 44)
	out = append(u16(out, 1), "DFLT"...)
	out = u16(out, 8, 4, 0, 0, 0xffff, 1, 0)
	out = append(u16(out, 1), "liga"...)
	out = u16(out, 8, 0, 1, 0)
	return append(u16(out, 1, 4), lookup...)
}

// TestFilter applies a rule to glyphs that come behind a long run of others.
func TestFilter(t *testing.T) {
	data := fontOf(map[rune]int{'a': 100, 'b': 300, 'c': 301}, map[string][]byte{"GSUB": replacing()})
	s := setterOf(t, Fonts{Heading: data, Body: data})
	if got := indexes(t, s, "abc", false); !slices.Equal(got, []int{102, 302, 301}) {
		t.Errorf("got %v", got)
	}
}

// TestChain draws each character with the first font that has it, with all that is put onto it.
func TestChain(t *testing.T) {
	fonts := Fonts{
		Heading: fontOf(lettersOf("ab"), nil), Body: fontOf(lettersOf("abz"), nil),
		More: [][]byte{fontOf(map[rune]int{'א': spaceGlyph, 'e': 40, ' ': spaceGlyph}, nil), fontOf(lettersOf("אe\u0301"), nil)},
	}
	s := setterOf(t, fonts)
	for text, want := range map[string][]int{"a": {0}, "z": {3}, "e": {1}, "é": {2}, "א": {2}, "a א b": {0, 0, 2, 2, 0}, "a zb": {0, 0, 3, 0}} {
		text = tidy(text)
		glyphs, _, err := s.set(text, false)
		if err != nil {
			t.Fatal(err)
		}
		known := map[*face]bool{}
		for i, f := range s.faces([]rune(text)) {
			if f != s.chain[want[i]] {
				t.Errorf("%q: character %d is drawn with another font", text, i)
			}
			known[f] = true
		}
		for _, g := range glyphs {
			if !known[g.face] || g.index == 0 {
				t.Errorf("%q: %+v", text, g)
			}
		}
	}
	if got, err := s.known("a日e\u0301 zא"); err != nil || got != "aé zא" || !slices.Equal(s.omitted.sorted(), []rune{'日'}) {
		t.Errorf("%q %q %v", got, string(s.omitted.sorted()), err)
	}
}

// heavier are tables that make all letters wider by 200 units, up to the weight of 900.
func heavier() map[string][]byte {
	one := 1 << 14
	axis := u16(u32([]byte("wght"), 100<<16, 100<<16, 900<<16), 0, 256)
	regions := u16(nil, 1, 1, 0, one, one)
	store := u32(u16(u32(u16(nil, 1), 12), 1), 12+len(regions))
	store = u16(append(store, regions...), 1, 1, 1, 0, 200)
	mapping := []byte{0, 0, 0, 1, 0}
	hvar := u32(u16(nil, 1, 0), 20+len(mapping), 20, 0, 0)
	return map[string][]byte{
		"fvar": append(u16(nil, 1, 0, 16, 2, 1, 20, 0, 0), axis...),
		"HVAR": append(append(hvar, mapping...), store...),
	}
}

func TestWeights(t *testing.T) {
	data, fixed := fontOf(lettersOf("ab"), heavier()), fontOf(lettersOf("ab"), nil)
	width := func(fonts Fonts, body bool) float64 {
		c, err := readFonts(fonts)
		if err != nil {
			t.Fatal(err)
		}
		d, err := newDesk(c)
		if err != nil {
			t.Fatal(err)
		}
		s, other := d.setters("", omissions{})
		if body {
			s = other
		}
		v, err := s.width("a")
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	usual := width(Fonts{Heading: fixed, Body: fixed}, false)
	for _, test := range []struct {
		fonts         Fonts
		heading, body float64
	}{
		{Fonts{Heading: data, Body: data}, 0, 0},
		{Fonts{Heading: data, Body: data, HeadingWeight: 900, BodyWeight: 500}, 200, 100},
		{Fonts{Heading: data, Body: data, BodyWeight: 900}, 0, 200},
		{Fonts{Heading: data, Body: data, HeadingWeight: 900}, 200, 0},
		{Fonts{Heading: fixed, Body: fixed, HeadingWeight: 900, BodyWeight: 500}, 0, 0},
		{Fonts{Heading: fontOf(lettersOf("z"), nil), Body: fixed, More: [][]byte{data}, HeadingWeight: 500, BodyWeight: 900}, 100, 0},
	} {
		for body, more := range map[bool]float64{false: test.heading, true: test.body} {
			if got := (width(test.fonts, body) - usual) * 2048; got < more-1 || got > more+1 {
				t.Errorf("weights %d and %d, body %v: %v units more, want %v", test.fonts.HeadingWeight, test.fonts.BodyWeight, body, got, more)
			}
		}
	}
}

func TestFontsComplain(t *testing.T) {
	good := DefaultFonts()
	lying := slices.Clone(good.Body)
	copy(lying[12+12:], "\xff\xff\xff\xff") // a table that reaches far beyond the end
	const before = "the font of the other scripts, number 2, cannot be read: "
	for _, test := range []struct {
		data []byte
		want string
	}{
		{lying, "the file is cut off"},
		{good.Body[:5], "the file is cut off"},
		{good.Body[:40], "the file is cut off"},
		{append([]byte("wOF2"), make([]byte, 50)...), "it is not a plain OpenType or TrueType file"},
	} {
		if _, err := readFonts(Fonts{Heading: good.Heading, Body: good.Body, More: [][]byte{good.Body, test.data}}); err == nil || err.Error() != before+test.want {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
}
