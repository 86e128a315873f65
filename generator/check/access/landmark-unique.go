package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// landmarkUnique asks that two parts of a page of the same kind have names that tell them apart. Main, head and foot, of which there is
// only one, have rules of their own.
func landmarkUnique() rule.Rule {
	return rule.Rule{Code: "landmark-unique", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		seen := map[string]bool{}
		for i, r := range landmarks(p) {
			called := name(p, i)
			key := r + " " + strings.ToLower(called)
			switch {
			case r == "main" || r == "banner" || r == "contentinfo":
			case seen[key] && called == "":
				found = append(found, p.Found(i, "the page has more than one "+r+" without a name: a screen reader offers them all alike",
					"give each a name with aria-label, such as “Main” and “In this article”"))
			case seen[key]:
				found = append(found, p.Found(i, "the page has more than one "+r+" with the name “"+called+"”",
					"give each a name of its own").About(called))
			}
			seen[key] = true
		}
		return found
	}}
}
