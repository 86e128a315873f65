package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// ariaLabelIgnored asks that what is given a name is something that can have one (WCAG 4.1.2): a paragraph or a plain box has none, and
// screen readers pass over the label.
func ariaLabelIgnored() rule.Rule {
	return rule.Rule{Code: "aria-label-ignored", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.With("aria-label", "aria-labelledby") {
			for _, short := range []string{"label", "labelledby"} {
				if label := words(&p.Nodes[i], "aria-"+short); label != "" && !p.Hidden(i) && nameless(p, i, short) {
					found = append(found, p.Found(i, "“aria-"+short+"” is not read here: "+what(p, i)+" has no name of its own",
						"write the words into the text, or give the element a role that goes with a name, such as group or img").About(label))
				}
			}
		}
		return found
	}}
}

// nameless tells whether an element cannot be given a name.
func nameless(p *rule.Page, node int, attribute string) bool {
	n := &p.Nodes[node]
	if told := toldRole(n); told != "" {
		return roles()[told].lists("not", attribute)
	}
	if strings.Contains(n.Tag, "-") || inWidget(p, node) {
		return false
	}
	element, known := elements()[kind(p, node)]
	return !known || element.is("nameless")
}

// inWidget tells whether the nearest thing that an element is, or lies in, is something to press or to fill in: what is called by
// its content takes up the names in it.
func inWidget(p *rule.Page, node int) bool {
	for i := node; i > 0; i = p.Nodes[i].Parent {
		if r := realRole(p, i); r != "" {
			return roles()[r].is("widget")
		}
		if elements()[kind(p, i)].is("browser") {
			return false
		}
	}
	return false
}
