package claims

import (
	"slices"
	"strings"
)

// section is what words are to the judgement; a word can be several things.
type section uint32

// lexicon finds the words and phrases of a language.
type lexicon struct {
	grammar
	root  *branch
	first *glance
	known map[uint32]*term  // by the hashes of their texts
	heads []string          // the ends of compounds that are what their ends are, each with a hyphen before it
	split map[string][]tail // of phrases whose parts stand apart, by the first part
}

// term is a word that the lexicon has, in lower case.
type term struct {
	text   string
	begins *branch // the phrases that begin with it, or with one that it stands for; nil for none
	turns  bool    // a sentence may say something else from it on
	next   *term   // another of the same hash; nil for none
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
	l := &lexicon{grammar: g, root: &branch{}, first: &glance{}, known: map[uint32]*term{}, split: map[string][]tail{}}
	for _, word := range g.reflexives {
		l.first.add(word, alone)
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
	for _, word := range g.turns {
		l.know(word).turns = true
	}
	for _, pair := range g.turnPairs {
		l.know(pair[0]).turns = true
	}
	for _, known := range l.known {
		for ; known != nil; known = known.next {
			known.begins = l.root.next[l.fold(known.text)]
		}
	}
	if len(l.heads) > 0 || len(l.split) > 0 || g.elides {
		l.first = nil
	}
	return l
}

// know makes a word one of the lexicon.
func (l *lexicon) know(word string) *term {
	h := hash(word)
	if known := l.term(word, h); known != nil {
		return known
	}
	l.known[h] = &term{text: word, next: l.known[h]}
	return l.known[h]
}

// term returns a word of the lexicon that has a hash, nil where the lexicon does not have it. The text need not be in lower case.
func (l *lexicon) term(text string, hash uint32) *term {
	for known := l.known[hash]; known != nil; known = known.next {
		if known.text == text || known.text == plain(text) {
			return known
		}
	}
	return nil
}

func (l *lexicon) add(form string, is section) {
	if first, second, apart := strings.Cut(strings.TrimSpace(form), " … "); apart {
		l.know(first)
		l.know(second)
		l.split[first] = append(l.split[first], tail{second, is})
		return
	}
	at := l.root
	words := l.forms(strings.TrimSpace(form))
	if is&core != 0 {
		l.first.anchor(words, is, l.steady)
	}
	for _, word := range words {
		l.know(word.text)
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

// steady tells whether a word stands for no other, and no other for it.
func (l *lexicon) steady(word string) bool { return l.fold(word) == word && word != l.folded }

// forms cuts a form into words. One that begins with a hyphen is the end of compounds: “-schmerzen”.
func (l *lexicon) forms(form string) []word {
	if !strings.HasPrefix(form, "-") {
		var words []word
		for _, p := range cut(nil, form, l.elides) {
			w := p.word(form)
			w.text = plain(w.text)
			words = append(words, w)
		}
		return words
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

// words adds the words of a sentence to others. Those that the lexicon does not have may stay as they are written: of them nobody asks
// what they are.
func (l *lexicon) words(to []word, pieces []piece, sentence string) []word {
	for i := range pieces {
		w := pieces[i].word(sentence)
		switch w.known = l.term(w.text, pieces[i].hashes.alone); {
		case w.known != nil:
			w.text = w.known.text
		case len(l.heads) > 0:
			w.text, w.known = l.compound(w.text)
		}
		to = append(to, w)
	}
	return to
}

// compound returns the end of a word that the lexicon has, if any.
func (l *lexicon) compound(text string) (string, *term) {
	word := plain(text)
	for _, head := range l.heads {
		if strings.HasSuffix(word, head[1:]) {
			return head, l.term(head, hash(head))
		}
	}
	return word, nil
}

// begins returns the phrases that begin with a word.
func (l *lexicon) begins(w *word) *branch {
	if w.known != nil {
		return w.known.begins
	}
	if folded := l.fold(w.text); folded != w.text {
		return l.root.next[folded]
	}
	return nil
}

// find adds the phrases of a sentence to others, in the order of their first words: of each section the longest that begins at a word.
func (l *lexicon) find(all []mark, sentence []word) []mark {
	for from := range sentence {
		if m, ok := l.apart(sentence, from); ok {
			all = append(all, m)
		}
		first := len(all)
		at := l.begins(&sentence[from])
		for to := from; at != nil; at = at.next[l.fold(sentence[to].text)] {
			if to++; at.is != 0 {
				for i := first; i < len(all); i++ {
					all[i].is &^= at.is // a longer phrase of the same kind
				}
				all = append(all, mark{at.is, from, to})
			}
			if to == len(sentence) || at.next == nil || l.ends(&sentence[to]) {
				break
			}
		}
	}
	return all
}

// ends tells whether a phrase ends before a word at the latest.
func (l *lexicon) ends(w *word) bool { return w.breaks || l.commas && w.comma }

// apart returns the phrase that begins at a word and ends further on in its clause. What goes is said at its end, behind what it is;
// what acts at its beginning, before what it acts on; and one that ends in a “for” is a whole.
func (l *lexicon) apart(sentence []word, from int) (mark, bool) {
	if len(l.split) == 0 {
		return mark{}, false
	}
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
