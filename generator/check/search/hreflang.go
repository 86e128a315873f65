package search

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"stillpoint/generator/check/rule"
)

// hreflang asks that the forms of a page in other languages name each other, and themselves, in languages that there are.
func hreflang() rule.Rule {
	return rule.Rule{Code: "hreflang", Level: rule.Warning, Site: func(s *rule.Site) []rule.Finding {
		if !slices.ContainsFunc(s.Pages, func(p *rule.Summary) bool { return len(p.Alternates) > 0 }) {
			return nil
		}
		pages := map[string]*rule.Summary{}
		for _, p := range s.Pages {
			pages[plain(s.Address(p.Output))] = p
		}
		var found []rule.Finding
		for _, p := range s.Pages {
			if p.Shown() && len(p.Alternates) > 0 {
				found = append(found, alternates(p, plain(s.Address(p.Output)), pages)...)
			}
		}
		return found
	}}
}

// alternates judges what one page says of its other languages.
func alternates(p *rule.Summary, address string, pages map[string]*rule.Summary) []rule.Finding {
	var found []rule.Finding
	before := map[string]string{}
	for _, a := range p.Alternates {
		if message, hint := alternate(a, before, address, pages); message != "" {
			found = append(found, p.Found(message, hint))
		}
		before[strings.ToLower(a.Language)] = a.URL
	}
	if !names(p, address) {
		found = append(found, p.Found("this page names its forms in other languages, but not itself",
			"name the page itself too, with its own language: search engines pass over a list without it"))
	}
	return found
}

// alternate says what is wrong with one line about another language, and what to do, or nothing.
func alternate(a rule.Alternate, before map[string]string, address string, pages map[string]*rule.Summary) (message, hint string) {
	if message, hint = tag(a.Language); message != "" {
		return message, hint
	}
	if !absolute(a.URL) {
		return fmt.Sprintf("the address of the page in “%s”, “%s”, is not given in full", a.Language, a.URL), "write the whole address, from https:// on"
	}
	if other, again := before[strings.ToLower(a.Language)]; again && plain(other) != plain(a.URL) {
		return fmt.Sprintf("this page names two pages in “%s”: %s and %s", a.Language, other, a.URL), "name one page for each language"
	}
	// What is not among the pages has another site made, at whose heads nobody can look here.
	if target := pages[plain(a.URL)]; target != nil && !names(target, address) {
		return fmt.Sprintf("this page names %s as its form in “%s”, which does not name this page", target.Output, a.Language),
			"let both pages name each other: search engines pass over what only one of them says"
	}
	return "", ""
}

// names tells whether a page names an address among its other languages.
func names(p *rule.Summary, address string) bool {
	return slices.ContainsFunc(p.Alternates, func(a rule.Alternate) bool { return plain(a.URL) == address })
}

// tag says what is wrong with the name of a language, and what to write in its place, or nothing.
func tag(name string) (message, hint string) {
	if strings.EqualFold(name, "x-default") {
		return "", ""
	}
	parsed, err := language.Parse(name)
	_, _, region := parsed.Raw()
	switch {
	case err != nil || strings.ContainsAny(name, "_ "):
		return fmt.Sprintf("“%s” is the name of no language", name), "write “en” or “de”, or with a country “en-GB”; “x-default” is for everybody else"
	case strings.HasSuffix(strings.ToUpper(name), "-UK"):
		return fmt.Sprintf("“%s” is the name of no language: the sign of the United Kingdom is GB", name), "write “en-GB”"
	case len(region.String()) == 2 && region.String() != "ZZ" && !region.IsCountry():
		return fmt.Sprintf("“%s” is the name of no language: %s is no country", name, region), "leave the part behind the hyphen out, or name one country"
	}
	return "", ""
}
