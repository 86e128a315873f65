package privacy

import (
	"fmt"
	"strings"

	"stillpoint/generator/check/rule"
)

// sriMissing asks that what others give a page to run is what its owner has looked at. What the known services and players give
// changes from day to day, so that nobody can say what it is; they have rules of their own.
func sriMissing() rule.Rule {
	return rule.Rule{Code: "sri-missing", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		home := homeOf(p)
		for _, l := range loads(p) {
			n := &p.Nodes[l.node]
			runs := n.Tag == "script" || n.Tag == "link" && n.Lists("rel", "stylesheet")
			host := home.foreign(l.address)
			if !runs || host == "" || sealed(n) || serviceOf(l.address).name != "" || playerOf(l.address).name != "" {
				continue
			}
			found = append(found, p.Found(l.node, fmt.Sprintf("this page loads %s from %s, and takes whatever comes", l.what, host),
				"put a copy into assets/, which is the safest; else add integrity and crossorigin, so that browsers refuse a changed file").About(l.address))
		}
		return found
	}}
}

// sealed tells whether an element says which file it will have.
func sealed(n *rule.Node) bool {
	for digest := range strings.FieldsSeq(n.Attr("integrity")) {
		kind, value, _ := strings.Cut(digest, "-")
		if (kind == "sha256" || kind == "sha384" || kind == "sha512") && value != "" {
			return true
		}
	}
	return false
}
