package check_test

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/check"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/claims"
)

// TestMemoryIsUsedAgain holds that what is found on a page does not depend on the pages that were read into the same memory before, and
// keeps nothing of that memory.
func TestMemoryIsUsedAgain(t *testing.T) {
	pack, err := claims.ReadPack("uk")
	if err != nil {
		t.Fatal(err)
	}
	inspector := check.NewInspector(check.Rules([]*claims.Pack{pack}))
	dress := func() *rule.Dress {
		return rule.NewDress(func(string, string) (string, bool) { return "p { color: #777 } a { color: #999 }", true })
	}
	var reader rule.Reader
	shared := dress()
	var want, got [][]check.Found
	var summaries []*rule.Summary
	for range 2 {
		for _, text := range casesOfAll(t) {
			alone := rule.Parse("a/index.html", "content/a.md", text)
			alone.Dress = dress()
			want = append(want, inspector.Page(alone))
			page := reader.Read("a/index.html", "content/a.md", text)
			page.Dress = shared
			got = append(got, inspector.Page(page))
			summaries = append(summaries, rule.Summarise(page))
			reader.Done(page)
			reader.Done(reader.Read("", "", bytes.Repeat([]byte("#"), len(text)))) // over all that lay there
		}
	}
	if len(want) < 1000 {
		t.Fatalf("only %d pages", len(want))
	}
	for i, text := range casesOfAll(t) {
		if diff := cmp.Diff(rule.Summarise(rule.Parse("a/index.html", "content/a.md", text)), summaries[i]); diff != "" {
			t.Fatalf("%s\n%s", text, diff)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// casesOfAll returns the cases of all rules.
func casesOfAll(t *testing.T) [][]byte {
	t.Helper()
	var all [][]byte
	for _, code := range check.Codes() {
		file, ok := check.Documentation(code)
		if !ok {
			t.Fatalf("%s: %v", code, fs.ErrNotExist)
		}
		for _, c := range file.Cases {
			all = append(all, []byte(strings.TrimSpace(c.Text)))
		}
	}
	return all
}
