package markdown

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/unicode/norm"
)

// nameHeadings gives every heading an id: first those that an author wrote,
// then, out of the words, all others, each once in a page.
func (w *work) nameHeadings() {
	ids := headingIDs{used: map[string]int{}}
	written := map[string]*ast.Heading{}
	for _, h := range w.headings {
		w.safeAttributes(h)
		if id := attributeText(h, "id"); id != "" {
			w.ownID(h, id, written)
			ids.used[id] = 0
		}
	}
	for _, h := range w.headings {
		text := w.plain(h)
		if attributeText(h, "id") == "" {
			h.SetAttributeString("id", []byte(ids.next(anchor(text))))
		}
		if !inComponent(h) {
			w.document.Headings = append(w.document.Headings, Heading{Level: h.Level, ID: attributeText(h, "id"), Text: text})
		}
	}
}

// ownID notes an id that an author wrote, and complains where it stands twice.
func (w *work) ownID(h *ast.Heading, id string, written map[string]*ast.Heading) {
	first := written[id]
	if first == nil {
		written[id] = h
		return
	}
	w.report(Problem{Code: "duplicate-id", Message: fmt.Sprintf("the name #%s is given to two headings", id), Hint: "give one of them another name"},
		h.Pos(), len(firstLine(w.source[h.Pos():])))
	last := &w.problems[len(w.problems)-1]
	*last = last.With(w.body.File.Position(w.body.Start+first.Pos(), 1), "first given here")
}

// headingIDs makes sure that no id is given twice. It keeps the number that
// each id ended with last.
type headingIDs struct{ used map[string]int }

func (h headingIDs) next(id string) string {
	if _, taken := h.used[id]; !taken {
		h.used[id] = 0
		return id
	}
	for {
		h.used[id]++
		numbered := id + "-" + strconv.Itoa(h.used[id])
		if _, taken := h.used[numbered]; !taken {
			h.used[numbered] = 0
			return numbered
		}
	}
}

// anchor turns words into an id: NFC, lower case, letters, digits and marks
// kept, blanks and hyphens a single hyphen, the rest left out.
func anchor(words string) string {
	var b strings.Builder
	b.Grow(len(words))
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

// safeAttributes refuses attributes of a heading that could run a script.
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
