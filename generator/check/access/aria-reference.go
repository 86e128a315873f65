package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// ariaReference asks that the elements are there which others name by their id (WCAG 1.3.1 and 4.1.2). What a button controls may be
// made by a script only once it is pressed.
func ariaReference() rule.Rule {
	return rule.Rule{Code: "aria-reference", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		ids := idsOf(p)
		for i := range p.With("aria-", "for") {
			for attribute, value := range p.Nodes[i].Attributes() {
				if !references(&p.Nodes[i], attribute) {
					continue
				}
				for id := range strings.FieldsSeq(value) {
					if !ids[id] && !p.Hidden(i) {
						found = append(found, p.Found(i, "“"+attribute+"” names “"+id+"”, and nothing on this page has that id",
							"write the id of the element that is meant, or give it this one").About(id))
					}
				}
			}
		}
		return found
	}}
}

// references tells whether an attribute of an element names others by their id.
func references(n *rule.Node, attribute string) bool {
	switch attribute {
	case "aria-labelledby", "aria-describedby", "aria-details", "aria-flowto", "aria-activedescendant", "aria-errormessage", "aria-actions":
		return true
	case "aria-owns":
		return n.Attr("aria-expanded") != "false"
	case "for":
		return n.Tag == "label" || n.Tag == "output"
	}
	return false
}

// idsOf returns the ids that there are on a page.
func idsOf(p *rule.Page) map[string]bool {
	ids := map[string]bool{}
	for i := range p.With("id") {
		if id := p.Nodes[i].Attr("id"); id != "" {
			ids[id] = true
		}
	}
	return ids
}
