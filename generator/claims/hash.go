package claims

import (
	"unicode"
	"unicode/utf8"
)

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

// hashes are those of a word as [plain] has it: of it alone, and of the word before, a blank, and it.
type hashes struct{ alone, paired uint32 }

// next turns the hashes of one word into those of the next, which begins at a place of a text, and returns where that ends.
func (h *hashes) next(text string, at int) (end int) {
	*h = hashes{alone: hashBegin, paired: (h.alone ^ ' ') * hashPrime}
	for at = h.letters(text, at); at < len(text); at = h.letters(text, at) {
		r, size := sign(text, at)
		if !isLetter(r) && !isInner(text, at, r, size) {
			break
		}
		h.letter(r)
		at += size
	}
	return at
}

// then returns the hashes of a word behind the one whose hashes these are.
func (h hashes) then(word string) hashes {
	next := hashes{alone: hashBegin, paired: (h.alone ^ ' ') * hashPrime}
	for _, r := range word {
		next.letter(r)
	}
	return next
}

// letters adds the letters of ASCII that come next in a text, and returns where they end: most words have no others.
func (h *hashes) letters(text string, at int) int {
	alone, paired := h.alone, h.paired
	for ; at < len(text); at++ {
		c := text[at]
		switch {
		case 'a' <= c && c <= 'z':
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		default:
			h.alone, h.paired = alone, paired
			return at
		}
		alone = (alone ^ uint32(c)) * hashPrime
		paired = (paired ^ uint32(c)) * hashPrime
	}
	h.alone, h.paired = alone, paired
	return at
}

// letter adds a letter, or a sign within a word, as [plain] has it.
func (h *hashes) letter(r rune) {
	switch {
	case r == '’':
		r = '\''
	case r == '‑':
		r = '-'
	}
	var memory [utf8.UTFMax]byte
	for _, c := range utf8.AppendRune(memory[:0], unicode.ToLower(r)) {
		h.alone = (h.alone ^ uint32(c)) * hashPrime
		h.paired = (h.paired ^ uint32(c)) * hashPrime
	}
}
