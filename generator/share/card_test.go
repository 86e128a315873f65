package share_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"sync"
	"testing"

	"stillpoint/generator/share"
)

func look() share.Look {
	return share.Look{Background: color.RGBA{0xfb, 0xf8, 0xf2, 0xff}, Text: color.RGBA{0x21, 0x37, 0x3a, 0xff}, Accent: sea()}
}

func card(title string) share.Card {
	return share.Card{Title: title, Kicker: "Articles", Practice: "Quiet Tide CranioSacral", Place: "Saltmere"}
}

func painter(t testing.TB) *share.Painter {
	t.Helper()
	p, err := share.NewPainter(look(), share.DefaultFonts())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func paint(t testing.TB, p *share.Painter, c share.Card) share.Picture {
	t.Helper()
	picture, err := p.Card(c)
	if err != nil {
		t.Fatalf("%+v: %v", c, err)
	}
	return picture
}

func TestCard(t *testing.T) {
	p := painter(t)
	for _, c := range []share.Card{
		card("First visit"), card("What to expect: " + strings.Repeat("a very long and winding title ", 60)),
		card(strings.Repeat("Wirbelsäule", 40)), {Title: "Prices"}, {Title: "日本"}, {Title: "\xff\x00a"},
		{Title: "Q", Kicker: strings.Repeat("Kicker ", 90), Practice: strings.Repeat("Practice", 90), Place: strings.Repeat("Place ", 90)},
	} {
		file := paint(t, p, c).PNG
		picture, err := png.Decode(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		if picture.Bounds() != image.Rect(0, 0, 1200, 630) || len(file) > 40<<10 {
			t.Errorf("%.30q: %v in %d bytes", c.Title, picture.Bounds(), len(file))
		}
		for at, want := range map[image.Point]color.Color{{5, 5}: look().Background, {5, 625}: look().Accent, {90, 100}: look().Accent} {
			if got := color.RGBAModel.Convert(picture.At(at.X, at.Y)); got != want {
				t.Errorf("%.30q at %v: got %v, want %v", c.Title, at, got, want)
			}
		}
		for x := 1119; x < 1200; x += 3 { // the margin stays free
			if got := color.RGBAModel.Convert(picture.At(x, 590)); got != color.Color(look().Accent) {
				t.Errorf("%.30q: something stands in the margin at %d", c.Title, x)
				break
			}
		}
	}
}

func TestOmitted(t *testing.T) {
	p := painter(t)
	got := paint(t, p, share.Card{Title: "Tea 日本日 ❤\ufe0f tide", Kicker: "שלום", Practice: "Ågot’s\u00a0Łódź – “ﬁne” Đ\u200d", Place: "本 e\u0301"}).Omitted
	if want := []rune("ו" + "ל" + "ם" + "ש" + "❤" + "日" + "本"); !slices.Equal(got, sorted(want)) {
		t.Errorf("got %q, want %q", string(got), string(sorted(want)))
	}
	plain := paint(t, p, card("Tea tide"))
	if len(plain.Omitted) > 0 || !bytes.Equal(plain.PNG, paint(t, p, card(" Tea 日本\n ❤\ufe0f tide\u200d")).PNG) {
		t.Error("what cannot be drawn leaves something behind")
	}
}

func sorted(runes []rune) []rune {
	slices.Sort(runes)
	return runes
}

func TestCardComplains(t *testing.T) {
	for _, title := range []string{"", " \t\u200d\u00ad"} {
		if _, err := painter(t).Card(card(title)); err == nil || err.Error() != "a share picture needs a title" {
			t.Errorf("%q: %v", title, err)
		}
	}
	if _, err := share.NewPainter(share.Look{}, share.DefaultFonts()); err == nil || err.Error() != "the colours of a share picture must not be transparent" {
		t.Error(err)
	}
	if _, err := share.NewPainter(look(), share.Fonts{Heading: share.DefaultFonts().Heading}); err == nil || !strings.HasPrefix(err.Error(), "the font of the body cannot be read: ") {
		t.Error(err)
	}
}

// Damaged fonts may give errors or odd pictures, but nothing worse.
func TestDamagedFonts(t *testing.T) {
	whole := share.DefaultFonts().Heading
	for i := range 60 {
		font := bytes.Clone(whole)
		for at := i; at < len(font); at += 300 + 97*i {
			font[at] ^= byte(at*7 + i)
		}
		p, err := share.NewPainter(look(), share.Fonts{Heading: font[:len(font)-i*400], Body: whole})
		if err == nil {
			_, _ = p.Card(card("First visit"))
		}
	}
}

func TestCardsAtOnce(t *testing.T) {
	titles := []string{"First visit", "Prices", "What research can tell us about craniosacral therapy", "Über mich"}
	p := painter(t)
	var group sync.WaitGroup
	files := make([][]byte, 3*len(titles))
	for i := range files {
		group.Go(func() {
			if picture, err := p.Card(card(titles[i%len(titles)])); err == nil {
				files[i] = picture.PNG
			}
		})
	}
	group.Wait()
	alone := make([][]byte, len(titles))
	for i, title := range titles {
		alone[i] = paint(t, painter(t), card(title)).PNG
	}
	for i, file := range files {
		if !bytes.Equal(file, alone[i%len(titles)]) {
			t.Errorf("picture %d is not like one that was drawn alone", i)
		}
	}
}
