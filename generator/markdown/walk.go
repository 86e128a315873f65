package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// walk looks at every node once: it notes headings, resolves links and images, counts words,
// and takes out what must not be published.
func (w *work) walk(root ast.Node) {
	var gone []ast.Node
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch t := n.(type) {
		case *ast.Heading:
			w.headings = append(w.headings, t)
		case *ast.Link:
			w.link(t)
		case *ast.Image:
			w.image(t)
		case *ast.Text:
			w.document.Words += countWords(t.Segment.Value(w.source))
			w.lintLink(t)
		case *east.TableCell:
			align(t)
		case *ast.HTMLBlock, *ast.RawHTML:
			if w.rawHTML(n) {
				gone = append(gone, n)
			}
		}
		return ast.WalkContinue, nil
	})
	w.nameHeadings()
	for _, i := range w.captioned { // not while walking, which would lose its way
		caption(i)
	}
	for _, n := range gone {
		n.Parent().RemoveChild(n.Parent(), n)
	}
}

// rawHTML judges a piece of HTML and tells whether it must go.
func (w *work) rawHTML(n ast.Node) bool {
	text := strings.TrimSpace(string(rawText(n, w.source)))
	if isMore(text) && n.Parent().Kind() == ast.KindDocument {
		w.more = n.PreviousSibling()
		return true
	}
	if strings.HasPrefix(text, "<!--") && strings.HasSuffix(text, "-->") {
		return true
	}
	if w.converter.options.RawHTML {
		return false
	}
	if strings.HasPrefix(text, "</") { // its opening tag has been told
		return true
	}
	first, _, _ := strings.Cut(text, "\n")
	w.report(Problem{Code: "raw-html", Warning: true, Message: "HTML in Markdown is left out",
		Hint: "write it in Markdown, use a component block, or set markdown: rawHTML: true in stillpoint.yaml"}, rawStart(n), len(first))
	return true
}

func isMore(text string) bool {
	inner, ok := strings.CutPrefix(text, "<!--")
	if !ok {
		return false
	}
	inner, ok = strings.CutSuffix(inner, "-->")
	return ok && strings.TrimSpace(inner) == "more"
}

func rawText(n ast.Node, source []byte) []byte {
	var b bytes.Buffer
	switch t := n.(type) {
	case *ast.HTMLBlock:
		b.Write(t.Lines().Value(source))
		if t.HasClosure() {
			b.Write(t.ClosureLine.Value(source))
		}
	case *ast.RawHTML:
		b.Write(t.Segments.Value(source))
	}
	return b.Bytes()
}

func rawStart(n ast.Node) int {
	switch t := n.(type) {
	case *ast.HTMLBlock:
		if t.Lines().Len() > 0 {
			return t.Lines().At(0).Start
		}
	case *ast.RawHTML:
		if t.Segments.Len() > 0 {
			return t.Segments.At(0).Start
		}
	}
	return max(n.Pos(), 0)
}

// plain returns the words below a node without markup.
func (w *work) plain(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch t := n.(type) {
		case *ast.Text:
			b.Write(t.Segment.Value(w.source))
			if t.SoftLineBreak() || t.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(t.Value)
		case *ast.RawHTML:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(unescape(b.String()))
}

// countWords counts words; of scripts that are written without blanks, each
// character is one.
func countWords(text []byte) int {
	words, inside := 0, false
	for len(text) > 0 {
		r, size := rune(text[0]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text)
		}
		text = text[size:]
		switch {
		case isBlank(r):
			inside = false
		case r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			words++
			inside = false
		case !inside && isWord(r):
			words++
			inside = true
		}
	}
	return words
}

func isBlank(r rune) bool {
	return r == ' ' || r == '\n' || r == '\t' || r >= utf8.RuneSelf && unicode.IsSpace(r)
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}
