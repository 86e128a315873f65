package origin_test

import (
	"testing"

	"stillpoint/generator/check/origin"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/diag"
)

// TestSaid finds declarations as they are published in the style sheets that they were written in.
func TestSaid(t *testing.T) {
	sheet := `/* .note { color: #777; } */
@layer base {
  .note, .lead > p { color: #777; background: none }
  a::before { content: ";}"; color: Red }
}
.card {
  color: var( --ink );
  & p { color: #888 }
}
.note { color: #999 }
`
	texts := []*origin.Text{origin.NewText(diag.NewFile("a.css", []byte("b { margin: 0 }"))), origin.NewText(diag.NewFile("site.css", []byte(sheet)))}
	for _, c := range []struct {
		said rule.Said
		line int // 0 where there is none
	}{
		{rule.Said{Selector: ".note,.lead>p", Property: "color", Value: "#777"}, 3},
		{rule.Said{Selector: ".note", Property: "color", Value: "#999"}, 10},
		{rule.Said{Selector: "a:before", Property: "color", Value: "red"}, 4},
		{rule.Said{Selector: ".card", Property: "color", Value: "var(--ink)"}, 7},
		{rule.Said{Selector: ".card p", Property: "color", Value: "#888"}, 8},
		{rule.Said{Selector: ".card", Property: "color", Value: "#0a0"}, 7},
		{rule.Said{Selector: ".other", Property: "color", Value: "#123"}, 0},
		{rule.Said{Selector: ".note", Property: "width", Value: "1px"}, 0},
	} {
		place, ok := origin.Said(texts, c.said)
		if ok != (c.line > 0) || ok && place.Position().Line != c.line {
			t.Errorf("%v: %v, %v", c.said, place, ok)
		}
	}
}

// TestSaidAnywhere comes to an end on any text.
func TestSaidAnywhere(t *testing.T) {
	for _, text := range []string{"", "/*", "a{", "a{b", "}", "a{b:c", `a{b:"c`, "don't { }", "a { /* x\n y */ b: c }"} {
		origin.Said([]*origin.Text{origin.NewText(diag.NewFile("a.css", []byte(text)))}, rule.Said{Selector: "a", Property: "b", Value: "c"})
	}
}

// TestTheme finds the colours of a theme however they are written.
func TestTheme(t *testing.T) {
	block := "site:\n  theme:\n    colors:\n      text: '#222'\n      accent: \"#456\"\n      dark:\n        accent: \"#abc\"\n"
	flow := "accent: x\nsite: {theme: {colors: {background: \"#fff\", accent: \"#456\"}}}\n"
	for _, c := range []struct {
		text, name   string
		line, column int
	}{
		{block, "accent", 5, 7}, {block, "dark accent", 7, 9}, {block, "dark text", 4, 7}, {block, "background", 0, 0},
		{flow, "accent", 2, 45}, {flow, "dark accent", 2, 45}, {"site: {}", "accent", 0, 0},
	} {
		place, ok := origin.Theme(origin.NewText(diag.NewFile("stillpoint.yaml", []byte(c.text))), c.name)
		if ok != (c.line > 0) || ok && (place.Position().Line != c.line || place.Position().Column != c.column) {
			t.Errorf("%s: %v %v", c.name, place, ok)
		}
	}
}
