package access

import "stillpoint/generator/check/rule"

// labelTitleOnly asks for a label that is seen: a title shows only under a mouse, and not on a telephone at all.
func labelTitleOnly() rule.Rule {
	return rule.Rule{Code: "label-title-only", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("input", "select", "textarea") {
			if isField(p, i) && !p.Hidden(i) && labelled(p, i) == "" && labelText(p, i) == "" && words(&p.Nodes[i], "title") != "" {
				found = append(found, p.Found(i, "the only label of this field is its title, which most people never see",
					"write the words into a label beside the field"))
			}
		}
		return found
	}}
}
