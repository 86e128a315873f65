package access

import "stillpoint/generator/check/rule"

// frameTitle asks for a title for every page within the page (WCAG 4.1.2).
func frameTitle() rule.Rule {
	return rule.Rule{Code: "frame-title", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("iframe", "frame") {
			n := &p.Nodes[i]
			if index, _ := tabIndex(n); index < 0 || given(n, "title") == "" && isNone(role(p, i)) || p.Hidden(i) || name(p, i) != "" {
				continue
			}
			found = append(found, p.Found(i, "this frame has no title: nobody can tell what is in it before they go in",
				"write one: <iframe title=\"Map of Harbour Lane\" …>"))
		}
		return found
	}}
}
