package privacy

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// formInsecure asks that what somebody writes into a form is sent with encryption, and not in the address.
func formInsecure() rule.Rule {
	return rule.Rule{Code: "form-insecure", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("form", "button", "input") {
			for _, name := range []string{"action", "formaction"} {
				if scheme, _, _ := cut(p.Nodes[i].Attr(name)); scheme == "http" {
					found = append(found, p.Found(i, "this form sends what people write without encryption", "write https:// in place of http:// in its "+name).
						About(p.Nodes[i].Attr(name)))
				}
			}
		}
		for i := range p.All("form") {
			if field := exposed(p, i); field > 0 {
				found = append(found, p.Found(i, "this form puts what people write of themselves into the address, where it stays in histories and logs",
					`write method="post" in the form`).About(p.Nodes[field].Attr("name")))
			}
		}
		return found
	}}
}

// exposed returns the first field of a personal kind whose content a form puts into the address, or 0.
func exposed(p *rule.Page, form int) int {
	n := &p.Nodes[form]
	scheme, _, _ := cut(n.Attr("action"))
	method := strings.ToLower(strings.TrimSpace(n.Attr("method")))
	if method == "post" || method == "dialog" || scheme == "mailto" || n.Attr("role") == "search" || p.In(form, "search") > 0 {
		return 0
	}
	for i := range personal(p, form) {
		return i
	}
	return 0
}
