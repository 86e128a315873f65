package markdown_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stillpoint/generator/diag"
	"stillpoint/generator/markdown"
)

// TestTerminal lays the pages of testdata/terminal out, each in the width that the name of what is expected says.
func TestTerminal(t *testing.T) {
	wanted, err := filepath.Glob("testdata/terminal/*.*.txt")
	if err != nil || len(wanted) == 0 {
		t.Fatal("there is nothing to lay out: ", err)
	}
	for _, name := range wanted {
		page, width, _ := strings.Cut(strings.TrimSuffix(filepath.Base(name), ".txt"), ".")
		text, err := os.ReadFile(filepath.Join("testdata", "terminal", page+".md"))
		if err != nil {
			t.Fatal(err)
		}
		terminal := markdown.Terminal{Width: map[string]int{"80": 80, "40": 40, "color": 80}[width], Color: width == "color",
			Hidden: func(component string) bool { return component == "shown" }}
		got := terminal.Render(string(text))
		if os.Getenv("UPDATE_TERMINAL") != "" {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

// TestTerminalWidth lays any text out without a line that is wider than the terminal, unless one word is.
func TestTerminalWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-zé漢*_]{1,9}|\*\*b\*\*|\[a b\]\(c\)`)
		text := strings.Join(rapid.SliceOfN(word, 0, 60).Draw(t, "words"), rapid.SampledFrom([]string{" ", "\n", "\n\n", "\n- ", "\n> "}).Draw(t, "between"))
		width := rapid.IntRange(40, 100).Draw(t, "width")
		for line := range strings.Lines(markdown.Terminal{Width: width}.Render(text)) {
			if n := diag.Width(strings.TrimRight(line, "\n")); n > width {
				t.Fatalf("%d columns of %d: %q", n, width, line)
			}
		}
	})
}
