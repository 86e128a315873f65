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
// rarest.
func (g glance) anchor(phrase []word, fold func(string) string) {
	best, bestRank := phrase[0].text, -1
	for _, w := range phrase {
		rank := len(w.text)
		if len(w.text) > 3 && !common(w.text) {
			rank += 100
		}
		if fold(w.text) == w.text && rank > bestRank { // a word that stands for others is no anchor
			best, bestRank = w.text, rank
		}
	}
	g[best] = true
}

// common tells whether a word is said all the time, on the site of a practice.
func common(word string) bool {
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

// sees tells whether a text has an anchor.
func (g glance) sees(text string) bool {
	var small [32]byte
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
		if word, simple := lower(small[:0], text[start:at]); simple && g[string(word)] || !simple && g[plain(text[start:at])] {
			return true
		}
	}
	return false
}

// lower writes a word in lower case into bytes; it tells whether it is short, and all of it letters of ASCII.
func lower(into []byte, word string) ([]byte, bool) {
	if len(word) > cap(into) {
		return nil, false
	}
	for i := range len(word) {
		c := word[i]
		if c >= utf8.RuneSelf {
			return nil, false
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		into = append(into, c)
	}
	return into, true
}
