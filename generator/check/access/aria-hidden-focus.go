package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// ariaHiddenFocus asks that what is hidden from screen readers cannot be reached with the keyboard (WCAG 1.3.1 and 4.1.2): who comes
// there hears nothing at all.
func ariaHiddenFocus() rule.Rule {
	return rule.Rule{Code: "aria-hidden-focus", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range reachable(p) {
			if silent(p, i) && tabbable(p, i) {
				found = append(found, p.Found(i, "the keyboard leads here, but aria-hidden hides it from screen readers: they fall silent",
					"take aria-hidden away, or write tabindex=\"-1\" as well"))
			}
		}
		return found
	}}
}

// silent tells whether an element is hidden from screen readers alone. A whole page that is so is another rule's matter.
func silent(p *rule.Page, node int) bool {
	for i := node; i > 0; i = p.Nodes[i].Parent {
		if n := &p.Nodes[i]; n.Tag != "body" && strings.EqualFold(n.Attr("aria-hidden"), "true") {
			return true
		}
	}
	return false
}
