package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// frameTitleTwice asks that pages within the page have different titles (WCAG 4.1.2).
func frameTitleTwice() rule.Rule {
	return rule.Rule{Code: "frame-title-twice", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		seen := map[string]bool{}
		for i := range p.All("iframe", "frame") {
			title := words(&p.Nodes[i], "title")
			if title == "" || p.Hidden(i) {
				continue
			}
			if key := strings.ToLower(title); seen[key] {
				found = append(found, p.Found(i, "a frame before this one has the title “"+title+"” too",
					"write into each title what is in this frame and in no other").About(title))
			} else {
				seen[key] = true
			}
		}
		return found
	}}
}
