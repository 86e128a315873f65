package access

import "stillpoint/generator/check/rule"

// landmarkContentinfo asks that the page has one foot only, beside the other parts.
func landmarkContentinfo() rule.Rule {
	return rule.Rule{Code: "landmark-contentinfo", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		return judgeOnce(p, "footer", "contentinfo", "foot")
	}}
}
