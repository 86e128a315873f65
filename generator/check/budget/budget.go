// Package budget holds the rule on how much a browser has to fetch before a page is there. Sizes are not known to a page, so the rule
// cannot look at one by itself: [Weigh] asks for them, and [Limits.Judge] says what is too much.
package budget

import (
	"embed"

	"stillpoint/generator/check/rule"
)

// Files are the documentation of the rules, each in CODE.txt. Their cases need sizes and stand in the tests.
//
//go:embed *.txt
var Files embed.FS

// Code is that of the rule.
const Code = "page-weight"

// Rules returns all rules of the package, for the list of codes and levels. They look at nothing by themselves.
func Rules() []rule.Rule {
	return []rule.Rule{{Code: Code, Level: rule.Warning}}
}

// Weight is what a browser fetches at first for a page, in bytes: those that are sent, so compressed where a file is text.
type Weight struct {
	Output, Source                    string
	HTML, CSS, JS, Font, Image, Other int64
	Heaviest                          []Item // all files, the heaviest first
}

// Item is a file that a page is made of.
type Item struct {
	Output string
	Bytes  int64
}

// Total returns the weight of all files together.
func (w Weight) Total() int64 { return w.HTML + w.CSS + w.JS + w.Font + w.Image + w.Other }
