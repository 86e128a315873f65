package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// tableCaptionTwice asks that the summary of a table does not repeat its caption.
func tableCaptionTwice() rule.Rule {
	return rule.Rule{Code: "table-caption-twice", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("table") {
			summary := words(&p.Nodes[i], "summary")
			if summary != "" && !p.Hidden(i) && strings.EqualFold(summary, childText(p, i, "caption")) {
				found = append(found, p.Found(i, "the summary of this table repeats its caption, and is read twice",
					"leave the summary out").About(summary))
			}
		}
		return found
	}}
}
