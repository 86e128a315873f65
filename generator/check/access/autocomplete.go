package access

import (
	"slices"
	"strings"

	"stillpoint/generator/check/rule"
)

// autocomplete asks that what a field says of its content is something that browsers know (WCAG 1.3.5).
func autocomplete() rule.Rule {
	return rule.Rule{Code: "autocomplete", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("input", "select", "textarea") {
			told := words(&p.Nodes[i], "autocomplete")
			if told != "" && !p.Hidden(i) && isFilled(p, i) && !isPurpose(strings.Fields(strings.ToLower(told))) {
				found = append(found, p.Found(i, "“"+told+"” tells no browser what to fill in here",
					"write what it is, such as name, email, tel or street-address, or leave autocomplete out").About(told))
			}
		}
		return found
	}}
}

// isFilled tells whether somebody can write into a field.
func isFilled(p *rule.Page, node int) bool {
	n := &p.Nodes[node]
	switch inputType(n) {
	case "submit", "reset", "button", "hidden":
		return false
	}
	index, _ := tabIndex(n)
	return given(n, "readonly") == "" && given(n, "disabled") == "" && n.Attr("aria-readonly") != "true" && n.Attr("aria-disabled") != "true" &&
		(index >= 0 || given(n, "role") == "" || roles()[toldRole(n)].is("widget"))
}

// isPurpose tells whether words say what is to be filled in: perhaps a section, billing or shipping, home or work, and then the thing
// itself: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill
func isPurpose(told []string) bool {
	if len(told) == 1 && isState(told[0]) {
		return true
	}
	if len(told) > 1 && told[len(told)-1] == "webauthn" {
		told = told[:len(told)-1]
	}
	if len(told[0]) > len("section-") && strings.HasPrefix(told[0], "section-") {
		told = told[1:]
	}
	if len(told) > 0 && (told[0] == "billing" || told[0] == "shipping") {
		told = told[1:]
	}
	reach := len(told) > 0 && slices.Contains([]string{"home", "work", "mobile", "fax", "pager"}, told[0])
	if reach {
		told = told[1:]
	}
	return len(told) == 1 && (isReach(told[0]) || !reach && isFact(told[0]))
}

// isState tells whether a word switches filling in on or off, or is one that many write and mean that.
func isState(word string) bool {
	return slices.Contains([]string{"on", "off", "none", "false", "true", "disabled", "enabled", "undefined", "null", "xoff", "xon"}, word)
}

// isReach tells whether a word is a way to reach somebody.
func isReach(word string) bool {
	switch word {
	case "tel", "tel-country-code", "tel-national", "tel-area-code", "tel-local", "tel-local-prefix", "tel-local-suffix", "tel-extension",
		"email", "impp":
		return true
	}
	return false
}

// isFact tells whether a word is something else that browsers know of their user, or one of which nobody can tell what is meant.
func isFact(word string) bool {
	switch word {
	case "name", "honorific-prefix", "given-name", "additional-name", "family-name", "honorific-suffix", "nickname", "username", "new-password",
		"current-password", "organization-title", "organization", "street-address", "address-line1", "address-line2", "address-line3",
		"address-level4", "address-level3", "address-level2", "address-level1", "country", "country-name", "postal-code", "cc-name",
		"cc-given-name", "cc-additional-name", "cc-family-name", "cc-number", "cc-exp", "cc-exp-month", "cc-exp-year", "cc-csc", "cc-type",
		"transaction-currency", "transaction-amount", "language", "bday", "bday-day", "bday-month", "bday-year", "sex", "url", "photo",
		"one-time-code":
		return true
	case "text", "pronouns", "gender", "message", "content":
		return true
	}
	return false
}
