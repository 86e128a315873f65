package config

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Theme is the look of the site in a few values. What is left out comes from
// the style sheet.
type Theme struct {
	Colors Colors `yaml:"colors"`
	Fonts  Fonts  `yaml:"fonts"`
}

// Colors are written as #rgb or #rrggbb.
type Colors struct {
	Background string     `yaml:"background"`
	Text       string     `yaml:"text"`
	Accent     string     `yaml:"accent"`
	Dark       DarkColors `yaml:"dark"`
}

// DarkColors take the place of the others where a visitor prefers dark.
type DarkColors struct {
	Background string `yaml:"background"`
	Text       string `yaml:"text"`
	Accent     string `yaml:"accent"`
}

// Fonts are lists of font families as CSS writes them.
type Fonts struct {
	Heading string `yaml:"heading"`
	Body    string `yaml:"body"`
}

// minContrast is what text needs against its background
// (WCAG 2.2, success criterion 1.4.3).
const minContrast = 4.5

func (t Theme) validate(c *checker) {
	light := map[string]string{"background": t.Colors.Background, "text": t.Colors.Text, "accent": t.Colors.Accent}
	dark := map[string]string{"background": t.Colors.Dark.Background, "text": t.Colors.Dark.Text, "accent": t.Colors.Dark.Accent}
	c.palette(light, "site", "theme", "colors")
	c.palette(dark, "site", "theme", "colors", "dark")
	for _, f := range []struct{ name, value string }{{"heading", t.Fonts.Heading}, {"body", t.Fonts.Body}} {
		if strings.ContainsAny(f.value, ";{}<>\\@/()\n") {
			c.fail("bad-font", fmt.Sprintf("%q is not a list of fonts", f.value), `write the names with commas between them: Georgia, "Times New Roman", serif`, "site", "theme", "fonts", f.name)
		}
	}
}

func (c *checker) palette(colors map[string]string, path ...string) {
	luminances := map[string]float64{}
	for _, name := range []string{"background", "text", "accent"} {
		if colors[name] == "" {
			continue
		}
		l, ok := luminance(colors[name])
		if !ok {
			c.fail("bad-color", fmt.Sprintf("%q is not a colour", colors[name]), "write it as # and six digits, such as #2f6f73", append(path, name)...)
			return
		}
		luminances[name] = l
	}
	background, known := luminances["background"]
	if !known {
		return
	}
	for _, name := range []string{"text", "accent"} {
		l, known := luminances[name]
		if ratio := contrast(l, background); known && ratio < minContrast {
			c.fail("low-contrast", fmt.Sprintf("contrast of %s %s on background %s is %.1f:1, at least %.1f:1 is needed",
				name, colors[name], colors["background"], math.Floor(ratio*10)/10, minContrast),
				"choose a darker or lighter colour, so that everyone can read it", append(path, name)...)
		}
	}
}

// luminance returns the relative luminance of a colour, from 0 to 1
// (WCAG 2.2, “relative luminance”).
func luminance(color string) (float64, bool) {
	digits, ok := strings.CutPrefix(color, "#")
	if len(digits) == 3 {
		digits = strings.Join([]string{digits[:1], digits[:1], digits[1:2], digits[1:2], digits[2:], digits[2:]}, "")
	}
	if !ok || len(digits) != 6 {
		return 0, false
	}
	value, err := strconv.ParseUint(digits, 16, 32)
	if err != nil {
		return 0, false
	}
	return 0.2126*channel(value>>16) + 0.7152*channel(value>>8) + 0.0722*channel(value), true
}

func channel(value uint64) float64 {
	c := float64(value&0xff) / 255
	if c <= 0.04045 {
		return c / 12.92
	}
	return math.Pow((c+0.055)/1.055, 2.4)
}

// contrast returns the contrast ratio of two luminances, from 1 to 21.
func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }
