package manual

import "strings"

// Overview lays out for a terminal what there is to read: the commands, the guides, and the chapters of the reference.
func (m *Manual) Overview(p Program, width int, color bool) string {
	var b strings.Builder
	program := p.Commands[0]
	b.WriteString(paragraphs(program.Long, "  ") + "\n## Commands\n\n| command | what it does |\n| --- | --- |\n")
	for _, c := range p.Commands[1:] {
		b.WriteString("| " + c.Name + " | " + cell(c.Short) + " |\n")
	}
	b.WriteString("\n`stillpoint help build` tells all about the command `build`, with examples.\n\n## Guides\n\n| topic | what it is about |\n| --- | --- |\n")
	for _, t := range m.Guides() {
		b.WriteString("| " + t.Name + " | " + cell(t.Description) + " |\n")
	}
	b.WriteString("\n`stillpoint help writing` shows the guide to writing, and so with all others.\n\n## Reference\n\n| topic | what it is about |\n| --- | --- |\n")
	for _, t := range m.Reference() {
		b.WriteString("| " + t.Name + " | " + cell(t.Description) + " |\n")
	}
	b.WriteString("\n## Examples\n\n" + program.examples())
	return m.Text(Topic{Name: "", Title: "Stillpoint", Body: b.String()}, width, color)
}

// cell keeps a text from ending a cell of a table.
func cell(text string) string { return strings.ReplaceAll(escape(text), "|", `\|`) }
