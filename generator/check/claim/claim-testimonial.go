package claim

import "stillpoint/generator/check/rule"

// testimonial asks that what clients say is no claim either, and none at all where a jurisdiction allows none.
func (b bench) testimonial() rule.Rule {
	return rule.Rule{Code: "claim-testimonial", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		last := "" // what a sentence says in several ways is told once
		for _, t := range b.on(p) {
			if t.testifies(p) && t.sentence != last {
				last = t.sentence
				found = append(found, b.found(p, t, "testimonial", "is told as what a client says, and is a claim all the same"))
			}
		}
		if len(found) == 0 && p.Kind == "testimonial" && b.forbids() {
			quote := p.First("blockquote")
			found = append(found, p.Found(quote, b.lawful("this is a testimonial", "testimonial"), b.remedy(p, "testimonial", "")))
		}
		return found
	}}
}

// forbids tells whether a jurisdiction allows no testimonials, whatever they say.
func (b bench) forbids() bool {
	for _, pack := range b.packs {
		if pack.Rules["testimonial"].Always {
			return true
		}
	}
	return false
}
