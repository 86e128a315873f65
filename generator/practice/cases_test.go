package practice_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
	"stillpoint/generator/practice"
)

// update rewrites what the cases expect: go test ./generator/practice -update,
// then read the difference.
var update = flag.Bool("update", false, "rewrite the expected messages of the cases")

const casesFile = "testdata/cases.txt"

// TestCases reads each case of testdata/cases.txt, "== kind: name", its fields, "--"
// and what is to be told of them: place, message and hint. A case without
// complaint is one of input that must be taken.
func TestCases(t *testing.T) {
	data, err := os.ReadFile(casesFile)
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split("\n"+string(data), "\n== ")[1:]
	var rewritten strings.Builder
	for _, block := range blocks {
		title, rest, _ := strings.Cut(block, "\n")
		text, want, found := strings.Cut(rest+"\n", "--\n")
		if !found {
			t.Fatalf("the case %q has no --", title)
		}
		kind, _, _ := strings.Cut(title, ":")
		got := told(t, kind, text)
		rewritten.WriteString("== " + title + "\n" + text + "--\n" + got + "\n")
		t.Run(title, func(t *testing.T) {
			if diff := cmp.Diff(strings.TrimSpace(want), strings.TrimSpace(got)); diff != "" && !*update {
				t.Error(diff)
			}
		})
	}
	if len(blocks) < 60 {
		t.Errorf("there are %d cases only", len(blocks))
	}
	if *update {
		if err := os.WriteFile(casesFile, []byte(strings.TrimSpace(rewritten.String())+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// told reads fields and returns all complaints with their hints.
func told(t *testing.T, kind, text string) string {
	t.Helper()
	file := diag.NewFile("a.md", []byte(text))
	node, problems := decode.Parse(file, 0, len(text), decode.YAML)
	if len(problems) == 0 {
		problems = read(t, kind, node)
	}
	var lines strings.Builder
	for _, d := range problems.Sorted() {
		lines.WriteString(d.String() + "\n")
		if d.Hint != "" {
			lines.WriteString("    " + d.Hint + "\n")
		}
	}
	return lines.String()
}

func read(t *testing.T, kind string, node *decode.Node) diag.List {
	t.Helper()
	if kind == "practice" {
		return node.Into(&practice.Practice{})
	}
	typed := practice.New(kind)
	if typed == nil {
		t.Fatalf("there is no kind %q", kind)
	}
	if problems := node.IntoAll(typed, &struct {
		Image string `yaml:"image"`
		Draft bool   `yaml:"draft"`
	}{}); len(problems) > 0 {
		return problems
	}
	return typed.Check(node, false)
}
