package access

import "stillpoint/generator/check/rule"

// buttonName asks for words on every button (WCAG 4.1.2). Buttons that are pictures are the matter of the rule about these, and what
// opens details has one of its own.
func buttonName() rule.Rule {
	return rule.Rule{Code: "button-name", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.Any("[role]", "button", "input") {
			if isButton(p, i) && !p.Hidden(i) && name(p, i) == "" {
				found = append(found, p.Found(i, "this button has no words: nobody can tell what it does",
					"write them in it; for a button that only shows a sign, write them in its aria-label"))
			}
		}
		return found
	}}
}

// isButton tells whether an element is a button to a screen reader.
func isButton(p *rule.Page, node int) bool {
	n := &p.Nodes[node]
	switch n.Tag {
	case "summary":
		return false
	case "input":
		return !isNativeField(n) && inputType(n) != "image" && inputType(n) != "hidden" && !isNone(role(p, node))
	case "button": // whatever its role says, unless another rule looks at that
		return !isNone(role(p, node)) && widgetRole(n) == "" && role(p, node) != "link"
	}
	return given(n, "role") != "" && role(p, node) == "button"
}
