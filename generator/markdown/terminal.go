package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"stillpoint/generator/diag"
)

// Terminal says how Markdown is laid out for a terminal.
type Terminal struct {
	Width int  // columns of the terminal; fewer than 24 count as 24
	Color bool // the terminal shows colours, and bold and italic letters
	// Address returns what is shown behind the words of a link, "" for nothing. A nil function shows addresses as they are written.
	Address func(destination string) string
	// Hidden tells of a component block whether it is left out. What is in the others is shown.
	Hidden func(component string) bool
}

// narrowest is the least width that text is laid out in, in columns.
const narrowest = 24

// Render lays a text out: headings stand at the edge, all else is set in by two columns, and code by four. Lines of code are never broken.
func (t Terminal) Render(text string) string {
	w := &work{converter: New(Options{}), body: Body{File: diag.NewFile("", []byte(text))}, source: []byte(text), document: &Document{}}
	if !w.guard() {
		return text
	}
	s := &setter{Terminal: t, source: w.source}
	var lines []string
	for block := w.parse(w.converter.plain).FirstChild(); block != nil; block = block.NextSibling() {
		if block.Kind() == ast.KindHeading {
			lines = spaced(lines, s.heading(block.(*ast.Heading)), true)
			continue
		}
		lines = spaced(lines, prefixed(s.block(block, max(t.Width, narrowest)-2), "  ", "  "), true)
	}
	return strings.Join(lines, "\n") + "\n"
}

// setter lays one text out. All its methods return lines.
type setter struct {
	Terminal
	source []byte
}

// spaced adds lines to others, with an empty one between them where both are some and it is wanted.
func spaced(lines, more []string, apart bool) []string {
	if len(lines) > 0 && len(more) > 0 && apart {
		lines = append(lines, "")
	}
	return append(lines, more...)
}

// prefixed puts something before the first line, and something before all others. Empty lines get no blanks at their end.
func prefixed(lines []string, first, others string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		prefix := others
		if i == 0 {
			prefix = first
		}
		out[i] = strings.TrimRight(prefix+line, " ")
	}
	return out
}

func (s *setter) heading(h *ast.Heading) []string {
	look := style{bold: true, heading: h.Level <= 2}
	lines := s.wrap(s.words(h, look), max(s.Width, narrowest))
	if h.Level == 1 && !s.Color {
		widest := 0
		for _, line := range lines {
			widest = max(widest, diag.Width(line))
		}
		lines = append(lines, strings.Repeat("=", widest))
	}
	return lines
}

// block lays a block out in a width.
func (s *setter) block(n ast.Node, width int) []string {
	switch b := n.(type) {
	case *ast.Heading:
		return s.wrap(s.words(b, style{bold: true}), width)
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		return s.code(n)
	case *ast.List:
		return s.list(b, width)
	case *ast.Blockquote:
		return prefixed(s.blocks(n, width-2, true), "│ ", "│ ")
	case *ast.ThematicBreak:
		return []string{strings.Repeat("─", min(width, 20))}
	case *ast.HTMLBlock:
		return nil
	case *component:
		return s.component(b, width)
	case *east.Table:
		return s.table(b, width)
	case *east.DefinitionDescription:
		return prefixed(s.blocks(n, width-4, !b.IsTight), "    ", "    ")
	case *east.DefinitionList:
		return s.blocks(n, width, false)
	case *east.DefinitionTerm:
		return s.wrap(s.words(n, style{bold: true}), width)
	case *east.FootnoteList:
		return s.footnotes(b, width)
	}
	if n.Type() == ast.TypeBlock && n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeBlock {
		return s.blocks(n, width, true)
	}
	return s.wrap(s.words(n, style{}), width)
}

// blocks lays out all that is in a block, with empty lines between them if they stand apart.
func (s *setter) blocks(n ast.Node, width int, apart bool) []string {
	var lines []string
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		between := apart || child.Kind() == east.KindDefinitionTerm && child.PreviousSibling() != nil && child.PreviousSibling().Kind() != east.KindDefinitionTerm
		lines = spaced(lines, s.block(child, max(width, narrowest/2)), between)
	}
	return lines
}

// component shows what is in a block, with its title above it, behind a line at its side.
func (s *setter) component(c *component, width int) []string {
	if s.Hidden != nil && s.Hidden(c.name) {
		return nil
	}
	lines := s.blocks(c, width-2, true)
	for _, a := range c.attributes {
		if a.Key == "title" {
			lines = spaced(s.wrap(words(a.Value, style{bold: true}), width-2), lines, false)
		}
	}
	return prefixed(lines, "│ ", "│ ")
}

func (s *setter) code(n ast.Node) []string {
	text := strings.TrimRight(string(n.Lines().Value(s.source)), "\n")
	lines := strings.Split(strings.ReplaceAll(text, "\t", "    "), "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = s.paint(line, style{code: true, block: true})
		}
	}
	return prefixed(lines, "  ", "  ")
}

func (s *setter) list(l *ast.List, width int) []string {
	var lines []string
	number := l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "• "
		if l.IsOrdered() {
			mark = numbered(number)
			number++
		}
		inner := s.blocks(item, width-diag.Width(mark), !l.IsTight)
		lines = spaced(lines, prefixed(inner, mark, strings.Repeat(" ", diag.Width(mark))), !l.IsTight)
	}
	return lines
}

func (s *setter) footnotes(l *east.FootnoteList, width int) []string {
	var lines []string
	for note := l.FirstChild(); note != nil; note = note.NextSibling() {
		mark := numbered(note.(*east.Footnote).Index)
		lines = append(lines, prefixed(s.blocks(note, width-len(mark), true), mark, strings.Repeat(" ", len(mark)))...)
	}
	return lines
}
