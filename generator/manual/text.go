package manual

import (
	"strings"

	"stillpoint/generator/markdown"
)

// Text lays a topic out for a terminal: as many columns wide, in colours or without.
func (m *Manual) Text(t Topic, width int, color bool) string {
	terminal := markdown.Terminal{
		Width: width, Color: color,
		Address: func(destination string) string { return m.address(t, destination) },
		Hidden:  func(component string) bool { return component == shownComponent },
	}
	return terminal.Render("# " + t.Title + "\n\n" + t.Body + m.contents(t))
}

// shownComponent is the block of the documentation in which an example is shown as a browser shows it.
const shownComponent = "shown"

// address returns what stands behind a link in the terminal: of another topic how to ask for it, of another site its address.
func (m *Manual) address(from Topic, destination string) string {
	if strings.Contains(destination, "://") {
		return destination
	}
	to, known := m.resolve(from, destination)
	if !known || to.Name == from.Name {
		return ""
	}
	return "help " + strings.TrimPrefix(to.Name, "commands/")
}

// contents lists what a chapter has, which on the site its layout does, and names the command that a guide shares its name with.
func (m *Manual) contents(t Topic) string {
	if same, err := m.Find("commands/" + t.Name); err == nil && same.Name != t.Name {
		return "\n`stillpoint help " + same.Name + "` tells of the command `" + t.Name + "`.\n"
	}
	if t.Name != "reference" && t.Name != "commands" && t.Name != "components" && t.Name != "front-matter" && t.Name != "templates" {
		return ""
	}
	topics := m.Within(t.Name)
	if t.Name == "reference" {
		topics = m.Reference()
	}
	var b strings.Builder
	b.WriteString("\n")
	for _, one := range topics {
		b.WriteString("`" + strings.TrimPrefix(one.Name, "commands/") + "`\n:   " + one.Description + "\n\n")
	}
	return b.String()
}
