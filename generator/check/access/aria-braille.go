package access

import (
	"stillpoint/generator/check/rule"
)

// ariaBraille asks that what is said in Braille is said aloud as well (WCAG 4.1.2).
func ariaBraille() rule.Rule {
	return rule.Rule{Code: "aria-braille", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.With("aria-braillelabel", "aria-brailleroledescription") {
			n := &p.Nodes[i]
			if p.Hidden(i) {
				continue
			}
			if words(n, "aria-braillelabel") != "" && name(p, i) == "" && content(p, i, true) == "" {
				found = append(found, p.Found(i, "this has a name in Braille, and none that is spoken", "write it into aria-label, too"))
			}
			if words(n, "aria-brailleroledescription") != "" && words(n, "aria-roledescription") == "" {
				found = append(found, p.Found(i, "what this is, is said in Braille, and not aloud",
					"write it into aria-roledescription, too"))
			}
		}
		return found
	}}
}
