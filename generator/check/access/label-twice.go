package access

import "stillpoint/generator/check/rule"

// labelTwice asks that a field has one label only (WCAG 3.3.2): some screen readers read the first, some the last, some all.
func labelTwice() rule.Rule {
	return rule.Rule{Code: "label-twice", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("input", "select", "textarea") {
			if isField(p, i) && !p.Hidden(i) && len(labels(p, i)) > 1 && given(&p.Nodes[i], "aria-labelledby") == "" {
				found = append(found, p.Found(i, "this field has more than one label: screen readers do not agree on which to read",
					"leave one label, and put what helps to fill in the field into an element that aria-describedby names"))
			}
		}
		return found
	}}
}
