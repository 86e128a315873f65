package share

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestBreaks(t *testing.T) {
	for text, want := range map[string]string{
		"a calm tide":        "a |calm |tide",
		"Mother-and-baby":    "Mother-|and-|baby",
		"24/7, 12-13 and/or": "24/7, |12-13 |and/|or",
		"10\u00a0minutes":    "10\u00a0minutes",
		"頭蓋、「骨」。":            "頭|蓋、|「骨」。",
		"静かな力！":              "静|か|な|力！",
		"安静的力量，呼吸":           "安|静|的|力|量，|呼|吸",
		"두개천골 요법에 대해":        "두개천골 |요법에 |대해",
		"शिशुओं और माता-पिता": "शिशुओं |और |माता-|पिता",
		"العلاج، والآباء":     "العلاج، |والآباء",
		"การบำบัด":            "การบำบัด",
		"":                    "",
	} {
		if got := strings.Join(breaks(text), "|"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestPieces breaks words that are too long between what readers take for characters.
func TestPieces(t *testing.T) {
	text := strings.Repeat("क्षि", 30) + strings.Repeat("e\u0323\u0302", 9)
	data := fontOf(lettersOf(text), nil)
	s := setterOf(t, Fonts{Heading: data, Body: data})
	width, err := s.width(text)
	if err != nil {
		t.Fatal(err)
	}
	for parts := 7; parts < 40; parts++ {
		pieces, err := s.pieces(word{text: text, width: width}, width/float64(parts))
		if err != nil || len(pieces) < 7 {
			t.Fatal(len(pieces), err)
		}
		whole := ""
		for _, p := range pieces {
			if unicode.Is(unicode.M, []rune(p.text)[0]) {
				t.Errorf("%q begins with a mark", p.text)
			}
			whole += p.text
		}
		if whole != text {
			t.Errorf("%q", whole)
		}
	}
}

// TestKerning sets letters closer that leave a gap between them.
func TestKerning(t *testing.T) {
	s := setterOf(t, DefaultFonts())
	both, err := s.width("AV")
	a, _ := s.width("A")
	v, _ := s.width("V")
	if err != nil || both > a+v-.05 || both < a {
		t.Errorf("%v, not much less than %v and %v, %v", both, a, v, err)
	}
}

func TestEllipsisOfScripts(t *testing.T) {
	text := "頭蓋、「骨」の力。אבג، דה"
	data := fontOf(lettersOf(text+"…"), nil)
	s := setterOf(t, Fonts{Heading: data, Body: data})
	for _, cut := range []string{"頭蓋、「骨", "頭蓋、骨の力。", "אבג، דה"} {
		width, err := s.width(cut)
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.ellipsis(cut, width)
		if before := strings.TrimSuffix(got, "…"); err != nil || before == got || before == "" || strings.ContainsAny(before[len(before)-1:], quiet) || strings.HasSuffix(before, "、") || strings.HasSuffix(before, "「") || strings.HasSuffix(before, "،") {
			t.Errorf("%q: got %q, %v", cut, got, err)
		}
	}
}

func TestRightToLeft(t *testing.T) {
	for text, want := range map[string]bool{"": false, "12 (": false, "12 שלום": true, "“سلام” abc": true, "Tide שלום": false, "日本 שלום": false, "\u200fabc": true} {
		if rightToLeft(text) != want {
			t.Errorf("%q", text)
		}
	}
}

func hebrewPainter(t *testing.T, look Look) *Painter {
	t.Helper()
	fonts := DefaultFonts()
	fonts.More = [][]byte{fontOf(lettersOf("שלוםאביתדגה"), nil)}
	p, err := NewPainter(look, fonts)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func drawnCard(t *testing.T, p *Painter, c Card) image.Image {
	t.Helper()
	picture, err := p.Card(c)
	if err != nil || len(picture.Omitted) > 0 {
		t.Fatalf("%q %v", string(picture.Omitted), err)
	}
	decoded, err := png.Decode(bytes.NewReader(picture.PNG))
	if err != nil {
		t.Fatal(err)
	}
	return decoded
}

// reach returns how far from the left and from the right a colour is found in some rows.
func reach(picture image.Image, ink color.RGBA, top, bottom int) (left, right int) {
	left, right = pictureWidth, -1
	for y := top; y < bottom; y++ {
		for x := range pictureWidth {
			if color.RGBAModel.Convert(picture.At(x, y)) == color.Color(ink) {
				left, right = min(left, x), max(right, x)
			}
		}
	}
	return left, pictureWidth - 1 - right
}

// TestMirrored draws a title from right to left: everything changes its side.
func TestMirrored(t *testing.T) {
	paper, ink, accent := color.RGBA{0xfb, 0xf8, 0xf2, 0xff}, color.RGBA{0x21, 0x37, 0x3a, 0xff}, color.RGBA{0x1d, 0x64, 0x62, 0xff}
	p := hebrewPainter(t, Look{Background: paper, Text: ink, Accent: accent})
	there := drawnCard(t, p, Card{Title: "Tide tide", Kicker: "Kicker", Practice: "Practice"})
	back := drawnCard(t, p, Card{Title: "שלום שלום", Kicker: "Kicker", Practice: "אבג", Place: "Saltmere"})
	for name, rows := range map[string][2]int{"mark": {int(markTop), int(markTop + markSize)}, "title": {int(titleTop), int(titleBottom)}} {
		colour := accent
		if name == "title" {
			colour = ink
		}
		left, far := reach(there, colour, rows[0], rows[1])
		other, right := reach(back, colour, rows[0], rows[1])
		if left > int(edge)+8 || right > int(edge)+8 || far < 2*int(edge) || other < 2*int(edge) {
			t.Errorf("%s: from %d to %d, mirrored from %d to %d", name, left, far, other, right)
		}
	}
	if left, right := reach(back, paper, 575, 612); left > int(edge)+8 || right > int(edge)+8 {
		t.Errorf("the foot reaches from %d to %d", left, right)
	}
	alone := drawnCard(t, p, Card{Title: "שלום שלום", Practice: "אבג"})
	if left, right := reach(alone, paper, 575, 612); left < pictureWidth/2 || right > int(edge)+8 {
		t.Errorf("a foot of one label reaches from %d to %d", left, right)
	}
	for y := 250; y < 440; y += 10 { // the sun
		if there.At(974, y) != back.At(pictureWidth-1-974, y) {
			t.Fatalf("the sun is not mirrored at %d", y)
		}
	}
	for y := int(markTop); y < int(markTop+markSize); y++ { // the mark is not
		for x := int(edge); x < int(edge+markSize); x++ {
			if there.At(x, y) != back.At(x+pictureWidth-2*int(edge)-int(markSize), y) {
				t.Fatalf("the mark is another one at %d,%d", x, y)
			}
		}
	}
}

// TestTall gives writings with signs above and below their letters more room between lines.
func TestTall(t *testing.T) {
	for size := 48.0; size <= 104; size += 2 {
		if lines, room := tallTitleLines(size), titleBottom-titleTop; float64(lines)*size*tallLeading > room {
			t.Errorf("%d lines of %v need more than %v", lines, size, room)
		}
	}
	for text, want := range map[string]bool{"Tide, größer": false, "Ελλάς Русский": false, "日本 한국": false, "שלום": false, "سلام": true, "शान्त": true, "คลื่น": true, "12 (…)": false} {
		if strings.ContainsFunc(text, tall) != want {
			t.Errorf("%q", text)
		}
	}
}

// TestOutlines counts characters without an outline, as colour fonts have them, as such that cannot be drawn.
func TestOutlines(t *testing.T) {
	data := fontOf(map[rune]int{'a': firstGlyph, '🌊': spaceGlyph, ' ': spaceGlyph}, nil)
	s := setterOf(t, Fonts{Heading: data, Body: data})
	if got, err := s.known("a 🌊 a"); err != nil || got != "a a" || !slices.Equal(s.omitted.sorted(), []rune{'🌊'}) {
		t.Errorf("%q %q %v", got, string(s.omitted.sorted()), err)
	}
}

// TestNoSpace sets words apart with fonts that have no space.
func TestNoSpace(t *testing.T) {
	data := fontOf(map[rune]int{'a': firstGlyph}, nil)
	s := setterOf(t, Fonts{Heading: data, Body: data})
	one, _ := s.width("a")
	if both, err := s.width("a a"); err != nil || both != 2*one+noSpace {
		t.Errorf("%v and %v, %v", one, both, err)
	}
	if got := indexes(t, s, "a a", false); !slices.Equal(got, []int{firstGlyph, firstGlyph}) {
		t.Errorf("%v", got)
	}
}
