package privacy

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// noopener asks that a page which opens in a window of its own gets no hold of the one that it was opened from. The site's own pages may.
func noopener() rule.Rule {
	return rule.Rule{Code: "noopener", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		home := homeOf(p)
		for i := range p.All("a", "area", "form") {
			n := &p.Nodes[i]
			address := n.Attr("href") + n.Attr("action")
			if !strings.EqualFold(strings.TrimSpace(n.Attr("target")), "_blank") || home.foreign(address) == "" || n.Lists("rel", "noopener") || n.Lists("rel", "noreferrer") {
				continue
			}
			found = append(found, p.Found(i, "this link opens a window, and the page in it gets hold of yours",
				`add rel="noopener", or leave target="_blank" out: people know how to open a window`).About(address))
		}
		return found
	}}
}
