package search

import (
	"fmt"

	"stillpoint/generator/check/rule"
)

// titleDuplicate asks that no two pages of a language have one title.
func titleDuplicate() rule.Rule {
	return rule.Rule{Code: "title-duplicate", Level: rule.Warning, Site: func(s *rule.Site) []rule.Finding {
		var found []rule.Finding
		for again, first := range repeated(s, func(p *rule.Summary) string { return p.Title }) {
			found = append(found, again.Found(fmt.Sprintf("this page has the same title as %s: “%s”", first.Output, again.Title),
				"say in each title what only that page is about"))
		}
		return found
	}}
}
