// Package practice knows what the site of a hands-on practice is made of:
// therapies, practitioners, locations, opening hours, prices, events, testimonials.
// Each kind of page is a struct whose fields are read strictly, by their yaml tags, and whose
// values are types of their own: [Money], [Duration], [Phone], [Address], [Hours].
// What is wrong is a diagnostic at its place that says how to write it.
//
// A struct says of itself what no single field can tell ([Fields]); what pages say of each
// other is for package site to compare. Nothing here reads a clock, a file or another page.
package practice

import (
	"strconv"

	"stillpoint/generator/decode"
)

// scalar returns a value that is written as one word or line, without the blanks
// around it, and whether there is one.
func scalar(n *decode.Node) (string, bool) {
	switch n.Kind() {
	case decode.String, decode.Int, decode.Float, decode.Time:
		return trim(n.Text()), true
	}
	return "", false
}

// said returns a value as a message quotes it: its words, or what stands in their place.
func said(n *decode.Node) string {
	if s, ok := scalar(n); ok {
		return strconv.Quote(s)
	}
	return n.Kind().String()
}
