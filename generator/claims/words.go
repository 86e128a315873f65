package claims

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// piece is a word as it stands in a sentence.
type piece struct {
	start, end int32
	hashes     hashes
	breaks     bool // a clause ends before it
	colon      bool // a colon stands before it
	comma      bool // a comma stands before it
}

// word is a piece as the lexicon has it.
type word struct {
	text       string // in lower case
	known      *term  // nil where the lexicon does not have it
	start, end int
	breaks     bool
	colon      bool
	comma      bool
}

// word returns what a piece of a sentence is, before the lexicon is asked.
func (p *piece) word(sentence string) word {
	return word{
		text: sentence[p.start:p.end], start: int(p.start), end: int(p.end), breaks: p.breaks, colon: p.colon, comma: p.comma,
	}
}

// cut adds the words of a sentence to others, as they are written. An apostrophe, a hyphen, a percent sign and an ampersand within a word
// belong to it, but where words elide their last letter, what is left of one is a word.
func cut(to []piece, sentence string, elides bool) []piece {
	now := piece{hashes: hashes{alone: hashBegin}}
	for at := 0; at < len(sentence); {
		r, size := sign(sentence, at)
		if !isLetter(r) {
			now.breaks, now.colon, now.comma = now.breaks || isBreak(r), now.colon || r == ':', now.comma || r == ','
			at += size
			continue
		}
		before := now.hashes
		end := now.hashes.next(sentence, at)
		if elides {
			if lean := leaned(sentence[at:end]); lean > 0 {
				end -= lean
				now.hashes = before.then(sentence[at:end])
			}
		}
		now.start, now.end = int32(at), int32(end)
		to = append(to, now)
		now = piece{hashes: now.hashes}
		at = end
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
