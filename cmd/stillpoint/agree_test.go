package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"stillpoint/generator/check"
	"stillpoint/generator/check/rule"
)

// sample is a page that rules are held to.
type sample struct{ name, html string }

// judged is a sample with what our rules find on it, as .ci/audit/agree.mjs reads it.
type judged struct {
	Name  string `json:"name"`
	HTML  string `json:"html"`
	Found []spot `json:"found"`
}

// spot is a finding, and its element as a browser can find it: by its tag, and its number among those of that tag. Without a tag it is
// about the page as a whole.
type spot struct {
	Code    string `json:"code"`
	Tag     string `json:"tag"`
	Number  int    `json:"number"`
	Message string `json:"message"`
}

// TestAgree holds our rules to what axe finds in a browser: on the cases of the rules, and on the pages of this site with faults planted
// into them. Which are held to which, and where they part, is said in testdata of the rules on access.
func TestAgree(t *testing.T) {
	requireBrowserTools(t, filepath.Join("..", "..", ".ci"), "node")
	site := buildSite(t, filepath.Join("..", ".."))
	t.Run("corpus", func(t *testing.T) {
		var corpus []judged
		for _, s := range append(cases(t), faulty(t, site)...) {
			corpus = append(corpus, judge(s))
		}
		report, err := agree(t, site, corpus)
		if err != nil {
			t.Fatalf("%v\n%s", err, report)
		}
		t.Logf("%s", report)
	})
	t.Run("selftest", func(t *testing.T) { showThatItCanFail(t, site) })
}

// showThatItCanFail gives it a fault that no rule of ours has found, and a finding where no fault is.
func showThatItCanFail(t *testing.T, site string) {
	report, err := agree(t, site, []judged{
		{"missed", whole(`<img src="a.jpg">`), []spot{}},
		{"invented", whole(`<a href="/">Home</a>`), []spot{{"link-name", "a", 1, "no words"}}},
	})
	if err == nil {
		t.Error("it does not say that axe and our rules part")
	}
	for _, want := range []string{
		`missed: axe alone finds [image-alt] at <img src="a.jpg">`,
		`invented: ours alone finds [link-name] at <a href="/">`,
		"no page breaks the rule of axe [tabindex]",
		"nobody would miss [tabindex]",
		"this line is about nothing: ours object-name embed",
	} {
		if !strings.Contains(report, want) {
			t.Errorf("it does not say: %s\n%s", want, report)
		}
	}
}

// agree lets axe look at a corpus, and returns what it has to say to our findings.
func agree(t *testing.T, site string, corpus []judged) (report string, err error) {
	t.Helper()
	text, err := json.Marshal(corpus)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "corpus.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	script := filepath.Join("..", "..", ".ci", "audit", "agree.mjs")
	out, err := exec.CommandContext(t.Context(), "node", script, site, file, axeTable(), filepath.Join(filepath.Dir(axeTable()), "apart.txt")).CombinedOutput()
	return string(out), err
}

// axeTable is the file that says which of our rules find what each rule of axe finds.
func axeTable() string {
	return filepath.Join("..", "..", "generator", "check", "access", "testdata", "axe.txt")
}

// cases returns the cases of all rules that the table names, each as a page.
func cases(t *testing.T) []sample {
	t.Helper()
	table, err := os.ReadFile(axeTable())
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for word := range strings.FieldsSeq(string(table)) {
		named[word] = true
	}
	var all []sample
	for _, code := range check.Codes() {
		file, found := check.Documentation(code)
		if !found || !named[code] {
			continue
		}
		for _, c := range file.Cases {
			if !strings.Contains("\n"+c.Text, "\n== ") { // which is one of several files
				all = append(all, sample{code + "/" + c.Name, whole(c.Text)})
			}
		}
	}
	return all
}

// whole returns a case as a page with a head and a body.
func whole(text string) string {
	switch {
	case strings.Contains(text, "<html"):
		return text
	case strings.Contains(text, "<body"), strings.Contains(text, "<frameset"):
		return `<!doctype html><html lang="en"><head><title>A case</title></head>` + text + "</html>"
	}
	return `<!doctype html><html lang="en"><head><title>A case</title></head><body>` + text + "</body></html>"
}

// judge returns a page with what our rules find on it.
func judge(s sample) judged {
	p := rule.Parse(s.name, s.name, []byte(s.html))
	found := []spot{}
	for _, r := range check.Rules(nil) {
		if r.Page == nil {
			continue
		}
		for _, f := range r.Page(p) {
			tag, number := locate(p, f.Node)
			found = append(found, spot{r.Code, tag, number, f.Message})
		}
	}
	return judged{s.name, s.html, found}
}

// locate returns the tag of a node, or of what holds it if it is a text, and its number among those that a browser finds of that tag.
func locate(p *rule.Page, node int) (tag string, number int) {
	if p.Nodes[node].Tag == "" {
		node = p.Nodes[node].Parent
	}
	tag = strings.ToLower(p.Nodes[node].Tag)
	for i := 1; i <= node; i++ {
		if strings.ToLower(p.Nodes[i].Tag) == tag && p.In(i, "template", "noscript") == 0 {
			number++
		}
	}
	return tag, number
}
