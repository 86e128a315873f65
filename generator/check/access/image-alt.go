package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// imageAlt asks for words for every picture (WCAG 1.1.1).
func imageAlt() rule.Rule {
	return rule.Rule{Code: "image-alt", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("img", "area", "input") {
			if isPicture(p, i) && !p.Hidden(i) && !isNone(role(p, i)) && wordless(p, i) {
				found = append(found, p.Found(i, "this picture has no words for people who do not see it",
					"write what it shows between the square brackets, ![like this](photo.jpg); leave them empty if it only decorates"))
			}
		}
		return found
	}}
}

// isPicture tells whether an element is a picture, a button that is one, or a part of one that leads somewhere.
func isPicture(p *rule.Page, node int) bool {
	switch n := &p.Nodes[node]; n.Tag {
	case "input":
		return inputType(n) == "image"
	case "area":
		return n.Attr("href") != ""
	}
	return true
}

// wordless tells whether a picture has no words and does not say that it needs none. A blank is not the same as nothing.
func wordless(p *rule.Page, node int) bool {
	n := &p.Nodes[node]
	if alt, has := n.Lookup("alt"); has && n.Tag == "img" {
		return alt != "" && strings.TrimSpace(alt) == ""
	}
	return name(p, node) == ""
}
