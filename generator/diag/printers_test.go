package diag_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/diag"
)

var update = flag.Bool("update", false, "write the golden files of testdata anew")

var therapy = diag.NewFile("content/therapies/cst.md", []byte("---\ntitle: CST\n\n\n\n\n  durration: 60\n---\n\ttab\t**bold\n"))

// sample holds one diagnostic of each shape, not in order, and one of them twice.
func sample() diag.List {
	unknown := therapy.Error("unknown-field", strings.Index(string(therapy.Text()), "durr"), 9,
		`unknown field "durration": did you mean "duration"?`, "write it as one word")
	bold := therapy.Warning("open-emphasis", strings.Index(string(therapy.Text()), "**"), 2, "emphasis is never closed", "")
	taken := diag.New("duplicate-url", "content/b 100%, ü:.md", "two pages claim /a/", "give one of them another slug").
		With(diag.Position{File: "content/a#b.md", Line: 2, Column: 1, Length: 4}, "first claimed here").
		With(diag.Position{}, "and by the site as a whole")
	whole := diag.New("no-pages", "", "the site has no pages", "")
	line := diag.Diagnostic{Position: diag.Position{File: "stillpoint.yaml", Line: 120}, Source: "site: {}", Message: "a diagnostic without code <&>"}
	return diag.List{taken, bold, unknown, line, whole, unknown}
}

// sampleReport holds, beside the sample, a page without a file, a line with letters beyond the first plane, rules at each level, and complaints
// that are let pass, one of them twice on one line.
func sampleReport() diag.Report {
	therapy := diag.NewFile("content/ü/cst.md", []byte("🙂 価格 heals 𝒶ll: heals\n"))
	heals := func(nth int) diag.Diagnostic {
		at := strings.Index(string(therapy.Text()), "heals")
		if nth > 1 {
			at = strings.LastIndex(string(therapy.Text()), "heals")
		}
		return therapy.Warning("claim-effect", at, 5, "“heals” promises an effect", "say what you do")
	}
	return diag.Report{
		Problems: append(sample(), heals(1), diag.New("title-twice", "/tags/", "this page has the title of another", "").AsWarning()),
		Suppressed: []diag.Suppressed{
			{Diagnostic: heals(2), Comment: true, Reason: "it is a <quotation>"},
			{Diagnostic: diag.New("title-twice", "content/b.md", "this page has the title of another", "")},
		},
		Rules: []diag.Rule{
			{Code: "claim-effect", Title: "No sentence promises an effect", Doc: "# No sentence promises an effect\n\nIt may\nnot.\n\n    Say so.\n", On: true, Level: diag.Error},
			{Code: "title-twice", Title: "No two titles are alike", Level: diag.Warning},
			{Code: "unfound", Title: "Of this nothing is found", Level: diag.Error},
		},
		Version: "1.2.3",
	}
}

func TestGolden(t *testing.T) {
	tests := map[string]func(io.Writer) error{
		"sample.txt": func(w io.Writer) error { return diag.WriteText(w, sample(), diag.TextOptions{}) },
		"color.txt":  func(w io.Writer) error { return diag.WriteText(w, sample(), diag.TextOptions{Color: true}) },
		"narrow.txt": func(w io.Writer) error {
			return diag.WriteText(w, sampleReport().Problems, diag.TextOptions{Width: 50})
		},
		"sample.json":   func(w io.Writer) error { return diag.WriteJSON(w, sampleReport()) },
		"sample.github": func(w io.Writer) error { return diag.WriteGitHub(w, sample()) },
		"sample.sarif":  func(w io.Writer) error { return diag.WriteSARIF(w, sampleReport()) },
		"sample.junit":  func(w io.Writer) error { return diag.WriteJUnit(w, sampleReport()) },
		"empty.junit":   func(w io.Writer) error { return diag.WriteJUnit(w, diag.Report{}) },
		"empty.txt":     func(w io.Writer) error { return diag.WriteText(w, nil, diag.TextOptions{Color: true}) },
		"empty.json":    func(w io.Writer) error { return diag.WriteJSON(w, diag.Report{}) },
		"empty.github":  func(w io.Writer) error { return diag.WriteGitHub(w, nil) },
		"empty.sarif":   func(w io.Writer) error { return diag.WriteSARIF(w, diag.Report{Version: "1.2.3"}) },
	}
	for name, write := range tests {
		t.Run(name, func(t *testing.T) {
			var got bytes.Buffer
			if err := write(&got); err != nil {
				t.Fatal(err)
			}
			compareGolden(t, filepath.Join("testdata", name), printable(t, name, got.Bytes()))
		})
	}
}

