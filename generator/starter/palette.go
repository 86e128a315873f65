package starter

import "fmt"

// Palette is a set of colours by a name that can be chosen. What is "" comes from the style sheet.
type Palette struct {
	Name, Looks string
	Background, Text, Accent,
	DarkBackground, DarkText, DarkAccent string
}

// Palettes returns the palettes that can be chosen, the one of the style sheet first. The contrast of text and
// accent with the background is at least 7:1 by day and at night (WCAG 2.2, success criterion 1.4.6).
func Palettes() []Palette {
	return []Palette{
		{Name: "sea", Looks: "teal on warm white"},
		{"sage", "green on soft white", "#f9faf4", "#26332a", "#3f5d43", "#131a15", "#e6ebe2", "#a9cda8"},
		{"clay", "warm earth on cream", "#fdf8f2", "#3a2b24", "#8a3d22", "#1d1512", "#f0e6de", "#ecab8c"},
		{"dusk", "plum on pale grey", "#faf7fa", "#322638", "#6b3f72", "#19141d", "#ece5ee", "#d3aeda"},
		{"lake", "blue on cool white", "#f7f9fb", "#1f2d3d", "#2b5482", "#10171f", "#e3e9ef", "#9cc4ee"},
		{"stone", "dark grey on paper white", "#faf9f7", "#2b2a28", "#55483b", "#171614", "#eae7e2", "#d5c3ad"},
	}
}

// Lines returns the colours as stillpoint.yaml has them, below site.theme.colors.
func (p Palette) Lines() []string {
	var lines []string
	add := func(name, color string) {
		if color != "" {
			lines = append(lines, fmt.Sprintf("%s: %q", name, color))
		}
	}
	add("background", p.Background)
	add("text", p.Text)
	add("accent", p.Accent)
	if p.DarkBackground+p.DarkText+p.DarkAccent != "" {
		lines = append(lines, "dark:")
		add("  background", p.DarkBackground)
		add("  text", p.DarkText)
		add("  accent", p.DarkAccent)
	}
	return lines
}

// looks returns the palettes as they can be chosen.
func looks() ([]Option, error) {
	var all []Option
	for _, p := range Palettes() {
		all = append(all, Option{p.Name, p.Name + ": " + p.Looks})
	}
	return all, nil
}

// PaletteNames returns the names of all palettes.
func PaletteNames() []string {
	var names []string
	for _, p := range Palettes() {
		names = append(names, p.Name)
	}
	return names
}
