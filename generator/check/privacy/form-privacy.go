package privacy

import (
	"regexp"
	"sync"

	"stillpoint/generator/check/rule"
)

// policy is how links to a privacy policy are called, in some languages.
var policy = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)privac|data[ -]?protection|gdpr|dsgvo|datenschutz|confidentialit|vie[ -]privée|vie-privee|données personnelles|` +
		`protecci[oó]n de datos|dati personali|riservatezza|integritetspolicy|personvern|privatliv|tietosuoja|osobních údaj|prywatno`)
})

// formPrivacy asks that a form which asks for something of a person says what becomes of it.
func formPrivacy() rule.Rule {
	return rule.Rule{Code: "form-privacy", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for form := range p.All("form") {
			for field := range personal(p, form) {
				if !explained(p, form) {
					found = append(found, p.Found(form, "this form asks people for something of their own, and does not say what becomes of it",
						"put a link to your privacy policy into the form, or right beside it").About(p.Nodes[field].Attr("name")))
				}
				break
			}
		}
		return found
	}}
}

// explained tells whether a link to the privacy policy stands in a form, beside it, or in the same part of the page.
func explained(p *rule.Page, form int) bool {
	if linksPolicy(p, form) {
		return true
	}
	beside := true
	for i := range p.Above(form) {
		switch p.Nodes[i].Tag {
		case "body", "html":
			return false
		case "section", "main", "article", "aside", "footer", "dialog", "fieldset":
			beside = true
		}
		if beside && linksPolicy(p, i) {
			return true
		}
		beside = false
	}
	return false
}

func linksPolicy(p *rule.Page, within int) bool {
	for i := range p.Below(within, "a") {
		if address := p.Nodes[i].Attr("href"); address != "" && (policy().MatchString(address) || policy().MatchString(p.Text(i))) {
			return true
		}
	}
	return false
}
