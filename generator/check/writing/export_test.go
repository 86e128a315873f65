package writing

// Syllables is for the tests.
func Syllables(language, word string) int { return syllables(language, word) }
