package content_test

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"stillpoint/generator/content"
	"stillpoint/generator/diag"
)

// FuzzFrontMatter checks what holds for every file: it is parsed or refused
// with complaints that lie within it, and no byte of a body is lost.
func FuzzFrontMatter(f *testing.F) {
	for _, seed := range []string{
		"---\ntitle: A\n---\n\nText\n", "+++\ntitle = \"A\"\n+++\nText\n", "{\n\"title\": \"A\"\n}\n\nText\n", ";;;\n{\"title\": \"A\"}\n;;;\nText\n",
		"\uFEFF---\ntitle: A\n---\n", "---\ntitle: A\n", "---\na: |\n  ---\n---\n", "---\na: &x 1\nb: *x\n---\n", "---\na: 1\na: 2\n---\n", "---\ntitle: Yoga: a\n---\n",
		"---\ndate: 2026-13-45\ntags: [a, a]\nmenu: {main: {weight: x}}\n---\n", "----\na: b\n----\n", "{\"a\": 1}\n", "+++\na = '''\n+++\n'''\n+++\n", "---\r\ntitle: A\r\n---\r\nText\r\n",
		"---\n\ttitle: A\n---\n", "---\ncascade:\n  kind: article\n---\n", "---\n? [a]\n: b\n---\n", "---\n- a\n---\n", "\xff\xfe", "---\ntitle: !!str A\n---\n", "\n\n---\ntitle: A\n---\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file := diag.NewFile("content/page.md", text)
		source, problems := content.Parse(whole(file), false)
		inside(t, text, problems)
		if source == nil {
			if problems.Errors() == 0 {
				t.Errorf("%q is refused without a reason", text)
			}
			return
		}
		if source.Body < 0 || source.Body > len(text) {
			t.Fatalf("%q: the body starts at %d", text, source.Body)
		}
		page, more := source.Page(nil, content.Options{Zone: time.UTC, Kinds: []string{"page"}, Taxonomies: []string{"tags"}})
		inside(t, text, more)
		if more.Errors() == 0 && strings.TrimSpace(page.Title) == "" {
			t.Errorf("%q gives a page without a title", text)
		}
		if c := newCase(t, "content/page.md", string(text), nil); c.written && !bytes.Contains(bytes.ToLower(text), []byte("nan")) { // which is never the same as itself
			c.compare(t)
		}
	})
}

func inside(t *testing.T, text []byte, problems diag.List) {
	t.Helper()
	lines := strings.Split(string(text), "\n")
	for _, d := range problems {
		p := d.Position
		if p.Line < 0 || p.Line > len(lines) || p.Line > 0 && (p.Column < 1 || p.Column > utf8.RuneCountInString(lines[p.Line-1])+1) {
			t.Errorf("%q: %v lies outside of the file", text, d)
		}
		if d.Message == "" || d.Code == "" {
			t.Errorf("%q: a complaint without words: %+v", text, d)
		}
	}
}
