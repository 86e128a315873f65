package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// ariaRoleElement asks that a role fits the element that has it: https://www.w3.org/TR/html-aria/
func ariaRoleElement() rule.Rule {
	return rule.Rule{Code: "aria-role-element", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.With("role") {
			n := &p.Nodes[i]
			if given(n, "role") == "" || p.Hidden(i) || p.In(i, "svg", "math") > 0 {
				continue
			}
			for told := range strings.FieldsSeq(strings.ToLower(n.Attr("role"))) {
				if !fits(p, i, told) {
					found = append(found, p.Found(i, "a “"+n.Tag+"” cannot be made a “"+told+"”",
						"take an element without a meaning of its own, such as a div, or leave the role out").About(told))
				}
			}
		}
		return found
	}}
}

// fits tells whether an element may have a role. What is no role, or no element, is for others to say.
func fits(p *rule.Page, node int, told string) bool {
	role, exists := roles()[told]
	element, known := elements()[kind(p, node)]
	own := ownRole(p, node)
	switch {
	case !exists || !known || role.is("abstract") || told == own:
		return true
	case told == "banner" && p.Nodes[node].Tag == "header", told == "contentinfo" && p.Nodes[node].Tag == "footer":
		return true
	}
	if only := forPublishing(told); only != "" && only != own {
		return false
	}
	return element.is("any") || element.lists("may", told)
}

// forPublishing returns what an element has to be by itself to have one of the roles that books have for links, items and pictures.
func forPublishing(role string) string {
	switch role {
	case "doc-backlink", "doc-biblioref", "doc-glossref", "doc-noteref":
		return "link"
	case "doc-biblioentry", "doc-endnote":
		return "listitem"
	case "doc-cover":
		return "img"
	}
	return ""
}
