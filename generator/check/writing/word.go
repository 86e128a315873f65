package writing

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one in a text, from start up to end.
type word struct {
	text       string
	start, end int
}

// words yields the words of a text. Marks within one, as in “it's” and “follow-up”, are of the word.
func words(text string) iter.Seq[word] {
	return func(yield func(word) bool) {
		start := -1
		for i, r := range text {
			switch inside := isOfWord(r) || start >= 0 && isMark(r) && lettersBehind(text[i:]); {
			case inside && start < 0:
				start = i
			case !inside && start >= 0:
				if !yield(word{text[start:i], start, i}) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(word{text[start:], start, len(text)})
		}
	}
}

func isOfWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func isMark(r rune) bool { return strings.ContainsRune("'’-\u00ad·", r) }

func lettersBehind(text string) bool {
	_, size := utf8.DecodeRuneInString(text)
	next, _ := utf8.DecodeRuneInString(text[size:])
	return isOfWord(next)
}

// isNumber tells whether a word has no letters.
func (w word) isNumber() bool { return strings.IndexFunc(w.text, unicode.IsLetter) < 0 }

// plain returns a word in small letters, with straight apostrophes.
func (w word) plain() string {
	return strings.ReplaceAll(strings.ToLower(w.text), "’", "'")
}
