package main

import (
	"fmt"
	"io"
	"strings"

	"stillpoint/generator/diag"
	"stillpoint/generator/online"
)

// onlineTable prints what was found of a site that is online: a row for each kind, numbers in front, and below a row what is wrong in it.
type onlineTable struct {
	w     io.Writer
	width int
	color bool
}

// How much is shown of what is wrong in a row, and of addresses at which the same is wrong.
const (
	mostGroups    = 5
	mostAddresses = 3
)

// problemIndent is where what is wrong begins: below the names of the rows.
const problemIndent = "              "

func (t onlineTable) print(r *online.Report) {
	fmt.Fprintln(t.w, t.styled("1", fmt.Sprintf("%5s %6s  %s", "good", "of", "what")))
	for _, row := range r.Rows {
		t.row(row)
	}
	fmt.Fprintln(t.w)
	for _, line := range diag.Lines(conclusion(r), t.width, t.width) {
		fmt.Fprintln(t.w, line)
	}
}

func (t onlineTable) row(row online.Row) {
	good, checked := fmt.Sprintf("%5d", row.Good), fmt.Sprintf(" %6d  ", row.Checked)
	name := row.Name
	if row.Note != "" {
		name += ": " + row.Note
	}
	style := ""
	if row.Good < row.Checked {
		style = problemStyle(allWarnings(row.Problems))
	}
	lines := broken(diag.Visible(name), t.room(len(good)+len(checked)))
	fmt.Fprintln(t.w, t.styled(style, good)+checked+strings.Join(lines, "\n"+problemIndent))
	groups := alike(row.Problems)
	for i, g := range groups {
		if i == mostGroups {
			t.rest(groups[i:])
			break
		}
		t.group(g)
	}
}

// rest says how much there is that is not shown.
func (t onlineTable) rest(groups []problemGroup) {
	n := 0
	for _, g := range groups {
		n += len(g.addresses)
	}
	fmt.Fprintf(t.w, "%sand %d more (--format json has all)\n", problemIndent, n)
}

// problemGroup is where the same is wrong.
type problemGroup struct {
	online.Problem
	addresses []string
}

// alike puts together what differs in nothing but the address, which may stand in what was expected and found, too.
func alike(problems []online.Problem) []problemGroup {
	place := map[online.Problem]int{}
	var groups []problemGroup
	for _, p := range problems {
		bare := strings.TrimSuffix(p.Address, "/")
		of := func(text string) string {
			if bare == "" {
				return text
			}
			return strings.ReplaceAll(text, bare, "\x00")
		}
		key := online.Problem{Expected: of(p.Expected), Found: of(p.Found), Warning: p.Warning}
		i, known := place[key]
		if !known {
			i = len(groups)
			place[key] = i
			groups = append(groups, problemGroup{Problem: p})
		}
		groups[i].addresses = append(groups[i].addresses, p.Address)
	}
	return groups
}

// group prints the addresses, and below them what was expected there and what was found.
func (t onlineTable) group(g problemGroup) {
	for i, address := range g.addresses {
		if i == mostAddresses {
			fmt.Fprintf(t.w, "%sand %d more\n", problemIndent, len(g.addresses)-i)
			break
		}
		t.text(problemIndent, address, problemStyle(g.Warning))
	}
	t.text(problemIndent+wanted(g.Warning), g.Expected, "")
	t.text(problemIndent+"  found     ", g.Found, "")
}

// wanted says what stands behind it: what must be, or what would be better.
func wanted(warning bool) string {
	if warning {
		return "  better    "
	}
	return "  expected  "
}

func problemStyle(warning bool) string {
	if warning {
		return "33"
	}
	return "31"
}

func allWarnings(problems []online.Problem) bool {
	for _, p := range problems {
		if !p.Warning {
			return false
		}
	}
	return true
}

// text prints a text behind what its first line begins with; the others stand below.
func (t onlineTable) text(begin, text, style string) {
	for i, line := range broken(diag.Visible(text), t.room(len(begin))) {
		if i > 0 {
			begin = strings.Repeat(" ", len(begin))
		}
		fmt.Fprintln(t.w, begin+t.styled(style, line))
	}
}

// room returns how many columns are left behind those that are taken; on a terminal that is too narrow for a table, enough for words nevertheless.
func (t onlineTable) room(taken int) int { return max(t.width-taken, 24) }

// broken breaks a text between its words, and within those that have no room on a line.
func broken(text string, room int) []string {
	var lines []string
	for _, line := range diag.Lines(text, room, room) {
		for diag.Width(line) > room {
			head := cutAt(line, room)
			lines = append(lines, head)
			line = line[len(head):]
		}
		lines = append(lines, line)
	}
	return lines
}

// cutAt returns as much of the beginning of a text as has room.
func cutAt(text string, room int) string {
	n := 0
	for i, r := range text {
		if n += diag.Width(string(r)); n > room && i > 0 {
			return text[:i]
		}
	}
	return text
}

func (t onlineTable) styled(style, text string) string {
	if !t.color || style == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

// conclusion sums up a report.
func conclusion(r *online.Report) string {
	asked := fmt.Sprintf("%s, %s received, in %s.", quantity(r.Requests, "request"), volume(r.Bytes), seconds(r.Took))
	errors, warnings := r.Errors(), r.Warnings()
	switch {
	case errors == 0 && warnings == 0:
		return "All is as it should be: " + asked
	case errors == 0:
		return fmt.Sprintf("All is there, and %s could be better: %s", quantity(warnings, "thing"), asked)
	case warnings == 0:
		return fmt.Sprintf("%s: %s", wrong(errors), asked)
	}
	return fmt.Sprintf("%s, and %d could be better: %s", wrong(errors), warnings, asked)
}

func wrong(n int) string {
	if n == 1 {
		return "1 thing is not as it should be"
	}
	return fmt.Sprintf("%d things are not as they should be", n)
}

// volume says how many bytes there are in a unit that gives few digits.
func volume(n int64) string {
	switch {
	case n < 10_000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1_000_000:
		return fmt.Sprintf("%d KB", n/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// diagnostics returns what is wrong as messages for those who know nothing of tables; what is alike is one of them.
func diagnostics(r *online.Report) diag.List {
	var all diag.List
	for _, row := range r.Rows {
		for _, g := range alike(row.Problems) {
			where := g.Address
			if n := len(g.addresses) - 1; n > 0 {
				where += fmt.Sprintf(" and %d more", n)
			}
			if g.Warning {
				all = append(all, diag.New(row.Name, "", fmt.Sprintf("%s: %s would be better, found %s", where, g.Expected, g.Found), "").AsWarning())
				continue
			}
			all = append(all, diag.New(row.Name, "", fmt.Sprintf("%s: expected %s, found %s", where, g.Expected, g.Found), ""))
		}
	}
	return all
}
