package writing

import "strings"

// syllables returns how many syllables a word in small letters has, as well as its letters tell: at least one. Parts with a hyphen
// between them are counted each.
func syllables(language, word string) int {
	count := 0
	for part := range strings.SplitSeq(word, "-") {
		switch language {
		case "de":
			count += max(1, germanSyllables(part))
		case "fr":
			count += max(1, frenchSyllables(part))
		default:
			count += max(1, englishSyllables(part))
		}
	}
	return count
}

// vowelGroups counts the groups of vowels in a word.
func vowelGroups(word, vowels string) int {
	count, inside := 0, false
	for _, r := range word {
		vowel := strings.ContainsRune(vowels, r)
		if vowel && !inside {
			count++
		}
		inside = vowel
	}
	return count
}

// endsInAny tells whether a word ends in one of some endings.
func endsInAny(word string, endings ...string) bool {
	for _, ending := range endings {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}
