package access

import "stillpoint/generator/check/rule"

// widgetName asks for a name for what is made a control by its role, and for bars that show how much (WCAG 1.1.1 and 4.1.2).
func widgetName() rule.Rule {
	return rule.Rule{Code: "widget-name", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.Any("[role]", "meter", "progress") {
			if r := widgetRole(&p.Nodes[i]); r != "" && !p.Hidden(i) && name(p, i) == "" {
				found = append(found, p.Found(i, "this has no name, and is a “"+r+"” to a screen reader: nobody can tell what it is for",
					"write words in it, or in its aria-label"))
			}
		}
		return found
	}}
}

// widgetRole returns the role of an element that has to have a name and is neither link nor button nor field.
func widgetRole(n *rule.Node) string {
	r := toldRole(n)
	if r == "" && (n.Tag == "meter" || n.Tag == "progress") {
		return n.Tag
	}
	switch r {
	case "menuitem", "menuitemcheckbox", "menuitemradio", "checkbox", "radio", "switch", "option", "tab", "treeitem", "tooltip", "meter",
		"progressbar":
		if n.Tag != "input" && n.Tag != "select" && n.Tag != "textarea" {
			return r
		}
	}
	return ""
}
