package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// ariaRole asks that a role is one that there is (WCAG 4.1.2). Of several the first that there is counts, so that one of them is
// enough.
func ariaRole() rule.Rule {
	return rule.Rule{Code: "aria-role", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.With("role") {
			if told := words(&p.Nodes[i], "role"); told != "" && !p.Hidden(i) {
				if fault, hint := roleFault(told); fault != "" {
					found = append(found, p.Found(i, "the role “"+told+"” "+fault, hint).About(told))
				}
			}
		}
		return found
	}}
}

// roleFault says what is wrong with the role of an element, "" where nothing is.
func roleFault(told string) (fault, hint string) {
	usable := ""
	for r := range strings.FieldsSeq(strings.ToLower(told)) {
		known, exists := roles()[r]
		switch {
		case exists && known.is("abstract"):
			return "is only there to order the others", "write one that says what this is, such as button, list or dialog; most elements need none"
		case exists && usable == "":
			usable = r
		}
	}
	switch {
	case usable == "":
		return "does not exist", "look at how it is written, or leave it out: most elements need none"
	case roles()[usable].is("old"):
		return "is not used any more", "leave it out: a list with items says as much"
	}
	return "", ""
}
