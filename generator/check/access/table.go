package access

import (
	"strconv"

	"stillpoint/generator/check/rule"
)

// rows returns the cells of each row of a table, without those of tables within it. Cells without a row are one.
func rows(p *rule.Page, table int) [][]int {
	var all [][]int
	for i := range p.Below(table, "tr", "td", "th") {
		switch isRow := p.Nodes[i].Tag == "tr"; {
		case p.In(i, "table") != table:
		case isRow || len(all) == 0:
			all = append(all, nil)
			if isRow {
				continue
			}
			fallthrough
		default:
			all[len(all)-1] = append(all[len(all)-1], i)
		}
	}
	return all
}

// grid returns for each place of a table the cell that covers it, 0 where none does.
func grid(rows [][]int, p *rule.Page) [][]int {
	places := make([][]int, len(rows))
	for y, row := range rows {
		x := 0
		for _, cell := range row {
			for x < len(places[y]) && places[y][x] != 0 {
				x++
			}
			high, wide := span(&p.Nodes[cell], "rowspan", len(rows)-y), span(&p.Nodes[cell], "colspan", 1000)
			for i := range high {
				places[y+i] = cover(places[y+i], x, wide, cell)
			}
			x += wide
		}
	}
	return places
}

// span returns over how many places a cell goes. None means all that are left.
func span(n *rule.Node, attribute string, most int) int {
	told, has := n.Lookup(attribute)
	if !has {
		return 1
	}
	count, err := strconv.Atoi(told)
	switch {
	case err != nil || count < 0 || count == 0 && attribute == "colspan":
		return 1
	case count == 0:
		return most
	}
	return min(count, most)
}

// cover puts a cell into places of a row.
func cover(row []int, from, count, cell int) []int {
	for len(row) < from+count {
		row = append(row, 0)
	}
	for i := from; i < from+count; i++ {
		row[i] = cell
	}
	return row
}

// isHead tells whether a cell is one that says what others are.
func isHead(n *rule.Node) bool {
	told := toldRole(n)
	return n.Tag == "th" && told == "" || told == "columnheader" || told == "rowheader"
}

// isDataTable tells whether a table is one that a screen reader reads as one.
func isDataTable(p *rule.Page, table int) bool {
	r := role(p, table)
	return !p.Hidden(table) && (r == "table" || r == "grid" || r == "treegrid")
}
