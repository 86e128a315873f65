package writing

import "strings"

// lexicon is a list of phrases in one language, by their first words.
type lexicon map[string][]phrase

// phrase is a word or several, and what is said of it. A word that ends in “*” stands for all that begin so.
type phrase struct {
	words  []string
	entry  string // the first phrase of its line, which all forms of a word have in common
	remark string
}

// match is a phrase in a sentence, from start up to end.
type match struct {
	phrase
	start, end int
}

// stem is how many bytes of its first word a phrase is listed by. That of a word with “*” has at least as many before the star.
const stem = 3

// parseLexicons reads lists of phrases, by languages. A line “[de]” begins a language, one with “#” is a remark, and all others are
// such as
//
//	modality, modalities = way of working
func parseLexicons(text string) map[string]lexicon {
	all := map[string]lexicon{}
	var current lexicon
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			current = lexicon{}
			all[strings.Trim(line, "[]")] = current
		default:
			phrases, remark, _ := strings.Cut(line, " = ")
			entry, _, _ := strings.Cut(phrases, ", ")
			for form := range strings.SplitSeq(phrases, ", ") {
				current.add(phrase{strings.Fields(form), entry, remark})
			}
		}
	}
	return all
}

func (l lexicon) add(p phrase) {
	first := key(strings.TrimSuffix(p.words[0], "*"))
	l[first] = append(l[first], p)
}

func key(word string) string { return word[:min(stem, len(word))] }

// find returns the phrases in a sentence that are the page's own, in their order.
func (l lexicon) find(s sentence) []match {
	var all []match
	var list []word
	for w := range words(s.text) {
		list = append(list, w)
	}
	for i := 0; i < len(list); i++ {
		if m, length := l.at(list[i:]); length > 0 && s.own(m.start, s.text[m.start:m.end]) {
			all = append(all, m)
			i += length - 1
		}
	}
	return all
}

// at returns the longest phrase that a text begins with, and how many words it has.
func (l lexicon) at(text []word) (longest match, length int) {
	for _, p := range l[key(text[0].plain())] {
		if len(p.words) > length && p.begins(text) {
			length = len(p.words)
			longest = match{p, text[0].start, text[length-1].end}
		}
	}
	return longest, length
}

// begins tells whether a text begins with the phrase.
func (p phrase) begins(text []word) bool {
	if len(text) < len(p.words) {
		return false
	}
	for i, want := range p.words {
		before, open := strings.CutSuffix(want, "*")
		if got := text[i].plain(); got != want && !(open && strings.HasPrefix(got, before)) {
			return false
		}
	}
	return true
}
