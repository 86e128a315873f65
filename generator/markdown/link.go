package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// link resolves the destination of a link.
func (w *work) link(l *ast.Link) {
	ref := w.reference(string(l.Destination), w.plain(l), l)
	if w.dangerous(ref) {
		l.Destination = []byte("#")
		return
	}
	if w.env.Link == nil {
		return
	}
	target, problem := w.env.Link(ref)
	if problem != nil {
		w.report(*problem, ref.Offset-w.body.Start, ref.Length)
		return
	}
	l.Destination = []byte(target.URL)
}

// reference finds where the destination of a link or image stands: between
// the brackets behind its text. For links by reference the place of their use is given.
func (w *work) reference(destination, text string, n ast.Node) Reference {
	start := max(n.Pos(), 0)
	offset, length := start, 1
	from := textEnd(n, start)
	if at := bytes.Index(w.source[from:], []byte("](")); at >= 0 && at < 400 {
		begin := from + at + 2
		rest := w.source[begin:]
		skip := len(rest) - len(bytes.TrimLeft(rest, " \t\n<"))
		end := bytes.IndexAny(rest[skip:], " )>\n\t")
		if strings.HasPrefix(destination, string(firstBytes(rest[skip:], 1))) && end > 0 {
			end = max(end, balanced(rest[skip:]))
			offset, length = begin+skip, end
		}
	}
	if offset == start {
		length = max(1, min(len(firstLine(w.source[start:])), from-start+1))
	}
	return Reference{Destination: unescape(destination), Text: text, Offset: w.body.Start + offset, Length: length}
}

func firstBytes(b []byte, n int) []byte { return b[:min(n, len(b))] }

// balanced returns how far a destination reaches that may have brackets in it.
func balanced(text []byte) int {
	depth := 0
	for i, c := range text {
		switch c {
		case '(':
			depth++
		case ')':
			if depth == 0 {
				return i
			}
			depth--
		case ' ', '\n', '\t', '>':
			return i
		}
	}
	return len(text)
}

// textEnd returns where the text of a link or image ends in the source.
func textEnd(n ast.Node, start int) int {
	end := start
	each(n, func(n ast.Node) bool {
		if t, ok := n.(*ast.Text); ok {
			end = max(end, t.Segment.Stop)
		}
		return true
	})
	return end
}

// dangerous refuses addresses that would run a script.
func (w *work) dangerous(ref Reference) bool {
	written, _, found := strings.Cut(strings.TrimSpace(ref.Destination), ":")
	scheme := strings.ToLower(written) // which copies nothing of an address that is all in lower case
	if !found || scheme != "javascript" && scheme != "vbscript" && scheme != "data" {
		return false
	}
	w.report(Problem{Code: "dangerous-link", Message: fmt.Sprintf("an address that starts with %s: is not allowed", scheme),
		Hint: "link to a page or a file"}, ref.Offset-w.body.Start, ref.Length)
	return true
}

// lintLink warns of [text](my file.md), which CommonMark takes for plain text.
func (w *work) lintLink(t *ast.Text) {
	value := t.Segment.Value(w.source)
	at := bytes.Index(value, []byte("]("))
	if at < 0 {
		at = bytes.IndexByte(value, '(')
		if at != 0 || t.Segment.Start == 0 || w.source[t.Segment.Start-1] != ']' {
			return
		}
		at = -1
	}
	begin := t.Segment.Start + at + 2
	end := bytes.IndexAny(w.source[min(begin, len(w.source)):], ")\n")
	if end <= 0 || w.source[begin+end] != ')' {
		return
	}
	destination := string(w.source[begin : begin+end])
	if strings.Contains(destination, " ") && strings.Contains(destination, ".") && !strings.ContainsAny(destination, "\"'<") {
		w.report(Problem{Code: "link-blank", Warning: true, Message: "this is no link, because its address has a blank in it",
			Hint: fmt.Sprintf("write (<%s>)", destination)}, begin, end)
	}
}

// unescape resolves backslashes and entities as Markdown means them.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) { // as nearly always: goldmark would copy it three times
		return s
	}
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations([]byte(s)))))
}
