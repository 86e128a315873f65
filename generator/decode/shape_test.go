package decode_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// described has a field of each form that is told by reflection.
type described struct {
	Text   string           `yaml:"text" doc:"Words." example:"a word"`
	Count  int              `yaml:"count"`
	Ratio  *float64         `yaml:"ratio"`
	On     bool             `yaml:"on"`
	Names  []string         `yaml:"names"`
	Inner  inner            `yaml:"inner"`
	Table  map[string]inner `yaml:"table"`
	Free   map[string]any   `yaml:"free"`
	Own    word             `yaml:"own" default:"b"`
	Hidden string           `yaml:"-"`
	Common `yaml:",inline"`
}

// word decodes itself.
type word string

func (w *word) DecodeNode(*decode.Node) diag.List { return nil }

func (word) Shape() decode.Shape { return decode.OneOf("a", "b") }

// TestShapeOf tells fields in the order of the struct, with their tags and what they hold already.
func TestShapeOf(t *testing.T) {
	text := decode.Shape{Kind: decode.String, Numerals: decode.Float}
	group := decode.Shape{Kind: decode.Map, Name: "inner", Fields: []decode.Field{{Name: "depth", Shape: decode.Shape{Kind: decode.Int}}}}
	want := []decode.Field{
		{Name: "text", Doc: "Words.", Example: "a word", Default: `"a: b"`, Shape: text},
		{Name: "count", Default: "7", Shape: decode.Shape{Kind: decode.Int}},
		{Name: "ratio", Shape: decode.Shape{Kind: decode.Float}},
		{Name: "on", Default: "false", Shape: decode.Shape{Kind: decode.Bool}},
		{Name: "names", Default: "[x, y]", Shape: decode.Either(text, decode.Shape{Kind: decode.List, Item: &text})},
		{Name: "inner", Shape: group},
		{Name: "table", Shape: decode.Shape{Kind: decode.Map, Others: &group}},
		{Name: "free", Shape: decode.Shape{Kind: decode.Map, Others: &decode.Shape{}}},
		{Name: "own", Default: "b", Shape: decode.OneOf("a", "b")},
		{Name: "title", Default: "T", Shape: text},
	}
	got := decode.ShapeOf(&described{Text: "a: b", Count: 7, Names: []string{"x", "y"}, Hidden: "h", Common: Common{"T"}})
	if diff := cmp.Diff(want, got.Fields); diff != "" {
		t.Error(diff)
	}
}

// TestShapeOfAll takes each name from the first struct that has it.
func TestShapeOfAll(t *testing.T) {
	both := decode.ShapeOfAll(Common{"T"}, described{})
	if f := both.Find("title"); f.Default != "T" || len(both.Fields) != 10 {
		t.Errorf("%d fields, title is %q by default", len(both.Fields), f.Default)
	}
}

// TestSelfDecodingNeedsShape: a type whose values reflection cannot tell must not pass for one that it can.
func TestSelfDecodingNeedsShape(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a type that decodes itself and does not say its shape was taken")
		}
	}()
	decode.ShapeOf(struct {
		Date silent `yaml:"date"`
	}{})
}

type silent struct{}

func (*silent) DecodeNode(*decode.Node) diag.List { return nil }

// TestPartial asks nothing of what is laid over something complete, but for the members of lists, which come whole.
func TestPartial(t *testing.T) {
	member := decode.Shape{Kind: decode.Map, Fields: []decode.Field{{Name: "x", Required: true}}}
	whole := decode.Shape{Kind: decode.Map, Rules: []decode.Rule{{AnyOf: []string{"a"}}}, Fields: []decode.Field{
		{Name: "a", Required: true, Shape: decode.Either(member)},
		{Name: "b", Required: true, Shape: decode.Shape{Kind: decode.List, Item: &member}},
	}}
	part := whole.Partial()
	if part.Rules != nil || part.Find("a").Required || part.Find("b").Required || part.Find("a", "x").Required {
		t.Errorf("something is still asked for: %+v", part)
	}
	if !part.Find("b").Shape.Item.Fields[0].Required {
		t.Error("the members of a list are laid over nothing, and must stay whole")
	}
	if !whole.Find("a").Required || whole.Rules == nil || !whole.Find("a", "x").Required {
		t.Error("the whole has been changed")
	}
}

func TestWalk(t *testing.T) {
	var paths []string
	decode.ShapeOf(described{}).Walk(func(path string, _ decode.Field) { paths = append(paths, path) })
	for _, want := range []string{"text", "inner.depth", "table.*.depth", "title"} {
		if !slices.Contains(paths, want) {
			t.Errorf("%s is not among %v", want, paths)
		}
	}
}
