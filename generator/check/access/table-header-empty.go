package access

import "stillpoint/generator/check/rule"

// tableHeaderEmpty asks for words in the heads of a table.
func tableHeaderEmpty() rule.Rule {
	return rule.Rule{Code: "table-header-empty", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.Any("[role]", "th") {
			if isHead(&p.Nodes[i]) && !isNone(role(p, i)) && !p.Hidden(i) && content(p, i, true) == "" {
				found = append(found, p.Found(i, "this head of a table has no words",
					"write what is in its column or row; an empty corner is better a <td>"))
			}
		}
		return found
	}}
}
