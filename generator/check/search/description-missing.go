package search

import (
	"stillpoint/generator/check/rule"
)

// descriptionMissing asks for a description.
func descriptionMissing() rule.Rule {
	return rule.Rule{Code: "description-missing", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		node, words := description(p)
		if !shown(p) || words != "" {
			return nil
		}
		return []rule.Finding{p.Found(node, "this page has no description",
			"write a sentence or two as its description in the front matter: what a reader will find on it")}
	}}
}

// description returns the description of a page and its element, which is 0 where there is none.
func description(p *rule.Page) (node int, words string) {
	node = p.Meta("description")
	return node, rule.Single(p.Nodes[node].Attr("content"))
}
