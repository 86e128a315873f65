package access

import "stillpoint/generator/check/rule"

// linkName asks for words for every link (WCAG 2.4.4 and 4.1.2). Parts of a map of links are the matter of the rule about pictures.
func linkName() rule.Rule {
	return rule.Rule{Code: "link-name", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All() {
			n := &p.Nodes[i]
			if n.Tag != "area" && isLink(p, i) && !p.Hidden(i) && name(p, i) == "" {
				found = append(found, p.Found(i, "this link has no words: nobody can tell where it leads",
					"write them between the square brackets, [like this](/prices/); for a link that is a picture, give the picture words"))
			}
		}
		return found
	}}
}

// isLink tells whether an element is a link to a screen reader.
func isLink(p *rule.Page, node int) bool {
	n := &p.Nodes[node]
	return (n.Tag == "a" || n.Tag == "area" || given(n, "role") != "") && role(p, node) == "link"
}
