package writing

// Syllables is for the tests.
func Syllables(language, word string) int { return syllables(language, word) }

// Entries returns the lines of a list, by languages, each with how many phrases it has.
func Entries(list string) map[string]map[string]int {
	all := map[string]map[string]int{}
	for language, lexicon := range parseLexicons(map[string]string{"jargon": jargonData, "blame": blameData}[list]) {
		all[language] = map[string]int{}
		for _, phrases := range lexicon {
			for _, p := range phrases {
				if p.remark != "" {
					all[language][p.entry]++
				}
			}
		}
	}
	return all
}

// Openings returns the first words of all phrases with a star, which must be long enough to be found.
func Openings() []string {
	var all []string
	for _, data := range []string{jargonData, blameData} {
		for _, lexicon := range parseLexicons(data) {
			for _, phrases := range lexicon {
				for _, p := range phrases {
					all = append(all, p.words[0])
				}
			}
		}
	}
	return all
}

// Stem is how long they must be.
const Stem = stem
