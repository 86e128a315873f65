package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// duplicateID asks that an id stands once on a page (WCAG 1.3.1 and 4.1.2): what names it, such as a label or a link, gets the first.
func duplicateID() rule.Rule {
	return rule.Rule{Code: "duplicate-id", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		seen := map[string]bool{}
		for i := range p.With("id") {
			id := p.Nodes[i].Attr("id")
			if id == "" || p.In(i, "template") > 0 {
				continue
			}
			if seen[id] {
				found = append(found, p.Found(i, "another element before this one has the id “"+id+"”"+namedBy(p, id),
					"give this one an id of its own").About(id))
			}
			seen[id] = true
		}
		return found
	}}
}

// namedBy says what comes of it that an id stands twice.
func namedBy(p *rule.Page, id string) string {
	for i := range p.With("aria-", "for") {
		for attribute, value := range p.Nodes[i].Attributes() {
			if references(&p.Nodes[i], attribute) && strings.Contains(value, id) && refers(&p.Nodes[i], attribute, id) {
				return ", and “" + attribute + "” of a “" + p.Nodes[i].Tag + "” only finds that one"
			}
		}
	}
	return ""
}
