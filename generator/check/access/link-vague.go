package access

import (
	"strings"
	"unicode"

	"stillpoint/generator/check/rule"
)

// linkVague asks that a link says where it leads.
func linkVague() rule.Rule {
	return rule.Rule{Code: "link-vague", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range links(p) {
			if called := name(p, i); isVague(called) {
				found = append(found, p.Found(i, "“"+called+"” does not say where this link leads",
					"make the words that say it the link: “our prices” instead of “click here for our prices”").About(called))
			}
		}
		return found
	}}
}

// isVague tells whether the name of a link would be as good for any other.
func isVague(name string) bool {
	name = strings.ToLower(strings.ReplaceAll(name, "’", "'"))
	switch strings.TrimFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
	case "click", "click here", "click me", "click this", "click this link", "tap here", "press here", "here", "right here", "go here",
		"see here", "read more", "more", "learn more", "find out more", "see more", "show more", "view more", "more info",
		"more information", "more details", "read on", "continue reading", "continue", "this", "this page", "this link", "link",
		"follow this link", "page", "website", "this website":
		return true
	case "hier", "hier klicken", "klick hier", "klicke hier", "klicken sie hier", "bitte hier klicken", "klicken", "mehr", "mehr lesen",
		"weiterlesen", "weiter lesen", "hier weiterlesen", "lies mehr", "lesen sie mehr", "lesen sie hier mehr", "mehr erfahren",
		"erfahren sie mehr", "erfahre mehr", "mehr infos", "mehr info", "mehr informationen", "weitere infos", "weitere informationen",
		"mehr dazu", "diese seite", "dieser link", "dieser seite", "diesem link", "dieser", "seite":
		return true
	case "ici", "cliquez ici", "cliquer ici", "clique ici", "cliquez", "par ici", "lire la suite", "lire plus", "la suite", "suite",
		"plus", "en savoir plus", "voir plus", "plus d'infos", "plus d'info", "plus d'informations", "cette page", "ce lien", "lien",
		"ce site":
		return true
	}
	return false
}
