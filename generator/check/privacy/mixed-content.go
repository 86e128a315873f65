package privacy

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// mixedContent asks that nothing is loaded without encryption: browsers refuse it, or tell that the page is not secure.
func mixedContent() rule.Rule {
	return rule.Rule{Code: "mixed-content", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		if upgrades(p) {
			return nil
		}
		var found []rule.Finding
		home, told := homeOf(p), strangers{}
		for _, l := range loads(p) {
			scheme, host, _ := cut(l.address)
			if scheme != "http" || l.what == "a connection" || home.scheme == "http" && home.has(host) || !told.first(l.node, host) {
				continue
			}
			found = append(found, p.Found(l.node, "this page loads "+l.what+" without encryption: “"+l.address+"”",
				"write https:// in place of http://, or put a copy into your own site").About(l.address))
		}
		return found
	}}
}

// upgrades tells whether a page lets browsers load with encryption what it names without.
func upgrades(p *rule.Page) bool {
	for i := range p.Head("meta") {
		n := &p.Nodes[i]
		if strings.EqualFold(n.Attr("http-equiv"), "content-security-policy") && strings.Contains(strings.ToLower(n.Attr("content")), "upgrade-insecure-requests") {
			return true
		}
	}
	return false
}
