package claim

import (
	"regexp"
	"sync"

	"stillpoint/generator/check/rule"
)

// disclaims is what a page says that does not take the place of a doctor.
var disclaims = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(not|never|no) (take the place of|replace|a (substitute|replacement) for|instead of|intended (as|to replace))|ersetzt? (keine?|nicht)|kein Ersatz|ne (remplace|se substitue)|no (sustituye|reemplaza)`)
})

// disclaimer asks that a page on a therapy says that it is no medical treatment.
func (b bench) disclaimer() rule.Rule {
	return rule.Rule{Code: "claim-disclaimer", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		if p.Kind != "therapy" || disclaims().MatchString(p.Text(0)) {
			return nil
		}
		return []rule.Finding{p.Found(p.First("h1"), b.lawful("this page on a therapy does not say that it takes no doctor's place", "disclaimer"),
			"write it in the page or in its layout: "+b.remedy(p, "disclaimer", ""))}
	}}
}
