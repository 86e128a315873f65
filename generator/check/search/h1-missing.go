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
			n := &p.Nodes[i]
			first := n.Tag == "h1" && n.Attr("role") == "" || n.Attr("role") == "heading" && n.Attr("aria-level") == "1"
			if first && !p.Hidden(i) && p.In(i, "dialog", "noscript") == 0 {
				all = append(all, i)
			}
		}
		return all
	})
}
