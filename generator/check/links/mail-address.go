package links

import (
	"net/mail"
	"net/url"
	"strings"

	"stillpoint/generator/check/rule"
)

// mailAddress asks that links to a mailbox name one.
func mailAddress() rule.Rule {
	return rule.Rule{Code: "mail-address", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("a", "area") {
			rest, isMail := strings.CutPrefix(strings.TrimSpace(p.Nodes[i].Attr("href")), "mailto:")
			if isMail && !reachesSomebody(rest) {
				found = append(found, p.Found(i, "this link to a mailbox has no address that mail can go to: “"+rest+"”",
					"write it as mailto:hello@example.org, without blanks, and with &amp; between what stands behind a ?"))
			}
		}
		return found
	}}
}

// reachesSomebody tells whether all of the addresses before a ? are some, or those behind it.
func reachesSomebody(text string) bool {
	to, query, _ := strings.Cut(text, "?")
	fields, err := url.ParseQuery(query)
	if err != nil || strings.ContainsAny(text, " \t\n") {
		return false
	}
	all := append(strings.Split(to, ","), fields["to"]...)
	for _, one := range all {
		one, err := url.PathUnescape(one)
		if err != nil || one != "" && !isAddress(one) {
			return false
		}
	}
	return to != "" || len(fields["to"]) > 0
}

func isAddress(text string) bool {
	parsed, err := mail.ParseAddress(text)
	if err != nil || parsed.Address != text {
		return false
	}
	_, host, _ := strings.Cut(text, "@")
	return strings.Contains(host, ".")
}
