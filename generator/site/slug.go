package site

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Slug turns a name into one part of an address: lower case, letters, digits
// and marks of any script kept, all else a single hyphen. It is "" where nothing is left.
func Slug(name string) string {
	if isSlug(name) {
		return name
	}
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(strings.ToLower(name)) {
		if r != '_' && !unicode.In(r, unicode.L, unicode.M, unicode.N) {
			gap = r != '\'' && r != '’' || gap
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(r)
	}
	return b.String()
}

// isSlug tells whether a name is a slug already, of small letters and digits of ASCII with single hyphens between them.
func isSlug(name string) bool {
	hyphen := true // before the first sign and behind a hyphen, where none may stand
	for i := range len(name) {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '_':
			hyphen = false
		case c == '-' && !hyphen:
			hyphen = true
		default:
			return false
		}
	}
	return !hyphen
}

// Humanise turns a file or folder name into a title: "first-visit" into "First visit".
func Humanise(name string) string {
	words := strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || r == ' ' }), " ")
	for i, r := range words {
		return string(unicode.ToUpper(r)) + words[i+len(string(r)):]
	}
	return name
}
