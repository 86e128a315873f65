// Package ruletest holds rules to the cases in their files.
package ruletest

import (
	"io/fs"
	"strings"
	"testing"

	"stillpoint/generator/check/rule"
)

// Run looks at each case of each rule, in the files CODE.txt, as at a page of its own, or as at a site of several. A rule has at least two cases in which
// something must be found and two in which nothing must be.
func Run(t *testing.T, rules []rule.Rule, files fs.FS) {
	for _, r := range rules {
		t.Run(r.Code, func(t *testing.T) {
			text, err := fs.ReadFile(files, r.Code+".txt")
			if err != nil {
				t.Fatal(err)
			}
			file, err := rule.ParseFile(string(text))
			if err != nil {
				t.Fatal(err)
			}
			if file.Title == "" || len(file.Doc) < 100 {
				t.Error("the rule has no documentation")
			}
			counts := map[bool]int{}
			for _, c := range file.Cases {
				counts[c.Want > 0]++
				t.Run(c.Name, func(t *testing.T) { runCase(t, r, c) })
			}
			if counts[true] < 2 || counts[false] < 2 {
				t.Errorf("%d cases with findings and %d without, want at least 2 of each", counts[true], counts[false])
			}
		})
	}
}

func runCase(t *testing.T, r rule.Rule, c rule.Case) {
	found := look(r, c.Text)
	if len(found) != c.Want {
		t.Errorf("%d findings, want %d", len(found), c.Want)
	}
	for _, f := range found {
		t.Logf("%s (%s) at %s", f.Message, f.Hint, place(f))
		if f.Message == "" || f.Hint == "" {
			t.Error("a finding without a message or a hint")
		}
	}
}

// place returns where a finding is, for people.
func place(f rule.Finding) string {
	if f.Page == nil {
		return f.Summary.Output
	}
	return f.Page.Output + " <" + f.Page.Nodes[f.Node].Tag + ">"
}

// kindOf returns the kind of a page as the starter's layouts write it: in a class of the body.
func kindOf(p *rule.Page) string {
	for class := range strings.FieldsSeq(p.Nodes[p.First("body")].Attr("class")) {
		if kind, found := strings.CutPrefix(class, "kind-"); found {
			return kind
		}
	}
	return ""
}
