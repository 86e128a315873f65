package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"stillpoint/generator/diag"
)

// style is how a piece of text is shown where there are colours.
type style struct {
	bold, italic, code, heading bool
	block                       bool // code of its own lines, which needs no mark
}

// piece is text in one style.
type piece struct {
	text  string
	style style
}

// word is what stands between two blanks, which is where a line may be broken. One without pieces is a line's end that an author wrote.
type word []piece

func (w word) width() int {
	n := 0
	for _, p := range w {
		n += diag.Width(p.text)
	}
	return n
}

func numbered(n int) string { return strconv.Itoa(n) + ". " }

// words parts a text at its blanks.
func words(text string, look style) []word {
	var all []word
	for _, field := range strings.Fields(text) {
		all = append(all, word{{field, look}})
	}
	return all
}

// phrase gathers words out of pieces, which may end within a word.
type phrase struct {
	words []word
	open  bool // the last word is not at its end
}

// add adds a text to a phrase.
func (p *phrase) add(text string, look style) {
	for i, part := range strings.FieldsFunc(text, isBlank) {
		if i == 0 && p.open && !isBlank(rune(text[0])) {
			last := len(p.words) - 1
			p.words[last] = append(p.words[last], piece{part, look})
			continue
		}
		p.words = append(p.words, word{{part, look}})
	}
	if text != "" {
		p.open = len(p.words) > 0 && len(p.words[len(p.words)-1]) > 0 && !isBlank(rune(text[len(text)-1]))
	}
}

func isBlank(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' }

// words returns the words below a node.
func (s *setter) words(n ast.Node, look style) []word {
	var p phrase
	s.gather(&p, n, look)
	return p.words
}

func (s *setter) gather(p *phrase, n ast.Node, look style) {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		s.inline(p, child, look)
	}
}

func (s *setter) inline(p *phrase, n ast.Node, look style) {
	switch i := n.(type) {
	case *ast.Text:
		p.add(unescape(string(i.Segment.Value(s.source))), look)
		if i.HardLineBreak() {
			p.words, p.open = append(p.words, word{}), false
		} else if i.SoftLineBreak() {
			p.open = false
		}
	case *ast.String:
		p.add(string(i.Value), look)
	case *ast.CodeSpan:
		look.code = true
		p.add(s.marked(plainText(i, s.source)), look)
	case *ast.Emphasis:
		look.italic, look.bold = look.italic || i.Level == 1, look.bold || i.Level == 2
		s.gather(p, n, look)
	case *ast.Link:
		s.gather(p, n, look)
		s.address(p, string(i.Destination), look)
	case *ast.AutoLink:
		p.add(string(i.URL(s.source)), look)
	case *ast.Image:
		p.add("[", look)
		s.gather(p, n, look)
		p.add("]", look)
	case *ast.RawHTML:
	case *east.TaskCheckBox:
		box := "[ ] "
		if i.IsChecked {
			box = "[x] "
		}
		p.add(box, look)
	case *east.FootnoteLink:
		p.add("["+strconv.Itoa(i.Index)+"]", look)
	case *east.FootnoteBacklink:
	default:
		s.gather(p, n, look)
	}
}

// marked keeps the marks of code where no colour shows it.
func (s *setter) marked(code string) string {
	if s.Color {
		return code
	}
	return "`" + code + "`"
}

// address adds where a link leads to, unless that is what its words say.
func (s *setter) address(p *phrase, destination string, look style) {
	shown := destination
	if s.Address != nil {
		shown = s.Address(destination)
	}
	if shown == "" || len(p.words) > 0 && strings.HasSuffix(shown, p.words[len(p.words)-1].text()) {
		return
	}
	p.add(" ("+shown+")", look)
}

func (w word) text() string {
	var b strings.Builder
	for _, p := range w {
		b.WriteString(p.text)
	}
	return b.String()
}

// wrap fills lines of a width with words. A word that is wider than a line stands on one of its own.
func (s *setter) wrap(all []word, width int) []string {
	var lines []string
	var line strings.Builder
	used := 0
	flush := func() {
		lines = append(lines, line.String())
		line.Reset()
		used = 0
	}
	for _, w := range all {
		size := w.width()
		if used > 0 && (len(w) == 0 || used+1+size > width) {
			flush()
		}
		if used > 0 {
			line.WriteByte(' ')
			used++
		}
		for _, p := range w {
			line.WriteString(s.paint(p.text, p.style))
		}
		used += size
	}
	if used > 0 {
		flush()
	}
	return lines
}

// paint puts the signs for a style round a text (ECMA-48, select graphic rendition).
func (s *setter) paint(text string, look style) string {
	if !s.Color {
		return text
	}
	var codes []string
	for _, c := range []struct {
		on   bool
		code string
	}{{look.bold, "1"}, {look.italic, "3"}, {look.code, "36"}, {look.heading, "36"}} {
		if c.on {
			codes = append(codes, c.code)
		}
	}
	if len(codes) == 0 {
		return text
	}
	return "\x1b[" + strings.Join(codes, ";") + "m" + text + "\x1b[0m"
}

// plainText returns the text of inline code, which holds nothing but text.
func plainText(code *ast.CodeSpan, source []byte) string {
	var b strings.Builder
	for child := code.FirstChild(); child != nil; child = child.NextSibling() {
		if text, ok := child.(*ast.Text); ok {
			b.Write(text.Segment.Value(source))
		}
	}
	return b.String()
}
