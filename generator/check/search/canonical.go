package search

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// canonical asks that a page says which address is its own: once, in full, and rightly.
func canonical() rule.Rule {
	return rule.Rule{Code: "canonical", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		if !shown(p) {
			return nil
		}
		return canonicalForm(p)
	}, Site: func(s *rule.Site) []rule.Finding {
		var found []rule.Finding
		for _, p := range s.Pages {
			if p.Shown() && s.BaseURL != "" && absolute(p.Canonical) && !own(s, p) {
				found = append(found, p.Found("this page says that its address is "+p.Canonical+", but it is "+s.Address(p.Output),
					`let the layout write <link rel="canonical" href="{{.Page.Permalink}}">; search engines show that page, not this one`))
			}
		}
		return found
	}}
}

// canonicalForm judges what the page shows by itself.
func canonicalForm(p *rule.Page) []rule.Finding {
	const hint = `let the layout write <link rel="canonical" href="{{.Page.Permalink}}"> once in the head`
	var found []rule.Finding
	seen := false
	for i := range p.Links("canonical") {
		address := strings.TrimSpace(p.Nodes[i].Attr("href"))
		switch {
		case seen:
			found = append(found, p.Found(i, "this page says more than once which address is its own", hint))
		case !absolute(address):
			found = append(found, p.Found(i, "the page's own address “"+address+"” is not given in full, from https:// on", hint))
		}
		seen = true
	}
	if !seen {
		found = append(found, p.Found(0, "this page does not say which address is its own", hint))
	}
	return found
}
