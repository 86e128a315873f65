// Package security holds the rule on what browsers are kept from doing with a page. What a page needs is kept with it, as package policy reads it, and the build, which
// knows what the configuration allows, says later what is blocked.
package security

import (
	"embed"

	"stillpoint/generator/check/rule"
)

// Files are the documentation and the cases of the rules, each in CODE.txt.
//
//go:embed *.txt
var Files embed.FS

// Code is that of the rule.
const Code = "blocked-by-policy"

// Rules returns all rules of the package, for the list of codes and levels. They look at nothing by themselves.
func Rules() []rule.Rule {
	return []rule.Rule{{Code: Code, Level: rule.Error}}
}
