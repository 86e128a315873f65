package access

import (
	"strings"

	"golang.org/x/text/language"

	"stillpoint/generator/check/rule"
)

// pageLanguage asks that a page says in which language it is, and its parts in which others (WCAG 3.1.1 and 3.1.2).
func pageLanguage() rule.Rule {
	return rule.Rule{Code: "page-language", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		if html := p.First("html"); html > 0 && strings.TrimSpace(p.Nodes[html].Attr("lang")) == "" {
			found = append(found, p.Found(html, "the page does not say in which language it is", "write it: <html lang=\"en-GB\">"))
		}
		for i := range p.With("lang", "xml:lang") {
			n := &p.Nodes[i]
			tag, xml := n.Attr("lang"), n.Attr("xml:lang")
			switch {
			case p.Hidden(i) || n.Tag != "html" && content(p, i, true) == "": // nothing is read there in any language
			case n.Tag == "html" && strings.TrimSpace(tag) == "":
			case tag != "" && !isLanguage(tag):
				found = append(found, p.Found(i, "“"+tag+"” is no language that browsers know", languageHint).About(tag))
			case xml != "" && !isLanguage(xml):
				found = append(found, p.Found(i, "“"+xml+"” is no language that browsers know", languageHint).About(xml))
			case n.Tag == "html" && xml != "" && mainLanguage(xml) != mainLanguage(tag):
				found = append(found, p.Found(i, "the page says that it is in “"+tag+"”, and in “"+xml+"” as well", "leave xml:lang out").About(xml))
			}
		}
		return found
	}}
}

const languageHint = "write two letters for the language, and two more for the country where it matters: en, de-CH, fr"

// isLanguage tells whether a text is a tag of a language, such as de-CH, by BCP 47. A code of three letters for a language that has
// one of two letters is none.
func isLanguage(tag string) bool {
	tag = strings.TrimSpace(tag)
	parsed, err := language.Parse(tag)
	if err != nil || strings.Contains(tag, "_") {
		return false
	}
	base, _ := parsed.Base()
	return len(mainLanguage(tag)) != 3 || len(base.String()) == 3 || base.ISO3() != mainLanguage(tag)
}

func mainLanguage(tag string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(tag), "-")
	return strings.ToLower(first)
}
