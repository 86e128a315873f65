package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// ariaAttributeMissing asks for the attributes that a role cannot do without (WCAG 4.1.2).
func ariaAttributeMissing() rule.Rule {
	return rule.Rule{Code: "aria-attribute-missing", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.With("role") {
			told := toldRole(&p.Nodes[i])
			if missing := missingAttributes(p, i, told); len(missing) > 0 && !p.Hidden(i) {
				found = append(found, p.Found(i, "a “"+told+"” has to say "+strings.Join(missing, " and "),
					"write it, or take an element that says it by itself, such as h2 or <input type=\"checkbox\">"))
			}
		}
		return found
	}}
}

// missingAttributes returns the attributes that an element has to have for its role, and has not.
func missingAttributes(p *rule.Page, node int, told string) []string {
	n := &p.Nodes[node]
	switch {
	case told == "separator" && !focusable(p, node):
		return nil // only one that can be moved says where it is
	case told == "combobox" && n.Attr("aria-expanded") == "false":
		return nil // what it opens need not be there yet
	case told == "slider" && n.Attr("aria-valuetext") != "":
		return nil
	}
	var missing []string
	for _, short := range roles()[told]["must"] {
		if n.Attr("aria-"+short) == "" && !elements()[kind(p, node)].lists("has", short) {
			missing = append(missing, "aria-"+short)
		}
	}
	return missing
}
