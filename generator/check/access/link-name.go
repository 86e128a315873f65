package access

import (
	"iter"

	"stillpoint/generator/check/rule"
)

// linkName asks for words for every link (WCAG 2.4.4 and 4.1.2). Parts of a map of links are the matter of the rule about pictures.
func linkName() rule.Rule {
	return rule.Rule{Code: "link-name", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range links(p) {
			if name(p, i) == "" {
				found = append(found, p.Found(i, "this link has no words: nobody can tell where it leads",
					"write them between the square brackets, [like this](/prices/); for a link that is a picture, give the picture words"))
			}
		}
		for i := range p.With("role") {
			if isLost(p, i) && name(p, i) == "" {
				found = append(found, p.Found(i, "the words of this link are not read as its name: to a screen reader it is a “"+role(p, i)+"”",
					"take the role away from the link; what lies in it may have one"))
			}
		}
		return found
	}}
}

// links yields the elements that are links to a screen reader, other than the parts of a map.
func links(p *rule.Page) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range p.Any("[role]", "a") {
			if p.Nodes[i].Tag != "area" && role(p, i) == "link" && !p.Hidden(i) && !yield(i) {
				return
			}
		}
	}
}

// isLost tells whether an element is a link to press, but something to a screen reader that is none, and for whose name no other rule asks.
func isLost(p *rule.Page, node int) bool {
	n := &p.Nodes[node]
	told := toldRole(n)
	return n.Tag == "a" && given(n, "href") != "" && told != "" && !isNone(told) && told != "link" && told != "button" && widgetRole(n) == "" &&
		!isToldField(p, node) && focusable(p, node) && !p.Hidden(node)
}
