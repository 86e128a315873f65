package access

import "stillpoint/generator/check/rule"

// dialogName asks for a name for what opens above the page.
func dialogName() rule.Rule {
	return rule.Rule{Code: "dialog-name", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.Any("[role]", "dialog") {
			r := toldRole(&p.Nodes[i])
			if (r == "dialog" || r == "alertdialog" || r == "" && p.Nodes[i].Tag == "dialog") && !p.Hidden(i) && name(p, i) == "" {
				found = append(found, p.Found(i, "this window has no name: a screen reader cannot say what has opened",
					"let aria-labelledby name the id of its heading, or write a name in aria-label"))
			}
		}
		return found
	}}
}
