package access

import "stillpoint/generator/check/rule"

// imageMapServer asks that no picture sends to the server where in it somebody has clicked (WCAG 2.1.1): no keyboard can do that.
func imageMapServer() rule.Rule {
	return rule.Rule{Code: "image-map-server", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("img") {
			if given(&p.Nodes[i], "ismap") != "" && !p.Hidden(i) {
				found = append(found, p.Found(i, "only a mouse can tell this picture where in it to click",
					"take ismap away, and write a link for each place, or a <map> with an area for each"))
			}
		}
		return found
	}}
}
