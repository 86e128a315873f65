package writing

import (
	"fmt"

	"stillpoint/generator/check/rule"
)

// longest is the number of words that a sentence may have.
const longest = 30

// longSentence asks for sentences that can be kept in mind up to their end.
func longSentence() rule.Rule {
	return rule.Rule{Code: "long-sentence", Level: rule.Off, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for _, s := range prose(p) {
			count, begins := measure(s.text)
			if count <= longest || s.Heading || !s.complete() && p.Nodes[s.Node].Tag != "p" {
				continue
			}
			found = append(found, p.Found(s.Node, fmt.Sprintf("this sentence has %d words", count),
				"make two of it: a new sentence where it turns to something else").In(s.text).About(begins))
		}
		return found
	}}
}

// measure returns how many words a sentence has, and the first five of them.
func measure(text string) (count int, begins string) {
	for w := range words(text) {
		count++
		if count <= 5 {
			begins = text[:w.end]
		}
	}
	return count, begins
}
