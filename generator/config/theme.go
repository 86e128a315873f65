package config

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Theme is the look of the site in a few values. What is left out comes from
// the style sheet.
type Theme struct {
	Colors Colors `yaml:"colors" doc:"The colours of the site. Text must be easy to read on its background."`
	Fonts  Fonts  `yaml:"fonts" doc:"The fonts of the site."`
}

// Colors are written as #rgb or #rrggbb.
type Colors struct {
	Background string     `yaml:"background" doc:"The colour of the page." example:"'#fbf8f2'"`
	Text       string     `yaml:"text" doc:"The colour of text." example:"'#21373a'"`
	Accent     string     `yaml:"accent" doc:"The colour of links and buttons." example:"'#1d6462'"`
	Dark       DarkColors `yaml:"dark" doc:"The colours for visitors who prefer dark; what is left out follows from the others."`
}

// DarkColors take the place of the others where a visitor prefers dark.
type DarkColors struct {
	Background string `yaml:"background" doc:"The colour of the page in the dark." example:"'#10201f'"`
	Text       string `yaml:"text" doc:"The colour of text in the dark." example:"'#e7ece6'"`
	Accent     string `yaml:"accent" doc:"The colour of links and buttons in the dark." example:"'#93d3ca'"`
}

// Fonts are lists of font families as CSS writes them.
type Fonts struct {
	Heading string `yaml:"heading" doc:"The fonts of headings, as CSS lists them." example:"'Georgia, serif'"`
	Body    string `yaml:"body" doc:"The fonts of text, as CSS lists them." example:"'system-ui, sans-serif'"`
}

// minContrast is what text needs against its background
// (WCAG 2.2, success criterion 1.4.3).
const minContrast = 4.5

// Palette is a set of colours that go together.
type Palette struct{ Background, Text, Accent string }

// The colours of assets/css/site.css, which hold where a theme says nothing.
const (
	lightBackground, lightText, lightAccent = "#fbf8f2", "#21373a", "#1d6462"
	darkBackground, darkText, darkAccent    = "#10201f", "#e7ece6", "#93d3ca"
)

// Light returns the colours that visitors see by day.
func (t Theme) Light() Palette {
	c := t.Colors
	return Palette{cmp.Or(c.Background, lightBackground), cmp.Or(c.Text, lightText), cmp.Or(c.Accent, lightAccent)}
}

// Dark returns the colours that visitors see who prefer dark. What is not set for the
// dark is as it is without a theme, but an accent that is set for the day is kept, lighter.
func (t Theme) Dark() Palette {
	d := t.Colors.Dark
	p := Palette{cmp.Or(d.Background, darkBackground), cmp.Or(d.Text, darkText), cmp.Or(d.Accent, darkAccent)}
	if d.Accent == "" && t.Colors.Accent != "" {
		p.Accent = lighter(t.Colors.Accent, p.Background)
	}
	return p
}

// lighter mixes a colour with white until it can be read at ease on a background
// (WCAG 2.2, success criterion 1.4.6), as far as white itself can.
func lighter(color, background string) string {
	ground, _ := luminance(background)
	r, g, b, ok := RGB(color)
	if !ok {
		return color
	}
	for part := 0; part <= 100; part += 4 {
		mix := func(v uint8) uint8 { return uint8((int(v)*(100-part) + 255*part) / 100) }
		mixed := fmt.Sprintf("#%02x%02x%02x", mix(r), mix(g), mix(b))
		if l, _ := luminance(mixed); contrast(l, ground) >= 7 {
			return mixed
		}
	}
	return "#ffffff"
}

func (t Theme) validate(c *checker) {
	if c.colors(t.Colors) {
		c.contrast(t.Light(), "")
		if t.Colors.Dark != (DarkColors{}) {
			c.contrast(t.Dark(), " in the dark")
		}
	}
	for _, f := range []struct{ name, value string }{{"heading", t.Fonts.Heading}, {"body", t.Fonts.Body}} {
		if strings.ContainsAny(f.value, ";{}<>\\@/()\n") {
			c.fail("bad-font", fmt.Sprintf("%q is not a list of fonts", f.value), `write the names with commas between them: Georgia, "Times New Roman", serif`, "site", "theme", "fonts", f.name)
		}
	}
}

// colors tells whether all values are colours.
func (c *checker) colors(all Colors) bool {
	before := len(c.problems)
	for _, f := range []struct{ value, path string }{
		{all.Background, "background"}, {all.Text, "text"}, {all.Accent, "accent"},
		{all.Dark.Background, "dark background"}, {all.Dark.Text, "dark text"}, {all.Dark.Accent, "dark accent"},
	} {
		if _, ok := luminance(f.value); f.value != "" && !ok {
			c.fail("bad-color", fmt.Sprintf("%q is not a colour", f.value), "write it as # and six digits, such as #2f6f73",
				append([]string{"site", "theme", "colors"}, strings.Fields(f.path)...)...)
		}
	}
	return len(c.problems) == before
}

// contrast holds text and accent against the background they stand on.
func (c *checker) contrast(p Palette, when string) {
	background, _ := luminance(p.Background)
	for _, f := range []struct{ name, value string }{{"text", p.Text}, {"accent", p.Accent}} {
		l, _ := luminance(f.value)
		if ratio := contrast(l, background); ratio < minContrast {
			c.fail("low-contrast", fmt.Sprintf("contrast of %s %s on background %s is %.1f:1%s, at least %.1f:1 is needed",
				f.name, f.value, p.Background, math.Floor(ratio*10)/10, when, minContrast),
				"choose a darker or lighter colour, so that everyone can read it", c.colorPath(f.name, when)...)
		}
	}
}

// colorPath returns where the colour stands that a contrast is wanting of: its own
// field if it is written, else that of the background, else all colours.
func (c *checker) colorPath(name, when string) []string {
	base := []string{"site", "theme", "colors"}
	paths := [][]string{append(slices.Clone(base), name), append(slices.Clone(base), "background")}
	if when != "" {
		dark := append(slices.Clone(base), "dark")
		paths = append([][]string{append(slices.Clone(dark), name), append(slices.Clone(dark), "background")}, paths...)
	}
	for _, path := range paths {
		if c.root.Find(path...) != nil {
			return path
		}
	}
	return base
}

// RGB returns the parts of a colour that is written as #rgb or #rrggbb.
func RGB(color string) (r, g, b uint8, ok bool) {
	digits, ok := strings.CutPrefix(color, "#")
	if len(digits) == 3 {
		digits = strings.Join([]string{digits[:1], digits[:1], digits[1:2], digits[1:2], digits[2:], digits[2:]}, "")
	}
	if !ok || len(digits) != 6 {
		return 0, 0, 0, false
	}
	value, err := strconv.ParseUint(digits, 16, 32)
	return uint8(value >> 16), uint8(value >> 8), uint8(value), err == nil
}

// luminance returns the relative luminance of a colour, from 0 to 1
// (WCAG 2.2, “relative luminance”).
func luminance(color string) (float64, bool) {
	r, g, b, ok := RGB(color)
	return 0.2126*channel(r) + 0.7152*channel(g) + 0.0722*channel(b), ok
}

func channel(value uint8) float64 {
	c := float64(value) / 255
	if c <= 0.04045 {
		return c / 12.92
	}
	return math.Pow((c+0.055)/1.055, 2.4)
}

// contrast returns the contrast ratio of two luminances, from 1 to 21.
func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }
