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
	count := vowelGroups(word, "aeiouyàâäéèêëïîôöûü") - len(englishSilent().FindAllString(word, -1)) + len(englishTwo().FindAllString(word, -1))
	if short && endsInAny(word, "d", "s") { // didn't, isn't
		count++
	}
	if endsInAny(word, "sm", "sms", "thm", "thms") { // prism, rhythm
		count++
	}
	return count - englishMute(word)
}

// englishMute returns 1 where the e of the last syllable is not spoken.
func englishMute(word string) int {
	const vowels = "aeiouy"
	body, ending := strings.TrimRight(word, "sd"), word
	ending = ending[len(body):]
	before, found := strings.CutSuffix(body, "e")
	if !found || before == "" || strings.Contains(vowels, before[len(before)-1:]) || len(ending) > 1 || vowelGroups(before, vowels) == 0 {
		return 0
	}
	last := before[len(before)-1:]
	switch {
	case last == "l" && len(before) > 1 && !strings.Contains(vowels+"lrw", before[len(before)-2:len(before)-1]): // table, tables, settled
		return 0
	case ending == "d" && (last == "t" || last == "d"): // treated
		return 0
	case ending == "s" && (strings.Contains("szcgx", last) || endsInAny(before, "ch", "sh")): // places
		return 0
	}
	return 1
}

// englishSilent finds vowels within words that are not spoken.
var englishSilent = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[^aeiouy]e(?:ly|ful|fully|ment|ments|less|ness|some|where|thing|body|how|times?|work|being)$`)
})

// englishTwo finds groups of vowels that are two syllables.
var englishTwo = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[^tscg]ia|[^gtsxc]io[^u]|[^gtsxc]ious|ious$^|iu|[^q]ua[lt]|[^aeioq]uou|[^p]eo[^nu]|eing|ying|[^aeiouq]uing|^scien|[^gtc]ien[ct]|creat|reac?t[ie]|iet|oi?ng$^|oing|[dl]ier|ue[ln]|uity|[^aeiou]uis|aic|[sc]hia|oa[^tdrclmksnp]|eum$|[aeiou][^aeiou]ea$`)
})
