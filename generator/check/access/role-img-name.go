package access

import (
	"slices"

	"stillpoint/generator/check/rule"
)

// roleImgName asks for a name for what is made a picture by its role, such as a sign (WCAG 1.1.1).
func roleImgName() rule.Rule {
	return rule.Rule{Code: "role-img-name", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.With("role") {
			n := &p.Nodes[i]
			if r := toldRole(n); r != "img" && r != "image" || drawn(p, i) || slices.Contains([]string{"img", "area", "input", "object"}, n.Tag) {
				continue
			}
			if !p.Hidden(i) && labelled(p, i) == "" && words(n, "title") == "" {
				found = append(found, p.Found(i, "this says that it is a picture, but not what it shows",
					"write that into its aria-label: what lies in it is not read"))
			}
		}
		return found
	}}
}
