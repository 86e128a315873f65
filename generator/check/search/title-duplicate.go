package search

import (
	"fmt"

	"stillpoint/generator/check/rule"
)

// titleDuplicate asks that no two pages of a language have one title.
func titleDuplicate() rule.Rule {
	return rule.Rule{Code: "title-duplicate", Level: rule.Warning, Site: func(s *rule.Site) []rule.Finding {
		return duplicates(s, func(p *rule.Summary) string { return p.Title },
			func(last *rule.Summary, others string) string {
				return fmt.Sprintf("this page has the same title as %s: “%s”", others, last.Title)
			}, "say in each title what only that page is about")
	}}
}
