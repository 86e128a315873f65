package search

import "stillpoint/generator/check/rule"

// titleMissing asks for a title. A page that is kept from search engines is read all the same.
func titleMissing() rule.Rule {
	return rule.Rule{Code: "title-missing", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		node, words := title(p)
		if !whole(p) || words != "" {
			return nil
		}
		return []rule.Finding{p.Found(node, "this page has no title",
			"give it a title in its front matter; the layout writes it between <title> and </title>, in the head")}
	}}
}

// title returns the title of a page and its element, which is 0 where there is none.
func title(p *rule.Page) (node int, words string) {
	for i := range p.Head("title") {
		return i, p.Text(i)
	}
	return 0, ""
}
