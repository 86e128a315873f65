package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// tableHeaders asks that a cell of a table names heads of that table (WCAG 1.3.1).
func tableHeaders() rule.Rule {
	return rule.Rule{Code: "table-headers", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("table") {
			if !isDataTable(p, i) {
				continue
			}
			for _, row := range rows(p, i) {
				for _, cell := range row {
					found = append(found, judgeHeaders(p, i, cell)...)
				}
			}
		}
		return found
	}}
}

// judgeHeaders returns what is wrong with the heads that a cell names.
func judgeHeaders(p *rule.Page, table, cell int) []rule.Finding {
	var found []rule.Finding
	for id := range strings.FieldsSeq(p.Nodes[cell].Attr("headers")) {
		fault := ""
		switch head := withID(p, id); {
		case p.Hidden(cell):
		case head == cell:
			fault = "is this cell itself"
		case head == 0 || p.In(head, "table") != table || p.Nodes[head].Tag != "td" && p.Nodes[head].Tag != "th":
			fault = "is no cell of this table"
		case !isHead(&p.Nodes[head]):
			fault = "is no head"
		}
		if fault != "" {
			found = append(found, p.Found(cell, "this cell names “"+id+"” as its head, which "+fault,
				"name the id of a <th> of the same table, or leave headers out: in most tables the place of a cell says enough").About(id))
		}
	}
	return found
}
