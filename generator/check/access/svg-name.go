package access

import "stillpoint/generator/check/rule"

// svgName asks for a name for a drawing that says it is a picture (WCAG 1.1.1). One that does not say so is decoration, which many
// are; where it stands alone in a link or a button, these have no name either.
func svgName() rule.Rule {
	return rule.Rule{Code: "svg-name", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.With("role") {
			if drawn(p, i) && !p.Hidden(i) && labelled(p, i) == "" && childText(p, i, "title") == "" && words(&p.Nodes[i], "title") == "" {
				found = append(found, p.Found(i, "this drawing says that it is a picture, but not what it shows",
					"write that into a <title> right behind its first tag; if it only decorates, give it aria-hidden=\"true\" instead of a role"))
			}
		}
		return found
	}}
}

// drawn tells whether an element is a drawing, or a part of one, with a role that asks for a name.
func drawn(p *rule.Page, node int) bool {
	n := &p.Nodes[node]
	switch toldRole(n) {
	case "img", "image", "graphics-symbol":
		return n.Tag == "svg" || p.In(node, "svg") > 0 && p.In(node, "foreignObject") == 0
	case "graphics-document":
		return n.Tag == "svg"
	}
	return false
}
