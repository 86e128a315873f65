package access

import "stillpoint/generator/check/rule"

// objectName asks for words for what is embedded (WCAG 1.1.1).
func objectName() rule.Rule {
	return rule.Rule{Code: "object-name", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("object", "embed") {
			if p.Hidden(i) || isNone(role(p, i)) || name(p, i) != "" || content(p, i, true) != "" {
				continue
			}
			found = append(found, p.Found(i, "what is embedded here has no words for people who do not see it",
				"write a title that says what it is; within an object, words or a link may stand for it"))
		}
		return found
	}}
}
