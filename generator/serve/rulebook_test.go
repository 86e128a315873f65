package serve

import (
	"slices"
	"testing"

	"stillpoint/generator"
)

func TestDocumentationIsTakenApart(t *testing.T) {
	doc := "# A title\n\nOne `line`\nand another.\n\n    code\n      more\n\n- one\n- two,\n  and on\n\n| a | b |\n|---|---|\n"
	want := []piece{{"text", "One `line` and another."}, {"code", "code\n  more"}, {"item", "one"}, {"item", "two, and on"}, {"code", "| a | b |\n|---|---|"}}
	if got := pieces(doc); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// TestEveryRuleIsInTheBook reads the documentation of all rules, twice, and that of none.
func TestEveryRuleIsInTheBook(t *testing.T) {
	b := newRulebook()
	for range 2 {
		for _, r := range generator.Rules() {
			if a := b.about(r.Code); a == nil || a.Title == "" || len(a.Parts) == 0 {
				t.Errorf("%s: %+v", r.Code, a)
			}
		}
		if a := b.about("unknown-field"); a != nil {
			t.Errorf("%+v", a)
		}
	}
}
