package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// ariaHiddenBody asks that the page as a whole is not hidden from screen readers (WCAG 1.3.1 and 4.1.2).
func ariaHiddenBody() rule.Rule {
	return rule.Rule{Code: "aria-hidden-body", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("body") {
			if strings.EqualFold(p.Nodes[i].Attr("aria-hidden"), "true") {
				found = append(found, p.Found(i, "the whole page is hidden from screen readers", "take aria-hidden away from <body>"))
			}
		}
		return found
	}}
}
