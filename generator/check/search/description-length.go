package search

import "stillpoint/generator/check/rule"

// descriptionLength asks for a description that is shown whole, and that says enough.
func descriptionLength() rule.Rule {
	return rule.Rule{Code: "description-length", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		node, words := description(p)
		problem := size(words, 50, 170)
		if !shown(p) || words == "" || problem == "" {
			return nil
		}
		return []rule.Finding{p.Found(node, "the description is too "+problem,
			"say in one or two plain sentences what a reader will find on this page").About(words)}
	}}
}
