package search

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// viewportMissing asks that a page is as wide as the screen. Those that search engines pass over are for people too.
func viewportMissing() rule.Rule {
	return rule.Rule{Code: "viewport-missing", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		node := p.Meta("viewport")
		content := strings.ToLower(p.Nodes[node].Attr("content"))
		if !whole(p) || strings.Contains(content, "width") || strings.Contains(content, "initial-scale") {
			return nil
		}
		return []rule.Finding{p.Found(node, "telephones show this page as if on a desk, in tiny letters",
			`let the layout write <meta name="viewport" content="width=device-width, initial-scale=1"> in the head`)}
	}}
}
