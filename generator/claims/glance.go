package claims

import (
	"unicode/utf8"
)

// core is what a claim has a word of: what something acts on, or a phrase that is a claim by itself.
const core = condition | body | selfHealing | absolute | absolutely | proven | shown | discourage | noLonger | outcome

// glance tells, without a close look, that most sentences claim nothing: none of their words is the anchor of a phrase that a claim
// needs. It is nil for languages whose words are put together from others.
type glance map[string]bool

// anchor adds the word of a phrase by which it is found: the longest of those that are not said all the time, which as a rule is the
// rarest. Where all of them are said all the time, two that stand side by side are its anchor.
func (g glance) anchor(phrase []word, fold func(string) string) {
	best := ""
	for _, w := range phrase {
		if fold(w.text) == w.text && !common(w.text) && len(w.text) > len(best) { // a word that stands for others is no anchor
			best = w.text
		}
	}
	switch {
	case best != "":
		g[best] = true
	case len(phrase) == 1:
		g[phrase[0].text] = true
	default:
		g.pair(phrase, fold)
	}
}

// pair adds two words that stand side by side, or, where each two have one that stands for others, one.
func (g glance) pair(phrase []word, fold func(string) string) {
	for i, w := range phrase[1:] {
		if before := phrase[i].text; fold(before) == before && fold(w.text) == w.text {
			g[before+" "+w.text] = true
			return
		}
	}
	for _, w := range phrase {
		if fold(w.text) == w.text {
			g[w.text] = true
			return
		}
	}
}

// sees tells whether a text has an anchor.
func (g glance) sees(text string) bool {
	var memory [64]byte
	pair := memory[:0] // the word before, a blank, and the word
	for at := 0; at < len(text); {
		r, size := sign(text, at)
		if !isLetter(r) {
			at += size
			continue
		}
		start := at
		for at < len(text) {
			r, size = sign(text, at)
			if !isLetter(r) && !isInner(text, at, r, size) {
				break
			}
			at += size
		}
		before := len(pair)
		pair = lower(append(pair, ' '), text[start:at])
		if word := pair[before+1:]; g[string(word)] || before > 0 && g[string(pair)] {
			return true
		}
		pair = append(memory[:0], pair[before+1:]...)
	}
	return false
}

// lower adds a word in lower case to bytes.
func lower(to []byte, word string) []byte {
	start := len(to)
	for i := range len(word) {
		c := word[i]
		if c >= utf8.RuneSelf {
			return append(to[:start], plain(word)...)
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		to = append(to, c)
	}
	return to
}

// common tells whether a word is said all the time, on the site of a practice.
func common(word string) bool {
	if len(word) <= 3 {
		return true
	}
	switch word {
	case "about", "after", "again", "all", "also", "always", "answer", "any", "are", "away", "back", "because", "been", "before", "better",
		"body", "both", "but", "can", "cannot", "clients", "come", "could", "craniosacral", "day", "days", "doctor", "doctors", "does", "down", "each",
		"even", "every", "evidence", "feel", "find", "first", "for", "from", "get", "give", "good", "great", "hands", "has", "have", "head", "help",
		"here", "hour", "how", "into", "just", "keep", "kind", "known", "leave", "less", "life", "like", "long", "made", "make", "many", "massage",
		"minutes", "more", "most", "much", "need", "never", "new", "nobody", "not", "nothing", "now", "off", "old", "once", "one", "only", "other",
		"our", "out", "over", "own", "people", "person", "place", "put", "rather", "read", "results", "room", "say", "says", "see", "session",
		"sessions", "short", "should", "some", "something", "stop", "studies", "take", "than", "that", "the", "their", "them", "then", "therapy",
		"there", "these", "they", "things", "this", "those", "time", "touch", "treatment", "under", "until", "very", "want", "way", "weeks", "well",
		"what", "when", "where", "which", "while", "who", "will", "with", "within", "without", "woman", "words", "work", "works", "would", "year",
		"years", "you", "your", "anything", "same", "tell", "three", "times", "know", "another", "enough", "around", "breath", "change", "different", "goes", "health",
		"longer", "medical", "pain", "research", "trials", "walk", "were":
		return true
	}
	return false
}
