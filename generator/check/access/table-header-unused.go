package access

import (
	"slices"

	"stillpoint/generator/check/rule"
)

// tableHeaderUnused asks that there is something to each head of a table (WCAG 1.3.1).
func tableHeaderUnused() rule.Rule {
	return rule.Rule{Code: "table-header-unused", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("table") {
			if !isDataTable(p, i) {
				continue
			}
			table := headed{p, grid(rows(p, i), p)}
			for y, row := range table.places {
				for x, cell := range row {
					if table.begins(x, y) && isHead(&p.Nodes[cell]) && p.Text(cell) != "" && !table.used(cell) {
						found = append(found, p.Found(cell, "there is no cell to this head of a table",
							"if it is no head, make it a <td>; if it is one, say with scope=\"col\" or scope=\"row\" of what"))
					}
				}
			}
		}
		return found
	}}
}

// headed is a table, of which each place has a cell.
type headed struct {
	page   *rule.Page
	places [][]int
}

// begins tells whether the cell at a place has its first place there.
func (t headed) begins(x, y int) bool {
	cell := t.places[y][x]
	return cell > 0 && (x == 0 || t.places[y][x-1] != cell) && (y == 0 || x >= len(t.places[y-1]) || t.places[y-1][x] != cell)
}

// used tells whether some cell has a head: below it if it is the head of a column, behind it if it is that of a row, or because the cell
// says so.
func (t headed) used(head int) bool {
	scope := t.scope(head)
	id := t.page.Nodes[head].Attr("id")
	for y, row := range t.places {
		for x, cell := range row {
			n := &t.page.Nodes[cell]
			switch {
			case id != "" && (refers(n, "headers", id) || refers(n, "aria-labelledby", id)):
				return true
			case cell != head:
			case scope != "row" && t.below(x, y), scope != "col" && t.behind(x, y):
				return true
			}
		}
	}
	return false
}

// below tells whether there is a cell below a place that is no head of a column.
func (t headed) below(x, y int) bool {
	return slices.ContainsFunc(t.places[y+1:], func(row []int) bool { return x < len(row) && row[x] > 0 && !t.heads(row[x], "col") })
}

// behind tells whether there is a cell behind a place that is no head of a row.
func (t headed) behind(x, y int) bool {
	return slices.ContainsFunc(t.places[y][x+1:], func(cell int) bool { return cell > 0 && !t.heads(cell, "row") })
}

// heads tells whether a cell is a head of columns or of rows; one that does not say of which is taken for both.
func (t headed) heads(cell int, of string) bool {
	scope := t.scope(cell)
	return scope == of || scope == "auto"
}

// scope returns "col" or "row" for the head of columns or rows, "auto" for one of which that cannot be told, "" for no head.
func (t headed) scope(cell int) string {
	n := &t.page.Nodes[cell]
	switch told := toldRole(n); {
	case told == "columnheader", n.Attr("scope") == "col", n.Attr("scope") == "colgroup":
		return "col"
	case told == "rowheader", n.Attr("scope") == "row", n.Attr("scope") == "rowgroup":
		return "row"
	case n.Tag != "th":
		return ""
	}
	return t.scopeByPlace(cell)
}

// scopeByPlace returns of what a cell is the head that does not say it: of columns in a row of heads, of rows in a column of heads.
func (t headed) scopeByPlace(cell int) string {
	notHead := func(cell int) bool { return t.page.Nodes[cell].Tag != "th" }
	for _, row := range t.places {
		x := slices.Index(row, cell)
		if x < 0 {
			continue
		}
		if !slices.ContainsFunc(row, notHead) {
			return "col"
		}
		if !slices.ContainsFunc(t.places, func(row []int) bool { return x >= len(row) || notHead(row[x]) }) {
			return "row"
		}
		break
	}
	return "auto"
}
