package generator_test

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stillpoint"
)

// TestStylesHaveNoSides finds no property in the style sheets that names the left or the right: what starts a line in one language
// ends it in another.
func TestStylesHaveNoSides(t *testing.T) {
	names, err := fs.Glob(stillpoint.Defaults(), "assets/css/*.css")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(stillpoint.Defaults(), name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range sided(string(text)) {
			t.Errorf("%s: %s: write it with start and end", name, found)
		}
	}
}

// TestSidesAreFound shows that the test above finds what it looks for.
func TestSidesAreFound(t *testing.T) {
	for text, want := range map[string]bool{
		"a { margin-left: 1px }": true, "a { left: 0 }": true, "a { text-align: right; }": true, "a { float: left }": true, "a { padding: 0 1px 2px 3px }": true, "a { inset: 0 auto auto 0 }": true,
		"a { border-top-left-radius: 1px }": true, "a { box-shadow: inset 4px 0 0 red }": true, "a { box-shadow: 0 0 0 1px red, -2px 0 0 red; }": true, "a { translate: 4px 0 }": true, "a { border-radius: 1px 2px 3px 4px }": true,
		"a { transform-origin: left }": true, "a { background-position: right top }": true, "a { clear: right }": true,
		"a { margin: 0 1px }": false, "a { padding: 0 1px 2px 1px }": false, "a { text-align: end }": false, "a { box-shadow: 0 0 0 4px red }": false, ".align-right { text-align: end }": false,
		"a { box-shadow: inset calc(4px * var(--forth)) 0 0 red }": false, "a { translate: 0 -200% }": false, "a { inset: auto 0 0 }": false, "a { margin-inline-start: 1px }": false, "a { padding: clamp(2rem, 5vw, 4.5rem) var(--edge) clamp(15rem, 27vw, 24rem) }": false,
	} {
		if got := len(sided(text)) > 0; got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

var (
	comments    = regexp.MustCompile(`(?s)/\*.*?\*/`)
	declaration = regexp.MustCompile(`(?:^|[{;])\s*([a-z-]+)\s*:\s*([^;{}]+)`)
	side        = regexp.MustCompile(`(?:^|[^-\w])(?:left|right)(?:[^-\w]|$)`)
)

// sided returns the declarations of a style sheet that name a side.
func sided(sheet string) []string {
	var found []string
	for _, m := range declaration.FindAllStringSubmatch(comments.ReplaceAllString(sheet, ""), -1) {
		property, value := m[1], strings.TrimSpace(m[2])
		if namesSide(property, value) {
			found = append(found, property+": "+value)
		}
	}
	return found
}

func namesSide(property, value string) bool {
	parts := valuesOf(value)
	switch property {
	case "margin", "padding", "inset", "border-width", "border-color", "border-style", "scroll-margin", "scroll-padding":
		return len(parts) == 4 && parts[1] != parts[3]
	case "border-radius":
		return len(parts) > 1
	case "translate":
		return parts[0] != "0" && !strings.Contains(parts[0], "--forth")
	case "box-shadow":
		return shadowSide(value)
	}
	return side.MatchString(value) || slices.Contains(strings.Split(property, "-"), "left") || slices.Contains(strings.Split(property, "-"), "right")
}

// shadowSide tells whether a shadow falls to a side.
func shadowSide(value string) bool {
	for _, shadow := range partsOf(value, ',') {
		parts := slices.DeleteFunc(valuesOf(shadow), func(s string) bool { return s == "inset" })
		if len(parts) > 1 && parts[0] != "0" && parts[0] != "none" && !strings.Contains(parts[0], "--forth") {
			return true
		}
	}
	return false
}

func valuesOf(value string) []string {
	return slices.DeleteFunc(partsOf(value, ' '), func(s string) bool { return s == "" })
}

// partsOf parts a value at a sign outside of brackets.
func partsOf(value string, at rune) []string {
	var parts []string
	depth, begin := 0, 0
	for i, c := range value {
		switch {
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == at && depth == 0:
			parts, begin = append(parts, strings.TrimSpace(value[begin:i])), i+1
		}
	}
	return append(parts, strings.TrimSpace(value[begin:]))
}
