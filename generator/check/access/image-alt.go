package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// imageAlt asks for words for every picture (WCAG 1.1.1).
func imageAlt() rule.Rule {
	return rule.Rule{Code: "image-alt", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("img", "area", "input") {
			n := &p.Nodes[i]
			if n.Tag == "input" && n.Attr("type") != "image" || n.Tag == "area" && n.Attr("href") == "" || p.Hidden(i) || named(n) {
				continue
			}
			alt, has := n.Lookup("alt")
			if !has || strings.TrimSpace(alt) == "" && (alt != "" || n.Tag != "img") {
				found = append(found, p.Found(i, "this picture has no words for people who do not see it",
					"write what it shows between the square brackets, ![like this](photo.jpg); leave them empty if it only decorates"))
			}
		}
		return found
	}}
}

// named tells whether an element has a name that is not its content, or says that it is none.
func named(n *rule.Node) bool {
	role := n.Attr("role")
	return n.Attr("aria-label") != "" || n.Attr("aria-labelledby") != "" || n.Attr("title") != "" || role == "presentation" || role == "none"
}
