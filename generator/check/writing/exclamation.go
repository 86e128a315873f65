package writing

import (
	"fmt"
	"strings"

	"stillpoint/generator/check/rule"
)

// marks is how many exclamation marks a page may have.
const marks = 3

// exclamation asks for a calm voice.
func exclamation() rule.Rule {
	return rule.Rule{Code: "exclamation", Level: rule.Off, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		count := 0
		var over *sentence // that has the first mark too many
		for _, s := range prose(p) {
			row, all := exclaimed(s)
			if len(row) > 1 {
				found = append(found, p.Found(s.Node, "several exclamation marks in a row",
					"leave one, or better a full stop").In(s.text).About(row))
			}
			if count += all; count > marks && over == nil {
				over = &s
			}
		}
		if over != nil {
			found = append(found, p.Found(over.Node, fmt.Sprintf("this page has %d exclamation marks", count),
				fmt.Sprintf("leave at most %d, for what truly is one; a full stop will do for the others", marks)).In(over.text).About("!"))
		}
		return found
	}}
}

// exclaimed returns the longest row of exclamation marks in a sentence, and how many there are. Those in code and in
// quotations are not the page's own.
func exclaimed(s sentence) (row string, all int) {
	text := s.text
	for _, spared := range s.spared {
		text = strings.ReplaceAll(text, spared, "")
	}
	for rest := text; ; {
		from := strings.IndexByte(rest, '!')
		if from < 0 {
			return row, all
		}
		behind := strings.TrimLeft(rest[from:], "!")
		length := len(rest) - from - len(behind)
		if !inMarks(s.quoted, text[:len(text)-len(rest)+from]) {
			all, row = all+length, max(row, rest[from:from+length]) // of rows of one mark the longest is the last in order
		}
		rest = behind
	}
}
