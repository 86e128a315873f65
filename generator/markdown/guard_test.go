package markdown_test

import (
	"strings"
	"testing"

	"stillpoint/generator/diag"
	"stillpoint/generator/markdown"
)

// TestHostile converts texts of a megabyte that repeat what parsers are known to
// stumble over. Without the guards each of the refused ones takes minutes, so
// that the test would not end in its time; the others must come through.
func TestHostile(t *testing.T) {
	for name, c := range map[string]struct{ unit, code string }{
		"quotations": {">", "too-deep"}, "links": {"[a](", "too-many-links"}, "blocks": {"::: a\n", "too-deep"},
		"brackets": {"[", ""}, "stars": {"*a ", ""}, "lists": {"- ", "too-deep"}, "numbers": {"1. ", "too-deep"}, "rules": {"-", ""}, "code": {"`a", ""}, "tables": {"|a", ""}, "fences": {":::\n", "stray-fence"}, "notes": {"[^1]", ""}, "quotes": {"\"a ", ""},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Repeat(c.unit, 1_000_000/len(c.unit))
			_, problems := markdown.New(markdown.Options{Typographer: true, Linkify: true}).Convert(markdown.Body{File: diag.NewFile("a.md", []byte(text))}, markdown.Env{})
			if c.code == "" && len(problems) > 0 || c.code != "" && (len(problems) == 0 || problems[0].Code != c.code) {
				t.Errorf("%d problems, first %v", len(problems), problems[:min(1, len(problems))])
			}
		})
	}
}
