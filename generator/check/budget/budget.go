// Package budget holds the rule on how much a browser has to fetch before a page is there. A page does not know the sizes of what it
// loads, and pages come before many of the files that they load: so [Read] keeps of a page what it loads at first, and a [Scale], which
// knows all files, says later what is too much.
package budget

import (
	"embed"

	"stillpoint/generator/check/rule"
)

// Files are the documentation of the rules, each in CODE.txt. Their cases need sizes and stand in the tests.
//
//go:embed *.txt
var Files embed.FS

// Code is that of the rule.
const Code = "page-weight"

// Rules returns all rules of the package, for the list of codes and levels. They look at nothing by themselves.
func Rules() []rule.Rule {
	return []rule.Rule{{Code: Code, Level: rule.Warning}}
}
