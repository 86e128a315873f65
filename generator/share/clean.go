package share

import (
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/language"
	"golang.org/x/text/unicode/norm"
)

// longest is how many characters of a text are looked at. No picture has room
// for so many.
const longest = 400

// tidy brings a text into the form that is drawn: with composed characters, with
// single spaces, and without those that nobody sees, unless they tell others how
// to behave in writings that need it.
func tidy(text string) string {
	runes := []rune(strings.ToValidUTF8(text, "�"))
	composed := []rune(norm.NFC.String(string(runes[:min(len(runes), longest)])))
	marks := slices.ContainsFunc(composed, func(r rune) bool { return rightToLeftLetter(r) && !unseen(r) })
	var b strings.Builder
	var before rune
	for _, r := range composed {
		switch {
		case r == '\u00a0' || r == '\u202f' || r == '\u2007':
			b.WriteRune('\u00a0')
		case unicode.IsSpace(r) || r == '\u200b':
			b.WriteRune(' ')
		case !unseen(r) || joiner(r) && joined(before) || marks && directed(r):
			b.WriteRune(r)
		}
		before = r
	}
	return strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == ' ' }), " ")
}

// unseen tells whether a character only tells others how to behave.
func unseen(r rune) bool {
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r)
}

// blank tells whether nothing is drawn for a character.
func blank(r rune) bool { return r == ' ' || r == '\u00a0' || unseen(r) }

// joiner tells whether a character joins its neighbours or keeps them apart.
func joiner(r rune) bool { return r == '\u200c' || r == '\u200d' }

// directed tells whether a character is an unseen letter of a direction. Those
// that enclose others in a direction are no use within a title, and left out.
func directed(r rune) bool { return r == '\u200e' || r == '\u200f' || r == '\u061c' }

// joined tells whether a letter belongs to a writing whose letters change beside each other.
func joined(r rune) bool {
	return tall(r) && unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) && tall(r)
}

// tall tells whether a character belongs to a writing that needs more room above
// and below than Latin letters, as those with letters that join and with signs
// above letters do.
func tall(r rune) bool {
	switch language.LookupScript(r) {
	case language.Latin, language.Greek, language.Cyrillic, language.Armenian, language.Georgian, language.Hebrew, language.Han, language.Hiragana,
		language.Katakana, language.Bopomofo, language.Hangul, language.Cherokee, language.Common, language.Inherited, language.Unknown:
		return false
	}
	return true
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
