package writing

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"stillpoint/generator/check/rule"
)

//go:embed blame.data
var blameData string

// blame asks that nobody who is unwell is told that it is their own doing.
func blame() rule.Rule {
	lists := sync.OnceValue(func() map[string]lexicon { return parseLexicons(blameData) })
	return rule.Rule{Code: "blame", Level: rule.Off, Page: func(p *rule.Page) []rule.Finding {
		list := lists()[language(p)]
		if list == nil {
			return nil
		}
		var found []rule.Finding
		for _, s := range prose(p) {
			for _, m := range list.find(s) {
				if denied(language(p), s.text[:m.start]) {
					continue
				}
				text := s.text[m.start:m.end]
				found = append(found, p.Found(s.Node, fmt.Sprintf("“%s” blames the reader", text),
					"say what helps, without a reproach; for example: “"+m.remark+"”").In(s.text).About(text))
			}
		}
		return found
	}}
}

// near is how many words before a reproach can take it back. A “not” that is further away is about something else.
const near = 3

// denied tells whether a text ends in words that take back what follows: “nobody says that …”.
func denied(language, before string) bool {
	last := strings.Fields(strings.ToLower(before))
	for _, w := range last[max(0, len(last)-near):] {
		w = strings.Trim(strings.ReplaceAll(w, "’", "'"), ",;:")
		if strings.HasSuffix(w, "n't") || strings.HasPrefix(w, "n'") || denies(language, w) {
			return true
		}
	}
	return false
}

func denies(language, word string) bool {
	switch language + " " + word {
	case "en not", "en never", "en nobody", "en no", "en without", "en nor", "en neither", "en none",
		"de nicht", "de nie", "de niemals", "de niemand", "de kein", "de keine", "de keiner", "de ohne", "de weder",
		"fr ne", "fr pas", "fr jamais", "fr personne", "fr sans", "fr ni", "fr aucun", "fr aucune":
		return true
	}
	return false
}
