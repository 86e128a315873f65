package access

import (
	"strconv"
	"strings"

	"stillpoint/generator/check/rule"
)

// metaRefresh asks that no page changes under its reader (WCAG 2.2.1). At once it may send them on, and after twenty hours as well.
func metaRefresh() rule.Rule {
	return rule.Rule{Code: "meta-refresh", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("meta") {
			content := p.Nodes[i].Attr("content")
			if delay := refreshDelay(content); strings.EqualFold(p.Nodes[i].Attr("http-equiv"), "refresh") && delay > 0 && delay <= 20*60*60 {
				found = append(found, p.Found(i, "the page changes by itself, whether or not its reader is done",
					"let them press a link; a page that has moved may send them on at once: content=\"0; url=…\"").About(content))
			}
		}
		return found
	}}
}

// refreshDelay returns after how many seconds a page changes, 0 where it does not.
func refreshDelay(content string) float64 {
	content = strings.TrimSpace(content)
	if end := strings.IndexAny(content, ";, \t\n"); end >= 0 {
		content = content[:end]
	}
	delay, err := strconv.ParseFloat(content, 64)
	if err != nil || strings.Trim(content, ".0123456789") != "" {
		return 0
	}
	return delay
}
