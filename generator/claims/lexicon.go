package claims

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// section is what words are to the judgement; a word can be several things.
type section uint32

// lexicon finds the words and phrases of a language.
type lexicon struct {
	grammar
	root  *branch
	first glance
	known map[string]string // every word of it, as itself: to find one makes no copy
	heads []string          // the ends of compounds that are what their ends are, each with a hyphen before it
	split map[string][]tail // of phrases whose parts stand apart, by the first part
}

// tail is the second part of a phrase, and what the whole is: “baut … ab”.
type tail struct {
	text string
	is   section
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
func newLexicon(text string, sections map[string]section, g grammar) *lexicon {
	l := &lexicon{grammar: g, root: &branch{}, first: glance{}, known: map[string]string{}, split: map[string][]tail{}}
	for _, word := range g.reflexives {
		l.first[word] = true
	}
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
	if len(l.heads) > 0 || len(l.split) > 0 || g.elides {
		l.first = nil
	}
	return l
}

func (l *lexicon) add(form string, is section) {
	if first, second, apart := strings.Cut(strings.TrimSpace(form), " … "); apart {
		l.known[first], l.known[second] = first, second
		l.split[first] = append(l.split[first], tail{second, is})
		return
	}
	at := l.root
	words := l.forms(strings.TrimSpace(form))
	if is&core != 0 {
		l.first.anchor(words, l.fold)
	}
	for _, word := range words {
		l.known[word.text] = word.text
		key := l.fold(word.text)
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

// forms cuts a form into words. One that begins with a hyphen is the end of compounds: “-schmerzen”.
func (l *lexicon) forms(form string) []word {
	if !strings.HasPrefix(form, "-") {
		return cut(form, plain, l.elides)
	}
	l.heads = append(l.heads, form)
	return []word{{text: form}}
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
func (l *lexicon) words(sentence string) []word { return cut(sentence, l.plain, l.elides) }

// plain returns a word as the lexicon has it, and where the lexicon does not have it the end of it that the lexicon has, if any.
func (l *lexicon) plain(text string) string {
	word, known := l.small(text)
	if known || len(l.heads) == 0 {
		return word
	}
	word = plain(word)
	for _, head := range l.heads {
		if strings.HasSuffix(word, head[1:]) {
			return head
		}
	}
	return word
}

// small returns a word in lower case and whether the lexicon has it; one that it does not have may stay as it is.
func (l *lexicon) small(text string) (word string, known bool) {
	var small [32]byte
	if len(text) > len(small) {
		return plain(text), false
	}
	for i := range len(text) {
		c := text[i]
		if c >= utf8.RuneSelf {
			word = plain(text)
			_, known = l.known[word]
			return word, known
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		small[i] = c
	}
	if word, known = l.known[string(small[:len(text)])]; known {
		return word, true
	}
	return text, false
}

// find returns the phrases of a sentence, in the order of their first words: of each section the longest that begins at a word.
func (l *lexicon) find(sentence []word) []mark {
	var all []mark
	for from := range sentence {
		if m, ok := l.apart(sentence, from); ok {
			all = append(all, m)
		}
		first := len(all)
		at := l.root
		for to := from; to < len(sentence) && (to == from || !l.ends(sentence[to])); to++ {
			if at = at.next[l.fold(sentence[to].text)]; at == nil {
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

// ends tells whether a phrase ends before a word at the latest.
func (l *lexicon) ends(w word) bool { return w.breaks || l.commas && w.comma }

// apart returns the phrase that begins at a word and ends further on in its clause. What goes is said at its end, behind what it is;
// what acts at its beginning, before what it acts on; and one that ends in a “for” is a whole.
func (l *lexicon) apart(sentence []word, from int) (mark, bool) {
	for _, tail := range l.split[sentence[from].text] {
		for to := from + 1; to < len(sentence) && to <= from+reach && !sentence[to].breaks; to++ {
			if sentence[to].text != tail.text {
				continue
			}
			switch {
			case tail.is&gone != 0:
				return mark{tail.is, to, to + 1}, true
			case slices.Contains(l.fors, tail.text):
				return mark{tail.is, from, to + 1}, true
			}
			return mark{tail.is, from, from + 1}, true
		}
	}
	return mark{}, false
}
