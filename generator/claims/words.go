package claims

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one word of a sentence in lower case, and where it stands.
type word struct {
	text       string
	known      *term // nil where the lexicon does not have it
	start, end int
	breaks     bool // a clause ends before it
	colon      bool // a colon stands before it
	comma      bool // a comma stands before it
}

// cut adds the words of a sentence to others, as they are written. An apostrophe, a hyphen, a percent sign and an ampersand within a word
// belong to it, but where words elide their last letter, what is left of one is a word.
func cut(to []word, sentence string, elides bool) []word {
	var breaks, colon, comma bool
	for at := 0; at < len(sentence); {
		r, size := sign(sentence, at)
		if !isLetter(r) {
			breaks, colon, comma = breaks || isBreak(r), colon || r == ':', comma || r == ','
			at += size
			continue
		}
		start := at
		for at < len(sentence) {
			r, size = sign(sentence, at)
			if !isLetter(r) && !isInner(sentence, at, r, size) {
				break
			}
			at += size
		}
		if elides {
			at -= leaned(sentence[start:at])
		}
		to = append(to, word{text: sentence[start:at], start: start, end: at, breaks: breaks, colon: colon, comma: comma})
		breaks, colon, comma = false, false, false
	}
	return to
}

// leaned returns how many bytes of a French word belong to the word that its elided beginning leans on: “l'insomnie”.
func leaned(word string) int {
	at := strings.IndexAny(word, "'’")
	if at < 0 || !slices.Contains([]string{"l", "d", "n", "s", "c", "j", "m", "t", "qu", "jusqu", "lorsqu", "puisqu", "quelqu"}, strings.ToLower(word[:at])) {
		return 0
	}
	_, size := utf8.DecodeRuneInString(word[at:])
	return len(word) - at - size
}

// sign returns that at a byte of a text, most of which are letters of ASCII.
func sign(text string, at int) (rune, int) {
	if c := text[at]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[at:])
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '%'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// isInner tells whether a sign stands within a word.
func isInner(sentence string, at int, r rune, size int) bool {
	switch r {
	case '\'', '’', '-', '‑', '&', '/':
	default:
		return false
	}
	if at+size >= len(sentence) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(sentence[at+size:])
	return unicode.IsLetter(next) || unicode.IsDigit(next)
}

// isBreak tells whether a sign ends what belongs together.
func isBreak(r rune) bool {
	switch r {
	case ';', ':', '.', '!', '?', '—', '–', '(', ')', '[', ']':
		return true
	}
	return false
}

// plain returns a word as the lexicon has it.
func plain(text string) string {
	text = strings.ToLower(text)
	if !strings.ContainsAny(text, "’‑") {
		return text
	}
	return strings.NewReplacer("’", "'", "‑", "-").Replace(text)
}
