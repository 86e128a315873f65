package access

import "stillpoint/generator/check/rule"

// headingEmpty asks for words in every heading.
func headingEmpty() rule.Rule {
	return rule.Rule{Code: "heading-empty", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range headings(p) {
			if name(p, i) == "" {
				found = append(found, p.Found(i, "this heading has no words", "write them, or take the heading away"))
			}
		}
		return found
	}}
}
