package serve

import (
	"testing"

	"stillpoint/generator/diag"
)

func TestEditorLinks(t *testing.T) {
	at := diag.Position{File: "content/a b&c?.md", Line: 7, Column: 3}
	tests := []struct{ editor, want string }{
		{"", "vscode://file/home/anna%20k/content/a%20b&c%3F.md:7:3"},
		{"vscode", "vscode://file/home/anna%20k/content/a%20b&c%3F.md:7:3"},
		{"idea", "idea://open?file=%2Fhome%2Fanna+k%2Fcontent%2Fa+b%26c%3F.md&line=7&column=3"},
		{"zed", "zed://file/home/anna%20k/content/a%20b&c%3F.md:7:3"},
		{"sublime", "subl://open?url=file://%2Fhome%2Fanna+k%2Fcontent%2Fa+b%26c%3F.md&line=7&column=3"},
		{"none", ""},
		{"my-editor://x{file}?at={line}", "my-editor://x/home/anna%20k/content/a%20b&c%3F.md?at=7"},
	}
	for _, test := range tests {
		e, err := newEditor(test.editor, "/home/anna k")
		if err != nil || e.link(at) != test.want {
			t.Errorf("%s: %s, %v", test.editor, e.link(at), err)
		}
	}
	e, _ := newEditor("vscode", "/home")
	if got := e.link(diag.Position{File: "a"}); got != "vscode://file/home/a:1:1" {
		t.Errorf("a file as a whole: %s", got)
	}
	for _, none := range []string{"", "/tags/"} {
		if got := e.link(diag.Position{File: none}); got != "" {
			t.Errorf("%q, which is no file: %s", none, got)
		}
	}
}

func TestExcerpts(t *testing.T) {
	long := make([]rune, 1000)
	for i := range long {
		long[i] = 'x'
	}
	tests := []struct {
		source         string
		column, length int
		want           excerpt
	}{
		{"abc", 2, 1, excerpt{1, "a", "b", "c"}},
		{"abc", 0, 0, excerpt{1, "", "", "abc"}},
		{"abc", 9, 9, excerpt{1, "abc", "", ""}},
		{"abc", -1, -5, excerpt{1, "", "", "abc"}},
		{"価\ta", 3, 7, excerpt{1, "価\t", "a", ""}},
		{"a\u202eb\x1b", 3, 1, excerpt{1, "a·", "b", "·"}},
		{string(long), 500, 1000, excerpt{1, "…" + string(long[:60]), string(long[:200]), "…"}},
	}
	for _, test := range tests {
		d := diag.Diagnostic{Source: test.source, Position: diag.Position{Line: 1, Column: test.column, Length: test.length}}
		if got := excerptOf(d); *got != test.want {
			t.Errorf("%.10q at %d: %+v", test.source, test.column, *got)
		}
	}
}
