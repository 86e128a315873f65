package search_test

import (
	"fmt"
	"slices"
	"testing"

	"stillpoint/generator/check/rule"
	"stillpoint/generator/check/search"
)

// TestDuplicates names the other pages of a group, at most three, and tells it once.
func TestDuplicates(t *testing.T) {
	for pages, want := range map[int]string{
		1: "",
		2: "this page has the same title as a/index.html: “Massage”",
		3: "this page has the same title as a/index.html and b/index.html: “Massage”",
		4: "this page has the same title as a/index.html, b/index.html and c/index.html: “Massage”",
		5: "this page has the same title as a/index.html, b/index.html, c/index.html and 1 more: “Massage”",
		9: "this page has the same title as a/index.html, b/index.html, c/index.html and 5 more: “Massage”",
	} {
		site := &rule.Site{BaseURL: "https://example.org/"}
		for i := range pages {
			site.Pages = append(site.Pages, rule.Summarise(rule.Parse(fmt.Sprintf("%c/index.html", 'a'+i), "a.md", []byte("<html><title>Massage</title>"))))
		}
		rules := search.Rules()
		at := slices.IndexFunc(rules, func(r rule.Rule) bool { return r.Code == "title-duplicate" })
		var got string
		for _, f := range rules[at].Site(site) {
			if f.Summary != site.Pages[pages-1] {
				t.Errorf("it is told of %s", f.Summary.Output)
			}
			got += f.Message
		}
		if got != want {
			t.Errorf("of %d pages: %q, want %q", pages, got, want)
		}
	}
}
