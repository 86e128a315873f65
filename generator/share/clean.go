package share

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// longest is how many characters of a text are looked at. No picture has room
// for so many.
const longest = 400

// tidy brings a text into the form that is drawn: with composed characters, with
// single spaces, and without those that nobody sees.
func tidy(text string) string {
	runes := []rune(strings.ToValidUTF8(text, "�"))
	composed := norm.NFC.String(string(runes[:min(len(runes), longest)]))
	var b strings.Builder
	for _, r := range composed {
		switch {
		case r == '\u00a0' || r == '\u202f' || r == '\u2007':
			b.WriteRune('\u00a0')
		case unicode.IsSpace(r) || r == '\u200b':
			b.WriteRune(' ')
		case !unseen(r):
			b.WriteRune(r)
		}
	}
	return strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == ' ' }), " ")
}

// unseen tells whether a character only tells others how to behave.
func unseen(r rune) bool {
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r)
}

// shaped tells whether a character belongs to a writing that runs from right to
// left or whose letters change their form beside each other. To draw those one
// after another would be wrong.
func shaped(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Devanagari,
		unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada,
		unicode.Malayalam, unicode.Sinhala, unicode.Thai, unicode.Lao, unicode.Tibetan, unicode.Myanmar, unicode.Khmer, unicode.Mongolian)
}

// omissions collects characters that could not be drawn.
type omissions map[rune]bool

func (o omissions) sorted() []rune {
	var all []rune
	for r := range o {
		all = append(all, r)
	}
	slices.Sort(all)
	return all
}
