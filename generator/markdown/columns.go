package markdown

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"stillpoint/generator/diag"
)

// leastColumn is how narrow a column of a table may become; where there is less room, each row is a list.
const leastColumn = 11

// table lays a table out in columns, or, where these would be too narrow to read, each row as a list.
func (s *setter) table(t *east.Table, width int) []string {
	rows := s.rows(t)
	if len(rows) == 0 || len(rows[0]) == 0 {
		return nil
	}
	widths, fit := columnWidths(rows, width)
	if !fit {
		return s.records(rows, width)
	}
	var lines []string
	for i, row := range rows {
		lines = append(lines, s.row(row, widths)...)
		if i == 0 {
			lines = append(lines, strings.Repeat("─", min(width, sum(widths)+2*(len(widths)-1))))
		}
	}
	return lines
}

// rows returns the cells of a table, those of its head first.
func (s *setter) rows(t *east.Table) [][][]word {
	var rows [][][]word
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		look := style{bold: row.Kind() == east.KindTableHeader}
		var cells [][]word
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, s.words(ast.Node(cell), look))
		}
		rows = append(rows, cells)
	}
	return rows
}

// columnWidths shares a width among columns. Those that need less than their share get what they need. It returns
// false where a column would be narrower than its longest word, unless that is wider than can be asked for.
func columnWidths(rows [][][]word, width int) (widths []int, fit bool) {
	wanted, least := make([]int, len(rows[0])), make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row[:min(len(row), len(wanted))] {
			wanted[i] = max(wanted[i], lineWidth(cell))
			for _, w := range cell {
				least[i] = max(least[i], w.width())
			}
		}
	}
	room := width - 2*(len(wanted)-1)
	widths = slices.Clone(wanted)
	for sum(widths) > room {
		widest := 0
		for i := range widths {
			if widths[i] > widths[widest] {
				widest = i
			}
		}
		if widths[widest]--; widths[widest] < max(leastColumn, min(least[widest], width/2)) {
			return nil, false
		}
	}
	return widths, true
}

func lineWidth(cell []word) int {
	n := max(len(cell)-1, 0)
	for _, w := range cell {
		n += w.width()
	}
	return n
}

func sum(all []int) int {
	n := 0
	for _, one := range all {
		n += one
	}
	return n
}

// row lays the cells of a row out beside each other.
func (s *setter) row(cells [][]word, widths []int) []string {
	height := 0
	columns := make([][]string, len(widths))
	for i := range columns {
		if i < len(cells) {
			columns[i] = s.wrap(cells[i], widths[i])
		}
		height = max(height, len(columns[i]))
	}
	lines := make([]string, height)
	for at := range lines {
		var line strings.Builder
		for i, column := range columns {
			text, used := "", 0
			if at < len(column) {
				text, used = column[at], visibleWidth(column[at])
			}
			line.WriteString(text + strings.Repeat(" ", max(widths[i]-used, 0)+2))
		}
		lines[at] = strings.TrimRight(line.String(), " ")
	}
	return lines
}

// records lays each row out as a list: what stands in its first cell, and below it the others, each behind the head of its column.
func (s *setter) records(rows [][][]word, width int) []string {
	var lines []string
	for _, row := range rows[1:] {
		var one []string
		for i, cell := range row {
			if i == 0 {
				one = s.wrap(cell, width)
				continue
			}
			if len(cell) == 0 {
				continue
			}
			text := cell
			if len(row) > 2 && i < len(rows[0]) && len(rows[0][i]) > 0 {
				text = slices.Concat(rows[0][i], []word{{{"—", style{}}}}, cell)
			}
			one = append(one, prefixed(s.wrap(text, width-4), "    ", "    ")...)
		}
		lines = spaced(lines, one, true)
	}
	return lines
}

// visibleWidth returns how many columns a painted text takes.
func visibleWidth(text string) int {
	n := 0
	for text != "" {
		plain, rest, painted := strings.Cut(text, "\x1b[")
		n += diag.Width(plain)
		if !painted {
			return n
		}
		_, text, _ = strings.Cut(rest, "m")
	}
	return n
}
