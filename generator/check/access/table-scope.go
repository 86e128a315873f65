package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// tableScope asks that scope stands on a head of a table, and says of what.
func tableScope() rule.Rule {
	return rule.Rule{Code: "table-scope", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("td", "th") {
			scope, has := p.Nodes[i].Lookup("scope")
			if !has || p.Hidden(i) {
				continue
			}
			switch strings.ToLower(scope) {
			case "row", "col", "rowgroup", "colgroup":
				if p.Nodes[i].Tag == "td" {
					found = append(found, p.Found(i, "scope means nothing on a cell that is no head", "write <th> instead of <td>"))
				}
			default:
				found = append(found, p.Found(i, "“"+scope+"” does not say of what this is the head", "write col or row").About(scope))
			}
		}
		return found
	}}
}
