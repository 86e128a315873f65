package markdown_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"stillpoint/generator/diag"
	"stillpoint/generator/markdown"
)

// goldmarkFolder finds goldmark in the module cache, whose copies of the
// specifications' examples these tests read.
func goldmarkFolder(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	return strings.TrimSpace(string(out))
}

type example struct {
	Number   int    `json:"example"`
	Section  string `json:"section"`
	Markdown string `json:"markdown"`
	HTML     string `json:"html"`
}

func convert(t *testing.T, c *markdown.Converter, text string) string {
	t.Helper()
	document, problems := c.Convert(markdown.Body{File: diag.NewFile("content/page.md", []byte(text))}, markdown.Env{})
	if len(problems) > 0 {
		t.Errorf("%q: unexpected %v", text, problems)
	}
	return document.HTML
}

// html5 writes void elements as HTML does; the specification writes them as XHTML.
func html5(s string) string { return strings.ReplaceAll(s, " />", ">") }

// TestCommonMark runs every example of the CommonMark specification: our
// output must be goldmark's own, and what the specification says.
func TestCommonMark(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(goldmarkFolder(t), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []example
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	if len(examples) < 600 {
		t.Fatalf("only %d examples found", len(examples))
	}
	ours := markdown.New(markdown.Options{Flavour: markdown.CommonMark, RawHTML: true})
	theirs := goldmark.New(goldmark.WithRendererOptions(html.WithUnsafe()))
	for _, e := range examples {
		got := convert(t, ours, e.Markdown)
		var want bytes.Buffer
		if err := theirs.Convert([]byte(e.Markdown), &want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.String(), got); diff != "" {
			t.Errorf("example %d (%s): not as goldmark (-) but (+)\n%s", e.Number, e.Section, diff)
		}
		if diff := cmp.Diff(html5(e.HTML), html5(got)); diff != "" {
			t.Errorf("example %d (%s): not as specified (-) but (+)\n%s", e.Number, e.Section, diff)
		}
	}
}

// TestGFM runs goldmark's cases of the four extensions of GFM.
func TestGFM(t *testing.T) {
	ours := markdown.New(markdown.Options{Flavour: markdown.GFM, RawHTML: true})
	theirs := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
	for _, name := range []string{"table", "strikethrough", "linkify", "tasklist"} {
		cases := caseFile(t, filepath.Join(goldmarkFolder(t), "extension", "_test", name+".txt"))
		if len(cases) < 3 {
			t.Fatalf("%s: only %d cases found", name, len(cases))
		}
		for i, text := range cases {
			var want bytes.Buffer
			if err := theirs.Convert([]byte(text), &want); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want.String(), convert(t, ours, text)); diff != "" {
				t.Errorf("%s, case %d: not as goldmark (-) but (+)\n%s", name, i+1, diff)
			}
		}
	}
}

// caseFile returns the Markdown of each case in one of goldmark's case files:
// a number, a rule, Markdown, a rule, HTML, a rule.
func caseFile(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(data), "//- - - - - - - - -//\n")
	var cases []string
	for i := 1; i+1 < len(parts); i += 2 {
		cases = append(cases, parts[i])
	}
	return cases
}
