package rule_test

import (
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
