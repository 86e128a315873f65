package writing

import (
	"regexp"
	"strings"
	"sync"
)

// frenchSyllables counts the groups of vowels of a word as it is spoken: without the mute e at its end, and with those groups that
// are two.
func frenchSyllables(word string) int {
	if before, behind, elided := strings.Cut(word, "'"); elided && len(before) <= 2 && behind != "" { // l'eau
		word = behind
	}
	word = frenchGlide().ReplaceAllString(strings.ReplaceAll(word, "œ", "oe"), "${1}j$2")
	const vowels = "aeiouyàâäéèêëîïôöùûü"
	count := vowelGroups(word, vowels) + len(frenchTwo().FindAllString(word, -1)) - len(frenchMute().FindAllString(word, -1))
	for _, ending := range []string{"e", "es"} {
		if body, found := strings.CutSuffix(word, ending); found && body != "" && vowelGroups(body, vowels) > 0 && !endsInVowel(body) {
			return count - 1
		}
	}
	return count
}

// endsInVowel tells whether a word ends in a vowel, with which a mute e is one group.
func endsInVowel(word string) bool {
	return endsInAny(word, "a", "e", "i", "o", "u", "é", "è", "ê", "î", "ï", "û", "â", "ô") && !endsInAny(word, "qu", "gu")
}

// frenchMute finds an e within a word that is not spoken: traitement.
var frenchMute = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[aeiouéè][lnrstvx]ements?$`) })

// frenchGlide finds an y between vowels, or before one, which is a consonant: voyage, yeux.
var frenchGlide = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(^|[aeou])y([aeiouéèê])`) })

// frenchTwo finds groups of vowels that are two syllables: théâtre, naïf, client, cruel.
var frenchTwo = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`é[aâioôu]|éen|ée[lr]|éer|[aoué]ï|aé|oé|[bcdfgptv][lr]i[aeéèêo]|[bcdfgptv][lr]u[aeé]|oo|ao[^uûn]|o[êëè]`)
})
