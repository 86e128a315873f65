package fonts

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
)

// The names of a font that say its family. The first one holds for all weights;
// fonts of four styles at most have only the second.
const (
	typographicFamily = 16
	plainFamily       = 1
)

// The names of a font that say its style, as those of its family do.
const (
	typographicStyle = 17
	plainStyle       = 2
)

// family returns the name of the family that the table "name" tells, empty for
// none. Fonts that were cut out of a variable one may have its lightest weight in
// their name, whatever their own is; names of weights are no part of a family.
func family(name []byte) string {
	words := strings.Fields(firstName(name, typographicFamily, plainFamily))
	for len(words) > 1 && slices.Contains(weightNames(), strings.ToLower(words[len(words)-1])) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// weightNames are names of weights with which no family that we know of ends, as
// some do with “Black” and “Book”.
func weightNames() []string {
	return []string{"thin", "extralight", "light", "medium", "semibold", "extrabold"}
}

// firstName returns the best form of the first of some names that the font has.
func firstName(name []byte, numbers ...uint16) string {
	for _, number := range numbers {
		best, rank := "", 0
		for text, r := range namesOf(name, number) {
			if text = tidy(text); text != "" && r > rank {
				best, rank = text, r
			}
		}
		if best != "" {
			return best
		}
	}
	return ""
}

// tidy leaves out of a name what cannot be seen.
func tidy(name string) string {
	seen := strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) || unicode.IsSpace(r) {
			return r
		}
		return -1
	}, name)
	return strings.Join(strings.Fields(seen), " ")
}

// namesOf walks through all forms of one name, with how good each is: those in
// English before those in other languages, since style sheets write them so.
func namesOf(table []byte, number uint16) func(yield func(string, int) bool) {
	return func(yield func(string, int) bool) {
		c := cursor{data: table}
		c.take(2)
		count := int(c.u16())
		start := int(c.u16())
		for range count {
			kind, language, id := encoding{c.u16(), c.u16()}, c.u16(), c.u16()
			length, offset := int(c.u16()), int(c.u16())
			if c.short {
				return
			}
			if from := start + offset; id == number && from+length <= len(table) {
				text, rank := decodeName(kind, language, table[from:from+length])
				if rank > 0 && !yield(text, rank) {
					return
				}
			}
		}
	}
}

// decodeName reads a name, and says how good it is; 0 means that it cannot be read.
func decodeName(kind encoding, language uint16, text []byte) (string, int) {
	const english, macEnglish = 0x09, 0
	switch {
	case kind.platform == 3 && kind.number <= 1 || kind.platform == 3 && kind.number == 10:
		if language&0x3ff == english {
			return wideText(text), 4
		}
		return wideText(text), 2
	case kind.platform == 0:
		return wideText(text), 3
	case kind.platform == 1 && kind.number == 0 && language == macEnglish && ascii(text):
		return string(text), 1
	}
	return "", 0
}

func ascii(text []byte) bool {
	for _, b := range text {
		if b >= 0x80 {
			return false
		}
	}
	return true
}

func wideText(text []byte) string {
	units := make([]uint16, len(text)/2)
	for i := range units {
		units[i] = binary.BigEndian.Uint16(text[2*i:])
	}
	return string(utf16.Decode(units))
}
