package check

import (
	"io/fs"
	"slices"

	"stillpoint/generator/check/access"
	"stillpoint/generator/check/budget"
	"stillpoint/generator/check/claim"
	"stillpoint/generator/check/links"
	"stillpoint/generator/check/privacy"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/check/search"
	"stillpoint/generator/check/security"
	"stillpoint/generator/check/writing"
	"stillpoint/generator/claims"
)

// group is the rules of one package, with the files that document them.
type group struct {
	name  string
	rules []rule.Rule
	files fs.FS
}

// Group is the rules on one subject.
type Group struct {
	Name  string // of their package: "access"
	Rules []rule.Rule
}

// Groups returns all rules by their subjects.
func Groups() []Group {
	var all []Group
	for _, g := range groups([]*claims.Pack{{}}) {
		all = append(all, Group{g.name, g.rules})
	}
	return all
}

func groups(packs []*claims.Pack) []group {
	return []group{
		{"links", links.Rules(), links.Files},
		{"access", access.Rules(), access.Files},
		{"claim", claim.Rules(packs), claim.Files},
		{"search", search.Rules(), search.Files},
		{"privacy", privacy.Rules(), privacy.Files},
		{"security", security.Rules(), security.Files},
		{"budget", budget.Rules(), budget.Files},
		{"writing", writing.Rules(), writing.Files},
	}
}

// Rules returns all rules, those on health claims for the given jurisdictions.
func Rules(packs []*claims.Pack) []rule.Rule {
	var all []rule.Rule
	for _, g := range groups(packs) {
		all = append(all, g.rules...)
	}
	return all
}

// Codes returns the codes of all rules, in alphabetical order.
func Codes() []string {
	var codes []string
	for _, r := range Rules([]*claims.Pack{{}}) {
		codes = append(codes, r.Code)
	}
	slices.Sort(codes)
	return codes
}

// Documentation returns the file of a rule, and whether there is such a rule.
func Documentation(code string) (rule.File, bool) {
	for _, g := range groups([]*claims.Pack{{}}) {
		if text, err := fs.ReadFile(g.files, code+".txt"); err == nil {
			file, err := rule.ParseFile(string(text))
			return file, err == nil
		}
	}
	return rule.File{}, false
}
