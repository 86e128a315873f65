package rule_test

import (
	"fmt"
	"slices"
	"testing"

	"stillpoint/generator/check/rule"
)

// TestVoid holds that what comes after an element without content does not lie in it.
func TestVoid(t *testing.T) {
	for _, html := range []string{
		`<p><br><b>x</b></p>`,
		`<object><param name="a"><b>x</b></object>`,
		`<frameset><frame src="a"><b>x</b></frameset>`,
		`<svg><foreignObject><div><img src="a"><b>x</b></div></foreignObject></svg>`,
		`<svg><foreignObject><div><img src="a"/><b>x</b></div></foreignObject></svg>`,
	} {
		page := rule.Parse("a", "b", []byte(html))
		if parent := page.Nodes[page.Nodes[page.First("b")].Parent].Tag; page.In(page.First("b"), "br", "param", "frame", "img") > 0 {
			t.Errorf("%s: what comes after it lies in %s", html, parent)
		}
	}
}

func TestIndex(t *testing.T) {
	p := rule.Parse("", "", []byte(`<main id="m" aria-label="A" aria-live="off"><p id="a">b</p><h2>c</h2><img role="img"><p>d</p></main>`))
	for _, c := range []struct {
		what string
		got  []int
		want string
	}{
		{"two tags", slices.Collect(p.All("p", "h2")), "[2 4 7]"},
		{"one tag", slices.Collect(p.All("p")), "[2 7]"},
		{"an attribute", slices.Collect(p.With("id")), "[1 2]"},
		{"two attributes", slices.Collect(p.With("id", "role")), "[1 2 6]"},
		{"any of ARIA, once", slices.Collect(p.With("aria-")), "[1]"},
		{"none", slices.Collect(p.With("href")), "[]"},
	} {
		if got := fmt.Sprint(c.got); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}
