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

// glance tells, without a close look, that most sentences claim nothing: none of their words is the anchor of a phrase that a claim
// needs. It is nil for languages whose words are put together from others.
type glance struct {
	anchors map[string]section // words, and pairs of words with a blank between them
	marked  [1 << (hashBits - 6)]uint64
}

// hashBits is how many bits of the hash of a word are looked at before it is looked up: with some 3,000 anchors, one word in twenty of the others
// is looked up in vain.
const hashBits = 16

// add makes a word, or a pair of them, the anchor of a phrase.
func (g *glance) add(anchor string, is section) {
	g.anchors[anchor] |= is & core
	h := hash(anchor) >> (32 - hashBits)
	g.marked[h/64] |= 1 << (h % 64)
}

// The hash of a word is FNV-1a, of 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/
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

// may tells whether a text of a hash may be an anchor.
func (g *glance) may(hash uint32) bool {
	h := hash >> (32 - hashBits)
	return g.marked[h/64]&(1<<(h%64)) != 0
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
	var before passed
	for at := 0; at < len(text); {
		r, size := sign(text, at)
		if !isLetter(r) {
			at += size
			continue
		}
		now := passed{start: at, alone: hashBegin, paired: (before.alone ^ ' ') * hashPrime}
		for at = now.plain(text, at); at < len(text); at = now.plain(text, at) {
			r, size = sign(text, at)
			if !isLetter(r) && !isInner(text, at, r, size) {
				break
			}
			now.letter(r)
			at += size
		}
		now.end = at
		seen |= g.found(text, before, now)
		if seen&alone != 0 || seen&body != 0 && seen&acting != 0 {
			return true
		}
		before = now
	}
	return false
}

// passed is a word that was passed: where it stands, and the hashes of it and of it with the word before.
type passed struct {
	start, end    int
	alone, paired uint32
}

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

// found returns what a word is the anchor of, by itself or with the word before.
func (g *glance) found(text string, before, now passed) section {
	var is section
	if g.may(now.alone) {
		is = g.anchors[plain(text[now.start:now.end])]
	}
	if before.end > 0 && g.may(now.paired) {
		is |= g.anchors[plain(text[before.start:before.end])+" "+plain(text[now.start:now.end])]
	}
	return is
}