// printable makes the output fit to be read in a file: documents are indented, and
// the escape character, which editors hide, is spelt out.
func printable(t *testing.T, name string, text []byte) string {
	t.Helper()
	if ext := filepath.Ext(name); ext == ".json" || ext == ".sarif" {
		var indented bytes.Buffer
		if err := json.Indent(&indented, text, "", "  "); err != nil {
			t.Fatal(err)
		}
		text = indented.Bytes()
	}
	return strings.ReplaceAll(string(text), "\x1b", "ESC")
}

func compareGolden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func TestOrderOfTheListDoesNotShow(t *testing.T) {
	twins := diag.List{
		diag.New("a", "f", "m", "hint 1"), diag.New("a", "f", "m", "hint 2"),
		diag.New("a", "f", "m", "").With(diag.Position{File: "x"}, "1"), diag.New("a", "f", "m", "").With(diag.Position{File: "y"}, "1"),
	}
	list := append(sample(), twins...)
	want := printed(t, list)
	slices.Reverse(list)
	if diff := cmp.Diff(want, printed(t, list)); diff != "" {
		t.Errorf("the reversed list prints otherwise:\n%s", diff)
	}
	if n := len(twins.Sorted()); n != len(twins) {
		t.Errorf("of %d different diagnostics, %d are left", len(twins), n)
	}
}

