package security_test

import (
	"testing"

	"stillpoint/generator/check/rule"
	"stillpoint/generator/check/rule/ruletest"
	"stillpoint/generator/check/security"
	"stillpoint/generator/policy"
)

// TestCases holds the rule to its cases on a site that allows nothing.
func TestCases(t *testing.T) {
	allowed := policy.Allowed{Site: "https://example.org"}
	rules := security.Rules()
	rules[0].Page = func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		needs := policy.Read(p, nil)
		for _, c := range policy.Blocked(&needs, &allowed) {
			found = append(found, p.Found(0, c.Message, c.Hint).About(c.Words))
		}
		return found
	}
	ruletest.Run(t, rules, security.Files)
}
