package access

import (
	"slices"
	"strings"

	"stillpoint/generator/check/rule"
)

// ariaParent asks that what belongs into something lies in it (WCAG 1.3.1): a tab in a row of tabs, an item in a list.
func ariaParent() rule.Rule {
	return rule.Rule{Code: "aria-parent", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.With("role") {
			told := toldRole(&p.Nodes[i])
			wanted := roles()[told]["within"]
			if len(wanted) > 0 && !p.Hidden(i) && !held(p, p.Nodes[i].Parent, told, wanted) && !heldByOwner(p, i, told, wanted) {
				found = append(found, p.Found(i, "a “"+told+"” has to lie in a "+strings.Join(wanted, " or ")+", and this one does not",
					"put one around it and its like, or leave the role out"))
			}
		}
		return found
	}}
}

// held tells whether the nearest thing above that a screen reader meets is one that something belongs into. A group may stand between.
func held(p *rule.Page, from int, told string, wanted []string) bool {
	groups := slices.Contains(wanted, "group")
	for i := from; i > 0; i = p.Nodes[i].Parent {
		switch r := realRole(p, i); {
		case r == "":
		case r == "group" && groups:
			if told == "listitem" || told == "treeitem" {
				wanted = append(slices.Clone(wanted), told)
			}
			wanted = slices.DeleteFunc(slices.Clone(wanted), func(role string) bool { return role == "group" })
		default:
			return slices.Contains(wanted, r)
		}
	}
	return false
}

// heldByOwner tells whether something that is elsewhere on the page says that an element is its own.
func heldByOwner(p *rule.Page, node int, told string, wanted []string) bool {
	for i := node; i > 0; i = p.Nodes[i].Parent {
		id := p.Nodes[i].Attr("id")
		if id == "" {
			continue
		}
		for owner := range p.With("aria-owns") {
			if refers(&p.Nodes[owner], "aria-owns", id) && held(p, owner, told, wanted) {
				return true
			}
		}
	}
	return false
}
