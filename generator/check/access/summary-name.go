package access

import "stillpoint/generator/check/rule"

// summaryName asks for words on what opens details (WCAG 4.1.2).
func summaryName() rule.Rule {
	return rule.Rule{Code: "summary-name", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("details") {
			summary := firstSummary(p, i)
			switch {
			case p.Hidden(max(i, summary)):
			case summary == 0:
				found = append(found, p.Found(i, "these details have no summary: browsers write “Details” in their own language",
					"begin them with <summary>, and in it the words that open them"))
			case name(p, summary) == "":
				found = append(found, p.Found(summary, "this summary has no words: nobody can tell what it opens",
					"write the question that is answered below it, or what there is to read"))
			}
		}
		return found
	}}
}