func printed(t *testing.T, l diag.List) string {
	t.Helper()
	var text strings.Builder
	if err := diag.WriteText(&text, l, diag.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// long is a line of which the columns can be told apart.
var long = strings.Repeat("abcdefghi ", 30)

func TestFrames(t *testing.T) {
	tests := []struct {
		name           string
		source         string
		column, length int
		line, caret    string
	}{
		{"tabs", "\ta\tb", 4, 1, "    a    b", "         ^"},
		{"tab underlined", "a\tb", 2, 2, "a    b", " ^^^^^"},
		{"CJK", "价格: x", 5, 1, "价格: x", "      ^"},
		{"CJK underlined", "a价格b", 2, 2, "a价格b", " ^^^^"},
		{"emoji", "🙂🙂 x", 4, 1, "🙂🙂 x", "     ^"},
		{"combining accent", "e\u0301x", 3, 1, "e\u0301x", " ^"},
		{"full-width form", "Ａx", 2, 1, "Ａx", "  ^"},
		{"ends of the line", "abc", 4, 1, "abc", "   ^"},
		{"beyond the line", "abc", 40, 9, "abc", "   ^"},
		{"length beyond the line", "abc", 3, 40, "abc", "  ^"},
		{"no length", "abc", 1, 0, "abc", "^"},
		{"negative", "abc", -3, -1, "abc", "^"},
		{"escape sequence", "a\x1b[31mb\x7f\u009b", 2, 1, "a·[31mb··", " ^"},
		{"turned direction", "a\u202eb\u2066c\u2028d\ufeff", 3, 1, "a·b·c·d·", "  ^"},
		{"joined emoji", "👩\u200d🦰x", 4, 1, "👩\u200d🦰x", "    ^"},
		{"long, at the start", long, 3, 2, long[:100] + "…", "  ^^"},
		{"long, in the middle", long, 151, 3, "…" + long[110:210] + "…", strings.Repeat(" ", 41) + "^^^"},
		{"long, at the end", long, 300, 1, "…" + long[200:], strings.Repeat(" ", 100) + "^"},
		{"long, all underlined", long, 1, 300, long[:100] + "…", strings.Repeat("^", 100)},
		{"long and wide", strings.Repeat("价", 80), 61, 1, "…" + strings.Repeat("价", 50), strings.Repeat(" ", 61) + "^^"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := diag.New("code", "file", "message", "")
			d.Source, d.Position.Line, d.Position.Column, d.Position.Length = test.source, 7, test.column, test.length
			lines := strings.Split(printed(t, diag.List{d}), "\n")
			if diff := cmp.Diff([]string{"  7 | " + test.line, "    | " + test.caret, "", ""}, lines[1:]); diff != "" {
				t.Errorf("wrong frame (-want +got):\n%s", diff)
			}
		})
	}
}

// TestLinesEndWithTheTerminal shows that no line is longer than a terminal, but for words that are, and that carets stand below what is meant.
func TestLinesEndWithTheTerminal(t *testing.T) {
	for _, width := range []int{1, 40, 80, 132} {
		d := therapy.Error("claim-effect", 0, 1, strings.Repeat("A finding in plain words. ", 10), strings.Repeat("Say something else. ", 10))
		d.Position, d.Source = diag.Position{File: "content/cst.md", Line: 1200, Column: 151, Length: 3}, long
		var text strings.Builder
		if err := diag.WriteText(&text, diag.List{d.With(d.Position, "there, too")}, diag.TextOptions{Width: width}); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(text.String(), "\n")
		for i, line := range lines {
			if n := len([]rune(line)); n > max(width, 40) {
				t.Errorf("with %d columns, a line has %d: %s", width, n, line)
			}
			if at := strings.IndexByte(line, '^'); at >= 0 && string([]rune(lines[i-1])[at:at+3]) != "abc" {
				t.Errorf("with %d columns, the carets stand below something else:\n%s\n%s", width, lines[i-1], line)
			}
		}
	}
}

func TestNothingSteersTheTerminal(t *testing.T) {
	evil := "\x1b]0;x\x07\u202e\r\n::error::\u009b2J"
	d := diag.Diagnostic{
		Code: evil, Position: diag.Position{File: evil, Line: 1, Column: 1}, Source: evil, Message: evil, Hint: evil,
		Related: []diag.Related{{Position: diag.Position{File: evil}, Message: evil}},
	}
	got := printed(t, diag.List{d})
	if i := strings.IndexAny(got, "\x1b\x07\r\u202e\u009b"); i >= 0 {
		t.Errorf("%q is in %q", got[i:i+1], got)
	}
	if n := strings.Count(got, "\n"); n != 6 {
		t.Errorf("%d lines instead of 6:\n%s", n, got)
	}
}

func TestGitHubCommandsCannotBeForged(t *testing.T) {
	d := diag.New("a,b:c\n::d", "x,y:%\n::z.md", "m %0A\n::stop-commands::x", "h\r\n::error::y")
	var got strings.Builder
	if err := diag.WriteGitHub(&got, diag.List{d}); err != nil {
		t.Fatal(err)
	}
	want := "::error file=x%2Cy%3A%25%0A%3A%3Az.md,title=a%2Cb%3Ac%0A%3A%3Ad::m %250A·::stop-commands::x%0Ah··::error::y\n"
	if got.String() != want {
		t.Errorf("got  %s\nwant %s", got.String(), want)
	}
}

// brokenPipe is a writer that fails.
type brokenPipe struct{}

var errBroken = errors.New("broken pipe")

func (brokenPipe) Write([]byte) (int, error) { return 0, errBroken }

func TestErrorsOfTheWriterAreReturned(t *testing.T) {
	tests := map[string]error{
		"text":   diag.WriteText(brokenPipe{}, sample(), diag.TextOptions{}),
		"json":   diag.WriteJSON(brokenPipe{}, sampleReport()),
		"github": diag.WriteGitHub(brokenPipe{}, sample()),
		"sarif":  diag.WriteSARIF(brokenPipe{}, sampleReport()),
		"junit":  diag.WriteJUnit(brokenPipe{}, sampleReport()),
	}
	for name, err := range tests {
		if !errors.Is(err, errBroken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
