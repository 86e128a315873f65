package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// ariaErrorMessage asks that the words which say what is wrong with a field are read (WCAG 4.1.2).
func ariaErrorMessage() rule.Rule {
	return rule.Rule{Code: "aria-error-message", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.With("aria-errormessage") {
			n := &p.Nodes[i]
			ids := strings.Fields(n.Attr("aria-errormessage"))
			if wrong, has := n.Lookup("aria-invalid"); len(ids) == 0 || !has || wrong == "false" || p.Hidden(i) {
				continue
			}
			if at := withID(p, ids[0]); len(ids) > 1 || at > 0 && !announced(p, n, at) {
				found = append(found, p.Found(i, "screen readers do not read what aria-errormessage names here",
					"let it name one element that is to be seen and has role=\"alert\", or that aria-describedby names too").About(ids[0]))
			}
		}
		return found
	}}
}

// announced tells whether the words about what is wrong with a field are read: as soon as they are there, or with the field.
func announced(p *rule.Page, field *rule.Node, message int) bool {
	n := &p.Nodes[message]
	live := n.Attr("aria-live")
	called := toldRole(n) == "alert" || live == "polite" || live == "assertive"
	return !p.Hidden(message) && (called || refers(field, "aria-describedby", n.Attr("id")))
}
