package access

import "stillpoint/generator/check/rule"

// landmarkBanner asks that the page has one head only, beside the other parts.
func landmarkBanner() rule.Rule {
	return rule.Rule{Code: "landmark-banner", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		return judgeOnce(p, "header", "banner", "head")
	}}
}
