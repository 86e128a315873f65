package search

import "stillpoint/generator/check/rule"

// descriptionDuplicate asks that no two pages of a language have one description.
func descriptionDuplicate() rule.Rule {
	return rule.Rule{Code: "description-duplicate", Level: rule.Warning, Site: func(s *rule.Site) []rule.Finding {
		return duplicates(s, func(p *rule.Summary) string { return p.Description },
			func(_ *rule.Summary, others string) string { return "this page has the same description as " + others },
			"write a description of its own in the front matter of each; a page without one may have that of the whole site")
	}}
}
