package access

import "stillpoint/generator/check/rule"

// tabindex asks that nothing pushes in before others in the order of the keyboard (WCAG 2.4.3).
func tabindex() rule.Rule {
	return rule.Rule{Code: "tabindex", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.With("tabindex") {
			if index, _ := tabIndex(&p.Nodes[i]); index > 0 && !p.Hidden(i) {
				found = append(found, p.Found(i, "the keyboard comes here before all else on the page, whatever stands before it",
					"write tabindex=\"0\", or leave it out, and put things in the order in which they are used").About(p.Nodes[i].Attr("tabindex")))
			}
		}
		return found
	}}
}
