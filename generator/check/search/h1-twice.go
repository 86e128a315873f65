package search

import "stillpoint/generator/check/rule"

// h1Twice asks that a page has one heading of the first level.
func h1Twice() rule.Rule {
	return rule.Rule{Code: "h1-twice", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		all := headings(p)
		if !shown(p) || len(all) < 2 {
			return nil
		}
		var found []rule.Finding
		for _, i := range all[1:] {
			found = append(found, p.Found(i, "this is a second heading of the first level",
				"begin it with ## in the page's text; in a layout, write an <h2>"))
		}
		return found
	}}
}
