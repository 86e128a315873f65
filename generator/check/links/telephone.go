package links

import (
	"regexp"
	"strings"
	"sync"

	"stillpoint/generator/check/rule"
)

// dialled is a number as RFC 3966 has it: with separators that are not dialled, and with what comes behind it.
var dialled = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\+?[0-9][0-9().-]*(;[a-z-]+=[^;]+)*$`)
})

// Fewer digits make no number of a subscriber, but for emergencies; more than fifteen none that can be dialled (ITU-T E.164).
const (
	fewestDigits = 3
	mostDigits   = 15
)

// telephone asks that links to a telephone name a number that can be dialled.
func telephone() rule.Rule {
	return rule.Rule{Code: "telephone", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.All("a", "area") {
			number, isTel := strings.CutPrefix(strings.TrimSpace(p.Nodes[i].Attr("href")), "tel:")
			if isTel && !canBeDialled(number) {
				found = append(found, p.Found(i, "this link to a telephone has no number that can be dialled: “"+number+"”",
					"write it with the code of the country and without blanks, such as tel:+441632960417"))
			}
		}
		return found
	}}
}

func canBeDialled(number string) bool {
	plain, _, _ := strings.Cut(number, ";")
	digits := 0
	for _, c := range plain {
		if '0' <= c && c <= '9' {
			digits++
		}
	}
	return dialled().MatchString(number) && digits >= fewestDigits && digits <= mostDigits
}
