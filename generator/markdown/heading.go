package markdown

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/unicode/norm"
)

// headingIDs makes ids of headings in any script, each once in a page. It is
// goldmark's parser.IDs for one conversion.
type headingIDs struct {
	work *work
	used map[string]int
}

// Generate makes an id out of the words of a heading.
func (h *headingIDs) Generate(value []byte, _ ast.NodeKind) []byte {
	id := anchor(string(value))
	if _, taken := h.used[id]; !taken {
		h.used[id] = 0
		return []byte(id)
	}
	for {
		h.used[id]++
		next := id + "-" + strconv.Itoa(h.used[id])
		if _, taken := h.used[next]; !taken {
			h.used[next] = 0
			return []byte(next)
		}
	}
}

// Put notes an id that an author gave.
func (h *headingIDs) Put(value []byte) { h.used[string(value)] = 0 }

// anchor turns words into an id: NFC, lower case, letters, digits and marks
// kept, blanks and hyphens a single hyphen, the rest left out.
func anchor(words string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(strings.ToLower(words)) {
		switch {
		case r == '_' || unicode.In(r, unicode.L, unicode.M, unicode.N):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case unicode.IsSpace(r) || r == '-':
			gap = true
		}
	}
	if b.Len() == 0 {
		return "section"
	}
	return b.String()
}

// heading notes a heading and refuses attributes that could run a script.
func (w *work) heading(h *ast.Heading) {
	w.safeAttributes(h)
	if inComponent(h) {
		return
	}
	id, _ := h.AttributeString("id")
	name, _ := id.([]byte)
	w.document.Headings = append(w.document.Headings, Heading{Level: h.Level, ID: string(name), Text: w.plain(h)})
}

func (w *work) safeAttributes(h *ast.Heading) {
	for _, a := range h.Attributes() {
		name := strings.ToLower(string(a.Name))
		if harmless(name) {
			continue
		}
		w.report(Problem{Code: "bad-attribute", Message: fmt.Sprintf("the attribute %q cannot be given here", name),
			Hint: "allowed are .class, #id, lang, dir, title and names that start with data-"}, h.Pos(), len(firstLine(w.source[h.Pos():])))
		h.RemoveAttributes()
		return
	}
}

func harmless(name string) bool {
	switch name {
	case "id", "class", "lang", "dir", "title":
		return true
	}
	return strings.HasPrefix(name, "data-") || strings.IndexFunc(name, func(r rune) bool { return r < 'a' || r > 'z' }) < 0 && !strings.HasPrefix(name, "on") && name != "style"
}

func firstLine(text []byte) []byte {
	for i, c := range text {
		if c == '\n' || c == '\r' {
			return text[:i]
		}
	}
	return text
}
