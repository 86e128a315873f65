package search

import (
	"fmt"

	"stillpoint/generator/check/rule"
)

// descriptionDuplicate asks that no two pages of a language have one description.
func descriptionDuplicate() rule.Rule {
	return rule.Rule{Code: "description-duplicate", Level: rule.Warning, Site: func(s *rule.Site) []rule.Finding {
		var found []rule.Finding
		for again, first := range repeated(s, func(p *rule.Summary) string { return p.Description }) {
			found = append(found, again.Found(fmt.Sprintf("this page has the same description as %s", first.Output),
				"write a description of its own in the front matter; a page without one may have that of the whole site"))
		}
		return found
	}}
}
