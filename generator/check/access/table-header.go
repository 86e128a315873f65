package access

import "stillpoint/generator/check/rule"

// tableHeader asks for heads in a table (WCAG 1.3.1). A table with other tables in it only arranges things, as was done long ago.
func tableHeader() rule.Rule {
	return rule.Rule{Code: "table-header", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("table") {
			if isDataTable(p, i) && isGrid(p, i) && !hasHead(p, i) && !hasTable(p, i) {
				found = append(found, p.Found(i, "this table has no heads: nobody can tell what is in its columns",
					"write them into its first row, as <th>; if it only arranges things, give it role=\"presentation\""))
			}
		}
		return found
	}}
}

// isGrid tells whether a table has more than one row and more than one column.
func isGrid(p *rule.Page, table int) bool {
	all := rows(p, table)
	for _, row := range all {
		if len(row) > 1 {
			return len(all) > 1
		}
	}
	return false
}

func hasHead(p *rule.Page, table int) bool {
	for _, row := range rows(p, table) {
		for _, cell := range row {
			if isHead(&p.Nodes[cell]) || words(&p.Nodes[cell], "scope") != "" {
				return true
			}
		}
	}
	return false
}

func hasTable(p *rule.Page, table int) bool {
	for range p.Below(table, "table") {
		return true
	}
	return false
}
