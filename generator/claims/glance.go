package claims

import (
	"unicode"
	"unicode/utf8"
)

// What a claim has a word of: one that claims by itself, or is a condition, which must not be named without a frame; or one for a
// part of the body together with one for what is done to it.
const (
	alone  = condition | selfHealing | absolute | absolutely | proven | shown | discourage | noLonger | outcome
	acting = effect | gone | after | better
	core   = alone | acting | body
)

// glance tells, without a close look, that most sentences claim nothing: they do not have the anchors of the phrases that a claim needs. It
// goes by the hashes of words alone, so that it may send a sentence to the close look in vain, but never past it. It is nil for languages
// whose words are put together from others.
type glance struct {
	anchors []anchor // by the first free place from that of the hash on; a section of 0 is free
	marked  [1 << (markBits - 6)]uint64
	count   int
}

// anchor is a word, or a pair of them with a blank between, by which a phrase is found.
type anchor struct {
	hash uint32
	is   section
}

// markBits is how many bits of a hash are looked at first: the marks of all anchors stay near at hand, the anchors do not.
const markBits = 16

// add makes a word, or a pair of them, the anchor of a phrase.
func (g *glance) add(text string, is section) {
	if 2*g.count >= len(g.anchors) {
		old := g.anchors
		g.anchors = make([]anchor, max(1024, 2*len(old)))
		for _, a := range old {
			if a.is != 0 {
				*g.at(a.hash) = a
			}
		}
	}
	h := hash(text)
	at := g.at(h)
	if at.is == 0 {
		g.count++
	}
	at.hash, at.is = h, at.is|is&core
	h >>= 32 - markBits
	g.marked[h/64] |= 1 << (h % 64)
}

// at returns the place of the anchor with a hash, or the free place where it would stand.
func (g *glance) at(hash uint32) *anchor {
	for i := hash; ; i++ {
		if at := &g.anchors[i%uint32(len(g.anchors))]; at.is == 0 || at.hash == hash {
			return at
		}
	}
}

// is returns what text of a hash is the anchor of.
func (g *glance) is(hash uint32) section {
	if h := hash >> (32 - markBits); g.marked[h/64]&(1<<(h%64)) == 0 {
		return 0
	}
	return g.at(hash).is
}

// The hash of a text is FNV-1a, of 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/
const (
	hashBegin = 2166136261
	hashPrime = 16777619
)

func hash(text string) uint32 {
	h := uint32(hashBegin)
	for i := range len(text) {
		h = (h ^ uint32(text[i])) * hashPrime
	}
	return h
}

// anchor adds that by which a phrase is found: its first two words that stand side by side and are both steady, which are rarer than any
// word; where there are none, the longest of its words that is. Steady tells of a word whether it stands for no other, and no other
// for it.
func (g *glance) anchor(phrase []word, is section, steady func(string) bool) {
	best := ""
	for i, w := range phrase {
		if !steady(w.text) {
			continue
		}
		if i > 0 && steady(phrase[i-1].text) {
			g.add(phrase[i-1].text+" "+w.text, is)
			return
		}
		if len(w.text) > len(best) {
			best = w.text
		}
	}
	g.add(best, is)
}

// sees tells whether a text has the anchors of a claim.
func (g *glance) sees(text string) bool {
	var seen section
	before := passed{alone: hashBegin}
	for at := 0; at < len(text); {
		r, size := sign(text, at)
		if !isLetter(r) {
			at += size
			continue
		}
		now := passed{alone: hashBegin, paired: (before.alone ^ ' ') * hashPrime}
		for at = now.plain(text, at); at < len(text); at = now.plain(text, at) {
			r, size = sign(text, at)
			if !isLetter(r) && !isInner(text, at, r, size) {
				break
			}
			now.letter(r)
			at += size
		}
		seen |= g.is(now.alone) | g.is(now.paired)
		if seen&alone != 0 || seen&body != 0 && seen&acting != 0 {
			return true
		}
		before = now
	}
	return false
}

// passed is a word that was passed: its hash, and that of the word before, a blank, and it.
type passed struct{ alone, paired uint32 }

// plain adds the letters of ASCII that come next in a text, and returns where they end: most words have no others.
func (p *passed) plain(text string, at int) int {
	alone, paired := p.alone, p.paired
	for ; at < len(text); at++ {
		c := text[at]
		switch {
		case 'a' <= c && c <= 'z':
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		default:
			p.alone, p.paired = alone, paired
			return at
		}
		alone = (alone ^ uint32(c)) * hashPrime
		paired = (paired ^ uint32(c)) * hashPrime
	}
	p.alone, p.paired = alone, paired
	return at
}

// letter adds a letter to the hashes, in lower case and as [plain] has it.
func (p *passed) letter(r rune) {
	switch {
	case 'A' <= r && r <= 'Z':
		r += 'a' - 'A'
	case r == '’':
		r = '\''
	case r == '‑':
		r = '-'
	case r >= utf8.RuneSelf:
		for _, c := range utf8.AppendRune(nil, unicode.ToLower(r)) {
			p.byte(c)
		}
		return
	}
	p.byte(byte(r))
}

func (p *passed) byte(c byte) {
	p.alone = (p.alone ^ uint32(c)) * hashPrime
	p.paired = (p.paired ^ uint32(c)) * hashPrime
}
