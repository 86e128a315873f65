package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// accesskeyTwice asks that a key leads to one place.
func accesskeyTwice() rule.Rule {
	return rule.Rule{Code: "accesskey-twice", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		seen := map[string]bool{}
		for i := range p.With("accesskey") {
			key := strings.ToUpper(words(&p.Nodes[i], "accesskey"))
			if key == "" || p.Gone(i) {
				continue
			}
			if seen[key] {
				found = append(found, p.Found(i, "the key “"+key+"” leads to something before this already",
					"take another key, or none: most of them mean something to a browser or a screen reader").About(p.Nodes[i].Attr("accesskey")))
			}
			seen[key] = true
		}
		return found
	}}
}
