package claims

import (
	"strings"
	"unicode/utf8"
)

// section is what words are to the judgement; a word can be several things.
type section uint32

// lexicon finds the words and phrases of a language.
type lexicon struct {
	root  *branch
	known map[string]string // every word of it, as itself: to find one makes no copy
}

// branch is a place in the tree of phrases, one word deeper than the one above it.
type branch struct {
	next map[string]*branch
	is   section // what a phrase is that ends here
}

// mark is a phrase that was found in a sentence, from one word to before another.
type mark struct {
	is       section
	from, to int
}

// newLexicon reads the text of a lexicon: sections, each with lines of forms.
func newLexicon(text string, sections map[string]section) *lexicon {
	l := &lexicon{root: &branch{}, known: map[string]string{}}
	var now section
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			now = sections[strings.Trim(line, "[]")]
		default:
			for form := range strings.SplitSeq(line, ",") {
				l.add(form, now)
			}
		}
	}
	return l
}

func (l *lexicon) add(form string, is section) {
	at := l.root
	for _, word := range words(form) {
		l.known[word.text] = word.text
		key := anyone(word.text)
		if at.next[key] == nil {
			if at.next == nil {
				at.next = map[string]*branch{}
			}
			at.next[key] = &branch{}
		}
		at = at.next[key]
	}
	at.is |= is
}

// anyone returns a word as one for all of its kind: it does not matter whose ears ring.
func anyone(word string) string {
	switch word {
	case "my", "his", "her", "their", "our", "the", "people's", "one's":
		return "your"
	}
	return word
}

// words cuts a sentence into words. Those that the lexicon has are in lower case; of the others nobody asks what they are.
func (l *lexicon) words(sentence string) []word { return cut(sentence, l.plain) }

// plain returns a word as the lexicon has it, and as it is where the lexicon does not have it.
func (l *lexicon) plain(text string) string {
	var small [32]byte
	if len(text) > len(small) {
		return plain(text)
	}
	for i := range len(text) {
		c := text[i]
		if c >= utf8.RuneSelf {
			return plain(text)
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		small[i] = c
	}
	if word, known := l.known[string(small[:len(text)])]; known {
		return word
	}
	return text
}

// find returns the phrases of a sentence, in the order of their first words: of each section the longest that begins at a word.
func (l *lexicon) find(sentence []word) []mark {
	var all []mark
	for from := range sentence {
		first := len(all)
		at := l.root
		for to := from; to < len(sentence) && (to == from || !sentence[to].breaks); to++ {
			if at = at.next[anyone(sentence[to].text)]; at == nil {
				break
			}
			if at.is != 0 {
				for i := first; i < len(all); i++ {
					all[i].is &^= at.is // a longer phrase of the same kind
				}
				all = append(all, mark{at.is, from, to + 1})
			}
		}
	}
	return all
}
