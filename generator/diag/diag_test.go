package diag_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/diag"
)

func TestStrings(t *testing.T) {
	at := diag.Position{File: "a.md", Line: 7, Column: 3, Length: 9}
	tests := []struct{ got, want string }{
		{at.String(), "a.md:7:3"},
		{diag.Position{File: "a.md", Line: 7}.String(), "a.md:7"},
		{diag.Position{File: "a.md"}.String(), "a.md"},
		{diag.Position{}.String(), ""},
		{diag.Error.String(), "error"},
		{diag.Warning.String(), "warning"},
		{diag.Diagnostic{Position: at, Message: "no"}.String(), "a.md:7:3: no"},
		{diag.New("c", "", "no", "").AsWarning().String(), "warning: no"},
		{diag.New("c", "a.md", "no", "").AsWarning().String(), "a.md: warning: no"},
		{diag.Related{Position: at, Message: "there"}.String(), "a.md:7:3: there"},
		{diag.Related{Message: "there"}.String(), "there"},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

func TestSorted(t *testing.T) {
	at := func(file string, line, column int) diag.Diagnostic {
		return diag.Diagnostic{Position: diag.Position{File: file, Line: line, Column: column}}
	}
	want := diag.List{at("a", 0, 0), at("a", 2, 1), at("a", 2, 9), at("a", 2, 9).AsWarning(), at("a", 10, 1), at("b", 1, 1)}
	mixed := diag.List{want[4], want[3], want[5], want[0], want[2], want[1], want[4], want[3]}
	if diff := cmp.Diff(want, mixed.Sorted()); diff != "" {
		t.Errorf("wrong order (-want +got):\n%s", diff)
	}
	if mixed.Errors() != 6 || mixed.Warnings() != 2 {
		t.Errorf("%d errors and %d warnings", mixed.Errors(), mixed.Warnings())
	}
}

func TestWithLeavesTheOriginalAlone(t *testing.T) {
	base := diag.New("c", "f", "m", "").With(diag.Position{File: "1"}, "one")
	two := base.With(diag.Position{File: "2"}, "two")
	three := base.With(diag.Position{File: "3"}, "three")
	if len(base.Related) != 1 || two.Related[1].Message != "two" || three.Related[1].Message != "three" {
		t.Errorf("%v, %v, %v", base.Related, two.Related, three.Related)
	}
}

func TestDidYouMean(t *testing.T) {
	fields := []string{"duration", "prices", "benefits", "Title", "aliases", "alias"}
	tests := []struct{ word, want string }{
		{"durration", `: did you mean "duration"?`},
		{"DURATION", `: did you mean "duration"?`},
		{"title", `: did you mean "Title"?`},
		{"price", `: did you mean "prices"?`},
		{"aliase", `: did you mean "alias"?`}, // as near as "aliases", and first
		{"weather", ""},
		{"", ""},
	}
	for _, test := range tests {
		if got := diag.DidYouMean(test.word, fields); got != test.want {
			t.Errorf("%q: got %q, want %q", test.word, got, test.want)
		}
	}
}
