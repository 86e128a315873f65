package starter

import "fmt"

// Palette is a set of colours by a name that can be chosen. What is "" comes from the style sheet.
type Palette struct {
	Name, Looks              string
	Background, Text, Accent string
	Dark                     struct{ Background, Text, Accent string }
}

// Lines returns the colours as stillpoint.yaml has them, below site.theme.colors.
func (p Palette) Lines() []string {
	var lines []string
	add := func(indent, name, color string) {
		if color != "" {
			lines = append(lines, fmt.Sprintf("%s%s: %q", indent, name, color))
		}
	}
	add("", "background", p.Background)
	add("", "text", p.Text)
	add("", "accent", p.Accent)
	if p.Dark.Background+p.Dark.Text+p.Dark.Accent != "" {
		lines = append(lines, "dark:")
		add("  ", "background", p.Dark.Background)
		add("  ", "text", p.Dark.Text)
		add("  ", "accent", p.Dark.Accent)
	}
	return lines
}
