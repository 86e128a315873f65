package origin

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word, in lower case, and where it stands.
type token struct {
	word     string
	at, size int
}

// cut cuts a text into its words. Marks of Markdown, YAML and HTML are none, nor are the destinations of links, tags, entities and
// the actions of templates.
func cut(text string) []token {
	var all []token
	for at := 0; at < len(text); {
		if n := passed(text[at:], at > 0 && text[at-1] == ']'); n > 0 {
			at += n
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		if !inWord(r) {
			at += size
			continue
		}
		start := at
		for at < len(text) && inWord(r) {
			at += size
			r, size = utf8.DecodeRuneInString(text[at:])
		}
		all = append(all, token{strings.ToLower(text[start:at]), start, at - start})
	}
	return all
}

// Words returns the words of a text as they are compared: in lower case, with single blanks between them and nothing else.
func Words(text string) string { return joined(cut(text)) }

func joined(tokens []token) string {
	var words strings.Builder
	for i, t := range tokens {
		if i > 0 {
			words.WriteByte(' ')
		}
		words.WriteString(t.word)
	}
	return words.String()
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// passed returns how many bytes at the beginning of a text are no words of it.
func passed(text string, behindBracket bool) int {
	switch text[0] {
	case '(':
		if behindBracket {
			return through(text, ")")
		}
	case '<':
		if len(text) > 1 && (text[1] == '/' || text[1] == '!' || unicode.IsLetter(rune(text[1]))) {
			return through(text, ">")
		}
	case '{':
		if strings.HasPrefix(text, "{{") {
			return through(text, "}}")
		}
		return through(text, "}")
	case '&':
		if n := through(text, ";"); n > 0 && n <= 10 && !strings.ContainsAny(text[:n], " \n") {
			return n
		}
	}
	return 0
}

// through returns how far it is to the end of a sign on the same line, or 0.
func through(text, sign string) int {
	end := strings.Index(text, sign)
	if line := strings.IndexByte(text, '\n'); end < 0 || line >= 0 && line < end {
		return 0
	}
	return end + len(sign)
}
