package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"stillpoint/generator"
	"stillpoint/generator/diag"
)

// summary is the end of what check tells people: a table of what each rule has found, and how much that is in all.
type summary struct {
	problems   diag.List
	result     *generator.Result
	suppressed int // findings that are let pass
	color      bool
}

// row is what the table says of a rule.
type row struct {
	code  string
	level diag.Severity // the worst
	count int
	pages map[string]bool // that show it
}

func (s summary) print(w io.Writer) {
	pages := quantity(s.result.Pages, "page")
	switch {
	case !s.result.Checked:
		fmt.Fprintf(w, "%s. No page was held to the rules: they look at finished pages, and there are none yet.\n", counted(s.problems))
		return
	case len(s.problems) == 0:
		fmt.Fprintf(w, "%s checked: nothing to complain of.\n", pages)
	default:
		s.table(w)
		fmt.Fprintf(w, "\n%s checked: %s.\nstillpoint explain RULE says more of each.\n", pages, counted(s.problems))
	}
	if s.suppressed > 0 {
		fmt.Fprintf(w, "%s let pass: stillpoint check --suppressed lists what, and why.\n", quantity(s.suppressed, "finding"))
	}
}

// table prints a row for each rule, errors first, then what was found most. Numbers stand in front, where they line up however long the
// names of rules are; a dash stands for what is no finding on pages.
func (s summary) table(w io.Writer) {
	fmt.Fprintf(w, "%s\n", s.styled("1", fmt.Sprintf("%7s %7s  %-7s  %s", "found", "pages", "level", "rule")))
	for _, r := range s.rows() {
		pages := "-"
		if len(r.pages) > 0 {
			pages = fmt.Sprint(len(r.pages))
		}
		style := "31"
		if r.level == diag.Warning {
			style = "33"
		}
		fmt.Fprintf(w, "%7d %7s  %s%s  %s\n", r.count, pages, s.styled(style, r.level.String()), strings.Repeat(" ", max(0, 7-len(r.level.String()))), r.code)
	}
}

func (s summary) rows() []*row {
	known := map[string]*row{}
	var all []*row
	for _, d := range s.problems {
		r := known[d.Code]
		if r == nil {
			r = &row{code: d.Code, level: diag.Warning, pages: map[string]bool{}}
			known[d.Code] = r
			all = append(all, r)
		}
		r.level = min(r.level, d.Severity)
		r.count++
		for _, output := range s.result.Spread(d) {
			r.pages[output] = true
		}
	}
	slices.SortFunc(all, func(a, b *row) int {
		return cmp.Or(cmp.Compare(a.level, b.level), b.count-a.count, cmp.Compare(a.code, b.code))
	})
	return all
}

// styled returns text with an ANSI style.
func (s summary) styled(style, text string) string {
	if !s.color {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}
