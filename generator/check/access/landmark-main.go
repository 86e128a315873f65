package access

import "stillpoint/generator/check/rule"

// landmarkMain asks that a page has one main part, to which people can go past all that stands on every page (WCAG 2.4.1).
func landmarkMain() rule.Rule {
	return rule.Rule{Code: "landmark-main", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		mains := 0
		for i, r := range landmarks(p) {
			if r != "main" {
				continue
			}
			if mains++; mains > 1 {
				found = append(found, p.Found(i, "the page has more than one main part",
					"leave one <main>, with all that this page has and no other"))
			} else if inLandmark(p, i) {
				found = append(found, p.Found(i, "the main part lies within another part of the page",
					"put <main> right into <body>, beside header, nav and footer"))
			}
		}
		if mains == 0 && isPage(p) {
			found = append(found, p.Found(0, "the page has no main part: nobody can go past what stands on every page",
				"put what this page has and no other into <main>"))
		}
		return found
	}}
}
