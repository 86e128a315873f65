package share

import (
	gotext "github.com/go-text/typesetting/bidi"
	"golang.org/x/text/unicode/bidi"
)

func class(r rune) bidi.Class {
	properties, _ := bidi.LookupRune(r)
	return properties.Class()
}

func rightToLeftLetter(r rune) bool {
	c := class(r)
	return c == bidi.R || c == bidi.AL
}

// rightToLeft tells whether the first letter of a text says that it runs from the
// right to the left (UAX 9, P2 and P3).
func rightToLeft(text string) bool {
	for _, r := range text {
		switch class(r) {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}

// levels returns for each character how deep it is embedded (UAX 9): on odd
// levels text runs from the right to the left.
func levels(runes []rune, rtl bool) []int {
	all := make([]int, len(runes))
	if !rtl && oneWay(runes) {
		return all
	}
	direction := gotext.LeftToRight
	if rtl {
		direction = gotext.RightToLeft
	}
	var paragraph gotext.Paragraph
	runs := paragraph.Segment(runes, direction)
	for i := range runs.NumRuns() {
		run := runs.Run(i)
		level := 0
		switch {
		case !run.IsLeftToRight():
			level = 1
		case rtl:
			level = 2
		}
		for at := run.Start; at < run.End; at++ {
			all[at] = level
		}
	}
	if !rtl {
		deepen(runes, all)
	}
	return all
}

func oneWay(runes []rune) bool {
	for _, r := range runes {
		if c := class(r); c == bidi.R || c == bidi.AL || c == bidi.AN {
			return false
		}
	}
	return true
}

// deepen tells numbers that belong to text from right to left, which are on level
// 2, from the text around it on level 0. The library that finds the levels says
// only whether they are even.
func deepen(runes []rune, levels []int) {
	strong := bidi.L // the last letter
	for i := 0; i < len(runes); i++ {
		switch c := class(runes[i]); {
		case c == bidi.R || c == bidi.L || c == bidi.AL:
			strong = c
		case levels[i] == 0 && (c == bidi.AN || strong != bidi.L):
			end := i + number(runes[i:], c == bidi.AN || strong == bidi.AL)
			for at := i; at < end; at++ {
				levels[at] = 2
			}
			i = max(i, end-1)
		}
	}
}

// number returns how many characters at the beginning make a number (UAX 9, W1 to
// W7): digits, and separators between digits. Signs for currencies and
// percentages belong to it too, except behind Arabic letters.
func number(runes []rune, arabic bool) int {
	at := 0
	for !arabic && at < len(runes) && class(runes[at]) == bidi.ET {
		at++
	}
	if at == len(runes) || !digit(runes[at]) {
		return 0
	}
	for at < len(runes) {
		switch c := class(runes[at]); {
		case digit(runes[at]) || c == bidi.NSM:
		case c == bidi.ET && !arabic:
		case (c == bidi.CS || c == bidi.ES && !arabic) && digit(runes[at-1]) && at+1 < len(runes) && class(runes[at-1]) == class(runes[at+1]):
		default:
			return at
		}
		at++
	}
	return at
}

func digit(r rune) bool { return class(r) == bidi.EN || class(r) == bidi.AN }
