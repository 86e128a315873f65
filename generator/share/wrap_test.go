package share

import (
	"image/color"
	"slices"
	"strings"
	"testing"
)

func newSetter(t *testing.T) *setter {
	t.Helper()
	c, err := readFonts(DefaultFonts())
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

func titleRoom() room {
	return room{width: titleWidth, largest: 104, smallest: 48, lines: titleLines}
}

func TestFit(t *testing.T) {
	for _, test := range []struct {
		title string
		size  float64
		lines []string
	}{
		{"First visit", 104, []string{"First visit"}},
		{"The first ten minutes of a session", 86, []string{"The first ten", "minutes of a session"}},
		{"Craniosacral therapy for babies, children and their tired parents", 70, []string{"Craniosacral therapy", "for babies, children", "and their tired parents"}},
		{"Mother-and-baby sessions", 86, []string{"Mother-and-", "baby sessions"}},
		{"10\u00a0minutes of a very quiet morning", 86, []string{"10\u00a0minutes of a", "very quiet morning"}},
		{strings.Repeat("tide ", 60), 48, nil},
		{strings.Repeat("Wirbelsäule", 30), 48, nil},
	} {
		s := newSetter(t)
		b, err := s.fit(tidy(test.title), titleRoom())
		if err != nil {
			t.Fatal(err)
		}
		if b.size != test.size || test.lines != nil && !slices.Equal(b.lines, test.lines) {
			t.Errorf("%q: %v %q", test.title, b.size, b.lines)
		}
		if len(b.lines) > 4 || test.lines == nil && !strings.HasSuffix(b.lines[3], "…") {
			t.Errorf("%q: %q", test.title, b.lines)
		}
		for _, line := range b.lines {
			if width, err := s.width(line); err != nil || width*b.size > titleWidth+.5 {
				t.Errorf("%q is %v wide, %v", line, width*b.size, err)
			}
		}
	}
}

func TestEllipsis(t *testing.T) {
	s := newSetter(t)
	for text, want := range map[string]string{
		"a calm tide":                  "a calm tide…",
		"the calm, — and more of it":   "the calm…",
		"Wirbelsäulenwirbelsäulenland": "Wirbelsäulen…",
		"":                             "…",
	} {
		if got, err := s.ellipsis(text, 7.4); err != nil || got != want {
			t.Errorf("%q: got %q, want %q, %v", text, got, want, err)
		}
	}
}

func TestTidy(t *testing.T) {
	for text, want := range map[string]string{
		"  a \t\n b\u200bc ":         "a b c",
		"e\u0301 \u00ad\u200d\ufe0f": "é",
		"a\u202f?":                   "a\u00a0?",
		"\xffa\x00":                  "�a",
		strings.Repeat("a", 500):     strings.Repeat("a", longest),
		"a\u200cb\u200d \u200f":      "ab", // no letter that joins, no text from the right
		"می\u200cخواهم\u200f!":       "می\u200cخواهم\u200f!",
		"क्\u200dष \u202eab\u202c":   "क्\u200dष ab", // no letter may turn others around
	} {
		if got := tidy(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestMix(t *testing.T) {
	paper, _ := hexColor("fbf8f2")
	ink, _ := hexColor("1d6462")
	for part, want := range map[float64]string{0: "fbf8f2", 1: "1d6462"} {
		c, _ := hexColor(want)
		if got := mix(rgba(paper), rgba(ink), part); got != rgba(c) {
			t.Errorf("%v: %v", part, got)
		}
	}
	if got := contrast(rgba(paper), rgba(ink)); got < 6.3 || got > 6.6 {
		t.Error(got)
	}
}

func rgba(c color.NRGBA) color.RGBA { return color.RGBA(c) }
