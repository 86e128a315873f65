package layouts_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
	"stillpoint/generator/layouts"
	"stillpoint/generator/practice"
)

// TestFunctionsAreDocumented holds the manual's list of functions to those that there are, and to what they give.
func TestFunctionsAreDocumented(t *testing.T) {
	var names []string
	for _, f := range layouts.Functions() {
		names = append(names, f.Name)
		if !strings.HasPrefix(f.Usage, f.Name) || f.Doc == "" {
			t.Errorf("%s is not described", f.Name)
		}
		if !strings.Contains(f.Example, f.Name+" ") {
			t.Errorf("the example of %s does not show it", f.Name)
		}
		if got := renderExample(t, f.Example); got != f.Output {
			t.Errorf("%s: %s becomes %q, not %q", f.Name, f.Example, got, f.Output)
		}
	}
	if want := layouts.OwnFunctions(); !slices.Equal(names, want) {
		t.Errorf("the manual has\n%q, and there are\n%q", names, want)
	}
}

// renderExample returns what an example becomes on a site in British English.
func renderExample(t *testing.T, example string) string {
	t.Helper()
	base := layouts.Base{
		URL:       func(path string) string { return path },
		Permalink: func(path string) string { return "https://quiettide.example" + path },
		Language:  "en-GB",
	}
	var price practice.Money
	var language practice.Language
	decoded(t, "78 GBP", &price)
	decoded(t, "cy", &language)
	out, err := layouts.Execute(example, base, map[string]any{
		"Date": time.Date(2026, 11, 23, 18, 30, 0, 0, time.UTC), "Price": price, "Language": language,
		"Pages": []map[string]any{{"Title": "Prices", "Kind": "page"}, {"Title": "About", "Kind": "policy"}},
	})
	if err != nil {
		t.Fatalf("%s: %v", example, err)
	}
	return strings.TrimSpace(out)
}

// decoded reads a value as front matter has it.
func decoded(t *testing.T, text string, into any) {
	t.Helper()
	text = "value: " + text
	node, problems := decode.Parse(diag.NewFile("a.yaml", []byte(text)), 0, len(text), decode.YAML)
	if len(problems) == 0 {
		problems = node.Get("value").Into(into)
	}
	if len(problems) > 0 {
		t.Fatal(problems)
	}
}
