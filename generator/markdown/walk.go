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
	each(root, func(n ast.Node) bool {
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
		return true
	})
	w.nameHeadings()
	for _, i := range w.captioned { // not while walking, which would lose its way
		caption(i)
	}
	for _, n := range gone {
		n.Parent().RemoveChild(n.Parent(), n)
	}
}

// each looks at a node and all below it, in the order of the text, until look returns false; then it does so, too.
func each(n ast.Node, look func(ast.Node) bool) bool {
	if !look(n) {
		return false
	}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if !each(child, look) {
			return false
		}
	}
	return true
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
	words, inside := 0, byte(0) // inside is letter within a word, else 0
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf { // nearly every character of nearly every site, for which a choice would be guessed wrong too often
			class := asciiWords[c]
			words += int(class & letter &^ inside)
			inside = inside&^(class>>1) | class&letter
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		i += size
		switch {
		case unicode.IsSpace(r):
			inside = 0
		case r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			words++
			inside = 0
		case inside == 0 && (unicode.IsLetter(r) || unicode.IsNumber(r)):
			words++
			inside = letter
		}
	}
	return words
}

// What an ASCII character is to words; the others neither begin nor end one.
const (
	letter = 1
	blank  = 2
)

// asciiWords is never changed.
var asciiWords = [utf8.RuneSelf]byte{
	' ': blank, '\n': blank, '\t': blank,
	'0': letter, '1': letter, '2': letter, '3': letter, '4': letter, '5': letter, '6': letter, '7': letter, '8': letter, '9': letter,
	'A': letter, 'B': letter, 'C': letter, 'D': letter, 'E': letter, 'F': letter, 'G': letter, 'H': letter, 'I': letter, 'J': letter,
	'K': letter, 'L': letter, 'M': letter, 'N': letter, 'O': letter, 'P': letter, 'Q': letter, 'R': letter, 'S': letter, 'T': letter,
	'U': letter, 'V': letter, 'W': letter, 'X': letter, 'Y': letter, 'Z': letter,
	'a': letter, 'b': letter, 'c': letter, 'd': letter, 'e': letter, 'f': letter, 'g': letter, 'h': letter, 'i': letter, 'j': letter,
	'k': letter, 'l': letter, 'm': letter, 'n': letter, 'o': letter, 'p': letter, 'q': letter, 'r': letter, 's': letter, 't': letter,
	'u': letter, 'v': letter, 'w': letter, 'x': letter, 'y': letter, 'z': letter,
}
