package access

import "stillpoint/generator/check/rule"

// presentationConflict asks that what is said to be nothing has nothing that makes it something after all.
func presentationConflict() rule.Rule {
	return rule.Rule{Code: "presentation-conflict", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.Any("[role]", "img") {
			n := &p.Nodes[i]
			if !isDenied(n) || p.Hidden(i) || !isSomething(p, i) {
				continue
			}
			switch {
			case globalARIA(n):
				found = append(found, p.Found(i, "this says that it is only decoration, but has an attribute of ARIA that makes it more",
					"leave out either the one or the other"))
			case focusable(p, i):
				found = append(found, p.Found(i, "this says that it is only decoration, but can be reached with the keyboard",
					"leave out the role, or what makes it one to be reached"))
			}
		}
		return found
	}}
}

// isDenied tells whether an element says that it is nothing.
func isDenied(n *rule.Node) bool {
	alt, has := n.Lookup("alt")
	return isNone(toldRole(n)) || n.Tag == "img" && has && alt == ""
}

// isSomething tells whether an element would be anything to a screen reader if it did not say that it is nothing.
func isSomething(p *rule.Page, node int) bool {
	return ownRole(p, node) != "" || elements()[kind(p, node)].is("browser")
}
