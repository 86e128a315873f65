package access_test

import (
	_ "embed"
	"strings"
	"testing"

	"stillpoint/generator/check"
	"stillpoint/generator/check/access"
	"stillpoint/generator/check/rule/ruletest"
)

func TestCases(t *testing.T) { ruletest.Run(t, access.Rules(), access.Files) }

//go:embed testdata/axe.txt
var axe string

// TestAxe holds that what the table says to find what axe finds is there.
func TestAxe(t *testing.T) {
	codes := map[string]bool{}
	for _, code := range check.Codes() { // those about search engines ask for some of it
		codes[code] = true
	}
	seen := map[string]bool{}
	for line := range strings.Lines(axe) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		if seen[fields[0]] || len(fields) < 2 {
			t.Errorf("%s: the table says it twice, or says nothing", fields[0])
		}
		seen[fields[0]] = true
		for _, code := range fields[1:] {
			if code == "-" || code[0] == '(' {
				break
			}
			if !codes[code] {
				t.Errorf("%s: no rule is called %q", fields[0], code)
			}
		}
	}
}
