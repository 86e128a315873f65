package search

import "stillpoint/generator/check/rule"

// titleLength asks for a title that search engines show whole, and that says enough.
func titleLength() rule.Rule {
	return rule.Rule{Code: "title-length", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		node, words := title(p)
		problem := size(words, 10, 65)
		if !shown(p) || words == "" || problem == "" {
			return nil
		}
		return []rule.Finding{p.Found(node, "the title is too "+problem,
			"say in a few words what only this page is about, the most telling ones first; the site's name counts too").About(words)}
	}}
}
