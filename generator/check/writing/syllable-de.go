package writing

import "strings"

// germanSyllables counts vowels, two that are spoken as one once.
func germanSyllables(word string) int {
	count := 0
	rest := strings.ReplaceAll(strings.TrimPrefix(word, "y"), "qu", "q") // Yoga
	for rest != "" {
		length := germanVowel(rest)
		if length > 0 {
			count++
		}
		rest = rest[max(1, length):]
	}
	return count + germanSplit(word)
}

// germanVowel returns the length in bytes of the vowel that a text begins with, 0 where it begins with none.
func germanVowel(text string) int {
	for _, pair := range []string{"äu", "au", "ai", "ei", "eu", "ie", "aa", "ee", "oo", "ay", "ey", "oy", "ou"} {
		if strings.HasPrefix(text, pair) {
			return len(pair)
		}
	}
	for _, vowel := range []string{"a", "e", "i", "o", "u", "ä", "ö", "ü", "y", "é", "è", "ê", "á", "à", "ë", "ï"} {
		if strings.HasPrefix(text, vowel) {
			return len(vowel)
		}
	}
	return 0
}

// germanSplit returns how many pairs of vowels are spoken as two after all: in Familie, Ferien, Patient, Museum, beenden and geehrt.
func germanSplit(word string) int {
	count := strings.Count(word, "ient") + strings.Count(word, "ienz")
	if endsInAny(word, "ilie", "inie", "udie", "orie", "iell", "ielle", "ieller", "iellen", "ielles", "eum",
		"dien", "fien", "gien", "lien", "mien", "nien", "pien", "rien", "vien", "zien") {
		count++
	}
	for _, prefix := range []string{"been", "beeh", "geeh", "geer"} {
		if strings.HasPrefix(word, prefix) {
			count++
		}
	}
	return count
}
