package search

import "stillpoint/generator/check/rule"

// h1Missing asks for a heading over the whole page.
func h1Missing() rule.Rule {
	return rule.Rule{Code: "h1-missing", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		if !shown(p) || len(headings(p)) > 0 {
			return nil
		}
		return []rule.Finding{p.Found(p.First("main"), "this page has no heading of the first level",
			"let the layout write the page's title in an <h1>, at the beginning of <main>")}
	}}
}

// headings returns the headings of the first level that are there for everyone, those made of other elements too. A dialogue that is
// closed is not there.
func headings(p *rule.Page) []int {
	type key struct{}
	return rule.Once(p, key{}, func() []int {
		var all []int
		for i := range p.Below(0) {
			if isFirst(&p.Nodes[i]) && !p.Hidden(i) && p.In(i, "dialog", "noscript") == 0 {
				all = append(all, i)
			}
		}
		return all
	})
}

// isFirst tells whether an element is a heading of the first level, by its tag or by what it says.
func isFirst(n *rule.Node) bool {
	level, leveled := n.Lookup("aria-level")
	switch n.Attr("role") {
	case "":
		heading := len(n.Tag) == 2 && n.Tag[0] == 'h' && '1' <= n.Tag[1] && n.Tag[1] <= '6'
		return n.Tag == "h1" && !leveled || heading && level == "1"
	case "heading":
		return level == "1"
	}
	return false
}
