package markdown_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/diag"
	"stillpoint/generator/markdown"
)

var update = flag.Bool("update", false, "rewrite the case files with what now comes out")

// TestCases runs the files in testdata, one for each construct. A case is a
// title after "== ", Markdown, and after a line of "--" what must come out: the HTML, and
// behind "!" what must be complained about.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 8 {
		t.Fatalf("%d case files found, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { runCases(t, file) })
	}
}

func runCases(t *testing.T, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var rewritten strings.Builder
	for _, c := range strings.Split(string(data), "== ")[1:] {
		title, rest, _ := strings.Cut(c, "\n")
		input, want, _ := strings.Cut(rest, "\n--\n")
		got := outcome(input)
		fmt.Fprintf(&rewritten, "== %s\n%s\n--\n%s\n", title, input, got)
		if diff := cmp.Diff(strings.TrimSpace(want), strings.TrimSpace(got)); diff != "" && !*update {
			t.Errorf("%s: expected (-) but got (+)\n%s", title, diff)
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(rewritten.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// outcome converts a text that stands behind four lines of front matter, and
// describes what came out.
func outcome(input string) string {
	const before = "---\ntitle: A\n---\n\n"
	file := diag.NewFile("page.md", []byte(before+strings.ReplaceAll(strings.ReplaceAll(input, "␍", "\r"), "→", "\t")))
	document, problems := markdown.New(markdown.Options{Typographer: true, Linkify: true}).
		Convert(markdown.Body{File: file, Start: len(before)}, testEnv())
	var b strings.Builder
	b.WriteString(document.HTML)
	if s := document.Summary; s != "" && strings.Contains(input, "more") {
		fmt.Fprintf(&b, "summary: %s", s)
	}
	for _, h := range document.Headings {
		fmt.Fprintf(&b, "heading %d #%s %s\n", h.Level, h.ID, h.Text)
	}
	for _, d := range problems.Sorted() {
		fmt.Fprintf(&b, "! %s [%d] %s\n", d, d.Position.Length, d.Code)
	}
	return b.String()
}

// testEnv resolves links to .md files, knows no page "missing.md", and shows
// component blocks as they are understood.
func testEnv() markdown.Env {
	resolve := func(ref markdown.Reference) (markdown.Target, *markdown.Problem) {
		if strings.HasPrefix(ref.Destination, "missing") {
			return markdown.Target{}, &markdown.Problem{Code: "broken-link", Message: "there is no " + ref.Destination}
		}
		path, fragment, _ := strings.Cut(ref.Destination, "#")
		if path, ok := strings.CutSuffix(path, ".md"); ok {
			return markdown.Target{URL: strings.TrimSuffix("/"+path+"/#"+fragment, "#")}, nil
		}
		element := ""
		if strings.HasPrefix(ref.Destination, "drawn") {
			element = fmt.Sprintf("<picture %q %q %q in %q>", ref.Destination, ref.Text, ref.Title, ref.Within)
		}
		return markdown.Target{URL: ref.Destination, Element: element}, nil
	}
	return markdown.Env{Link: resolve, Image: resolve, Component: showComponent}
}

func showComponent(c *markdown.Component) (string, *markdown.Problem) {
	if c.Name == "unknown" {
		return "", &markdown.Problem{Code: "unknown-component", Message: "there is no block unknown"}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<%s", c.Name)
	for _, a := range c.Attributes {
		fmt.Fprintf(&b, " %s=%q", a.Key, a.Value)
	}
	fmt.Fprintf(&b, ">\n%s", c.Lead)
	for _, item := range c.Items {
		fmt.Fprintf(&b, "item #%s %s %v\n%s", item.ID, item.Title, item.Attributes, item.Body)
	}
	fmt.Fprintf(&b, "</%s>", c.Name)
	return b.String(), nil
}
