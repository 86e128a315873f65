package privacy

import (
	"fmt"
	"strings"

	"stillpoint/generator/check/rule"
)

// secret asks that no key stands on a page, where everybody can take it.
func secret() rule.Rule {
	known := forms()
	return rule.Rule{Code: "secret", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		told := map[string]bool{}
		for i := range p.Nodes {
			for _, k := range keysAt(p, i, known) {
				if !told[k.text] {
					told[k.text] = true
					found = append(found, p.Found(i, fmt.Sprintf("%s stands on this page, for everybody to take: “%s”", k.what, k.masked()),
						"take it out, and then let the service make you a new one: what was online once is known").About(k.text))
				}
			}
		}
		return found
	}}
}

// keysAt returns the keys in a text, or in the attributes of an element. A digest looks like one, and is none.
func keysAt(p *rule.Page, node int, known []form) []key {
	n := &p.Nodes[node]
	if n.Tag == "" {
		return keys(known, n.Text)
	}
	var all []key
	for name, value := range n.Attributes() {
		if found := keys(known, value); len(found) > 0 && name != "integrity" && !open(value) {
			all = append(all, found...)
		}
	}
	return all
}

// open tells whether an attribute may hold what looks like a key: a picture that is written out, or the address of a map, whose key
// has to stand on the page.
func open(value string) bool {
	return strings.HasPrefix(value, "data:") || playerOf(value).name == "Google Maps"
}
