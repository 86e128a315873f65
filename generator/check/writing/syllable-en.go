package writing

import (
	"regexp"
	"strings"
	"sync"
)

// englishSyllables counts groups of vowels, without those that are not spoken, and with those that are two.
func englishSyllables(word string) int {
	word, short := strings.CutSuffix(word, "n't")
	word, _, _ = strings.Cut(word, "'")
	count := vowelGroups(word, "aeiouyàâäéèêëïîôöûü")
	count += len(englishTwo().FindAllString(word, -1)) - len(englishSilent().FindAllString(word, -1))
	if short && endsInAny(word, "d", "s") { // didn't, isn't
		count++
	}
	if endsInAny(word, "sm", "sms", "thm", "thms") { // prism, rhythm
		count++
	}
	return count - englishMute(word)
}

// englishMute returns 1 where the e of the last syllable is not spoken, as in “asked”.
func englishMute(word string) int {
	const vowels = "aeiouy"
	before, found := strings.CutSuffix(strings.TrimRight(word, "sd"), "e")
	if !found || before == "" || endsInAny(before, "a", "e", "i", "o", "u", "y") || vowelGroups(before, vowels) == 0 {
		return 0
	}
	if ending := word[len(before)+1:]; len(ending) > 1 || englishSpoken().MatchString(word) {
		return 0
	}
	return 1
}

// englishSpoken finds an e in the last syllable that is spoken: after what could not be without it, as in “table”, “needed” and “places”.
var englishSpoken = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[^aeiouylrw][lr]e[sd]?$|[td]ed$|(?:[szcgx]|[cs]h)es$`)
})

// englishSilent finds vowels within words that are not spoken.
var englishSilent = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[^aeiouy]e(?:ly|ful|fully|ment|ments|less|ness|some|where|thing|body|how|times?|work|being)$|^every|^evening|^wednes|iques$`)
})

// englishTwo finds groups of vowels that are two syllables.
var englishTwo = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[^tscg]ia|[^gtsxc]io|iu|iet|[dl]ier|^scien|[^gtc]ien[ct]|[sc]hia|` +
		`[^q]ua[lt]|uary$|[^aeioq]uou|ue[ln]|uity|[^aeiou]uis|[^aeiouq]uing|` +
		`[^p]eo[^nu]|eum$|[aeiou][^aeiou]eas?$|eing|ying|yone$|creat|reac?t[ie]|aic|oing|oa[^tdrclmksnp]`)
})
