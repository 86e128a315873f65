package privacy

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"stillpoint/generator/check/rule"
)

// mail is an e-mail address.
var mail = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b([a-z0-9][a-z0-9._%+-]*)@((?:[a-z0-9-]+\.)+[a-z]{2,24})\b`)
})

// emailList asks that a page is no list of people's addresses: as a rule somebody has put one there by mistake.
func emailList() rule.Rule {
	return rule.Rule{Code: "email-list", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		const most = 5
		home, known, first := homeOf(p), map[string]bool{}, 0
		for i := 1; i < len(p.Nodes); i++ {
			text := readable(p, i)
			if !strings.Contains(text, "@") {
				continue
			}
			for _, m := range mail().FindAllStringSubmatch(text, -1) {
				if address := strings.ToLower(m[0]); !known[address] && isSomebodys(home, strings.ToLower(m[1]), strings.ToLower(m[2])) {
					known[address] = true
					if first == 0 {
						first = i
					}
				}
			}
		}
		if len(known) <= most {
			return nil
		}
		return []rule.Finding{p.Found(first, fmt.Sprintf("%d e-mail addresses of people stand on this page, where machines gather them", len(known)),
			"take them out, or ask each of those people; a form, or one address of the practice, will do for most")}
	}}
}

// readable returns of a node what people can read, or write to.
func readable(p *rule.Page, node int) string {
	n := &p.Nodes[node]
	if n.Tag == "a" {
		address, found := strings.CutPrefix(n.Attr("href"), "mailto:")
		if !found {
			return ""
		}
		return address
	}
	switch p.Nodes[n.Parent].Tag {
	case "script", "style":
		return ""
	}
	return n.Text
}

// isSomebodys tells whether an e-mail address is that of a person elsewhere: not of the site's own, not of an office, and none that
// is made up.
func isSomebodys(h home, name, host string) bool {
	if h.has(host) {
		return false
	}
	switch name {
	case "info", "hello", "hi", "contact", "office", "mail", "post", "team", "support", "help", "service", "admin", "privacy", "press", "booking",
		"bookings", "reception", "enquiries", "inquiries", "noreply", "no-reply", "webmaster", "postmaster", "abuse", "security",
		"kontakt", "praxis", "anfrage", "datenschutz", "accueil", "secretariat":
		return false
	}
	switch host[strings.LastIndexByte(host, '.')+1:] {
	case "example", "invalid", "test", "localhost", "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "css", "js":
		return false
	}
	return host != "example.com" && host != "example.org" && host != "example.net"
}
