package config_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestChecks(t *testing.T) {
	c, problems := decode(t, good+"checks:\n  claims: [uk, eu]\n  link-vague: off\n  image-alt: warning\n  budget: {page: 300, fonts: off}\n", "checks: {budget: {page: 400}}\n")
	if problems != nil {
		t.Fatal(problems)
	}
	k := c.Checks
	if !slices.Equal(k.Claims, []string{"uk", "eu"}) || !maps.Equal(k.Levels, map[string]string{"link-vague": "off", "image-alt": "warning"}) ||
		!maps.Equal(k.Budget, map[string]int{"page": 400, "fonts": 0}) {
		t.Errorf("%+v", k)
	}
	for _, off := range []string{"checks: off\n", "checks: {claims: off}\n", "checks:\n", "checks: {claims: []}\n"} {
		if _, problems := decode(t, good+off, ""); problems != nil {
			t.Errorf("%s: %v", off, problems)
		}
	}
}

// TestChecksProblems tells all that is wrong with the checks at once, beside what is wrong elsewhere, each at its line.
func TestChecksProblems(t *testing.T) {
	_, problems := decode(t, "site:\n  titel: Quiet Tide\n  url: https://quiettide.example\n"+`checks:
  claims: [uk, atlantis, [eu]]
  link-vage: loud
  image-alt: warn
  budgets: {page: 3}
  budget:
    page: 500 KB
    picture: 400
    styles: 0
    fonts: -3
    scripts: 1.5
    html: 60
    pictures: yes
  page-weight: warnin
  link-vague: [off]
`, "checks: {claim: eu}\n")
	want := strings.TrimSpace(`
stillpoint.test.yaml:1:10: there is no rule "claim": did you mean "claims"?
stillpoint.yaml:2:3: unknown field "titel": did you mean "title"?
stillpoint.yaml:5:16: there are no rules on claims for "atlantis"
stillpoint.yaml:5:26: here must stand text, not a list
stillpoint.yaml:6:3: there is no rule "link-vage": did you mean "link-vague"?
stillpoint.yaml:7:14: "warn" is no level of a rule
stillpoint.yaml:8:3: there is no rule "budgets": did you mean "budget"?
stillpoint.yaml:10:11: "500 KB" is no limit in KB
stillpoint.yaml:11:5: there is no budget for "picture": did you mean "pictures"?
stillpoint.yaml:12:13: "0" is no limit in KB
stillpoint.yaml:13:12: "-3" is no limit in KB
stillpoint.yaml:14:14: "1.5" is no limit in KB
stillpoint.yaml:16:15: "yes" is no limit in KB
stillpoint.yaml:17:16: "warnin" is no level of a rule: did you mean "warning"?
stillpoint.yaml:18:15: here must stand the level of a rule, not a list
`)
	if got := strings.Join(problems, "\n"); got != want {
		t.Errorf("%s\n\nnot\n\n%s", got, want)
	}
}
