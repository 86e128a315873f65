package privacy

import (
	"fmt"

	"stillpoint/generator/check/rule"
)

// thirdParty asks that a page loads nothing from elsewhere. Services that are known for what they learn, and players, have rules of
// their own, and are not told of twice.
func thirdParty() rule.Rule {
	return rule.Rule{Code: "third-party", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		home, told := homeOf(p), strangers{}
		for _, l := range loads(p) {
			host := home.foreign(l.address)
			if host == "" || l.later || serviceOf(l.address).name != "" || playerOf(l.address).name != "" || !told.first(l.node, host) {
				continue
			}
			found = append(found, p.Found(l.node, fmt.Sprintf("this page asks %s for %s, and so tells it who is reading", host, l.what), l.remedy()).About(l.address))
		}
		return found
	}}
}

// remedy says what to do in place of loading something from elsewhere.
func (l load) remedy() string {
	switch l.what {
	case "a frame":
		return "put a link in its place, or load it only when somebody clicks on it"
	case "a connection":
		return "take this line out: it is of use only where something is loaded from there"
	}
	return "put a copy into assets/, or beside the page, and load it from there; else say so in your privacy policy"
}

// strangers are the hosts that have been told of, at which elements.
type strangers map[stranger]bool

type stranger struct {
	node int
	host string
}

// first tells whether nothing has been told yet of a host at an element, which may name it often, for pictures of several sizes.
func (s strangers) first(node int, host string) bool {
	key := stranger{node, host}
	if s[key] {
		return false
	}
	s[key] = true
	return true
}
