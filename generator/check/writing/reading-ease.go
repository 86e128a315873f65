package writing

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"stillpoint/generator/check/rule"
)

const (
	easeWanted = 50  // of 100; below it, a text is for people who have studied
	easeWords  = 100 // that a figure needs to mean something
)

// readingEase asks for a page that people read without effort.
func readingEase() rule.Rule {
	return rule.Rule{Code: "reading-ease", Level: rule.Off, Page: func(p *rule.Page) []rule.Finding {
		ease := easeOf(language(p))
		if ease == nil {
			return nil
		}
		lines, whole := measured(p, language(p))
		figure := math.Round(ease(whole))
		if whole.words < easeWords || figure >= easeWanted {
			return nil
		}
		slices.SortStableFunc(lines, func(a, b load) int { return cmp.Compare(ease(a), ease(b)) })
		var hardest []string
		for _, line := range lines[:min(2, len(lines))] {
			hardest = append(hardest, "“"+line.begins+"…”")
		}
		return []rule.Finding{p.Found(0, fmt.Sprintf("this page is hard to read: its reading ease is %.0f, and %d is wanted at least", figure, easeWanted),
			"write shorter sentences and shorter words; the hardest begin "+strings.Join(hardest, " and "))}
	}}
}

// load is what a text asks of its readers.
type load struct {
	begins                      string
	sentences, words, syllables int
}

// measured returns the loads of the sentences of a page, and of all together.
func measured(p *rule.Page, language string) (lines []load, whole load) {
	for _, s := range prose(p) {
		if s.Heading || !s.complete() {
			continue
		}
		line := load{sentences: 1}
		for w := range words(s.text) {
			if w.isNumber() {
				continue // whose syllables depend on how it is read
			}
			line.words++
			line.syllables += syllables(language, w.plain())
			if line.words <= 6 {
				line.begins = s.text[:w.end]
			}
		}
		if line.words > 0 {
			lines = append(lines, line)
			whole = load{"", whole.sentences + 1, whole.words + line.words, whole.syllables + line.syllables}
		}
	}
	return lines, whole
}

// easeOf returns the formula for a language, or nil where there is none.
func easeOf(language string) func(load) float64 {
	switch language {
	case "en": // Flesch 1948
		return formula(206.835, 1.015, 84.6)
	case "de": // Amstad 1978
		return formula(180, 1, 58.5)
	case "fr": // Kandel and Moles 1958
		return formula(207, 1.015, 73.6)
	}
	return nil
}

// formula returns one of those that go by the lengths of sentences, in words, and of words, in syllables.
func formula(from, perSentence, perWord float64) func(load) float64 {
	return func(l load) float64 {
		count := float64(max(1, l.words))
		return from - perSentence*count/float64(max(1, l.sentences)) - perWord*float64(l.syllables)/count
	}
}
