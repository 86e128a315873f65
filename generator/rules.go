package generator

import (
	"slices"
	"strings"

	"stillpoint/generator/check"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/claims"
)

// Rule is one of those that finished pages are held to, for people to read.
type Rule struct {
	Code  string
	Level string // where the configuration says nothing else: "off", "warning" or "error"
	Title string
	Doc   string   // Markdown
	Found []string // examples of what is found
	Fine  []string // examples of what is not
}

// Rules returns all rules, by their codes.
func Rules() []Rule {
	var all []Rule
	for _, r := range check.Rules([]*claims.Pack{{}}) {
		if one, ok := documented(r); ok {
			all = append(all, one)
		}
	}
	slices.SortFunc(all, func(a, b Rule) int { return strings.Compare(a.Code, b.Code) })
	return all
}

// RuleOf returns the rule of a code, and whether there is one.
func RuleOf(code string) (Rule, bool) {
	for _, r := range check.Rules([]*claims.Pack{{}}) {
		if r.Code == code {
			return documented(r)
		}
	}
	return Rule{}, false
}

func documented(r rule.Rule) (Rule, bool) {
	file, ok := check.Documentation(r.Code)
	one := Rule{Code: r.Code, Level: r.Level.String(), Title: file.Title, Doc: file.Doc}
	for _, c := range file.Cases {
		if c.Want > 0 {
			one.Found = append(one.Found, c.Text)
		} else {
			one.Fine = append(one.Fine, c.Text)
		}
	}
	return one, ok
}
