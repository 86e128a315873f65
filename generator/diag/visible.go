package diag

import (
	"strings"
	"unicode"

	eastasian "golang.org/x/text/width"
)

// hidden stands for a character that would steer the terminal instead of showing.
const hidden = '·'

// tabWidth is how many blanks a tab is shown as.
const tabWidth = 4

// Visible returns a text as a terminal can show it whoever wrote it: what could steer the terminal is a dot.
func Visible(text string) string { return visible(text) }

// visible returns text with everything replaced that could steer a terminal or
// turn the direction of writing. What others wrote into a site's files gets into
// messages too.
func visible(text string) string {
	var b strings.Builder
	for _, r := range text {
		b.WriteString(show(r))
	}
	return b.String()
}

func show(r rune) string {
	switch {
	case r == '\t':
		return strings.Repeat(" ", tabWidth)
	case steers(r):
		return string(hidden)
	}
	return string(r)
}

func steers(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) && !joins(r)
}

// joins reports the two invisible characters that words and emoji are rightly made with.
func joins(r rune) bool { return r == '\u200c' || r == '\u200d' }

// columns returns how many columns of a terminal a character takes when shown.
func columns(r rune) int {
	switch {
	case r == '\t':
		return tabWidth
	case joins(r), unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	}
	switch eastasian.LookupRune(r).Kind() {
	case eastasian.EastAsianWide, eastasian.EastAsianFullwidth:
		return 2
	}
	return 1
}

// Width returns how many columns of a terminal a text takes when shown.
func Width(text string) int { return width(text) }

func width(text string) int {
	n := 0
	for _, r := range text {
		n += columns(r)
	}
	return n
}

// Lines breaks a text between its words. The first line takes so many columns of a terminal, and each other so many; a
// word that is longer has a line of its own.
func Lines(text string, first, others int) []string {
	var lines []string
	var line strings.Builder
	room := first
	for i, word := range strings.Split(text, " ") {
		n := width(word)
		switch {
		case i == 0:
		case n+1 > room:
			lines = append(lines, line.String())
			line.Reset()
			room = others
		default:
			line.WriteByte(' ')
			room--
		}
		line.WriteString(word)
		room -= n
	}
	return append(lines, line.String())
}
