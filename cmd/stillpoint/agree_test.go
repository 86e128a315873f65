package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stillpoint/generator/check/access"
	"stillpoint/generator/check/rule"
)

// judged is a page of the corpus, and what our rules find on it.
type judged struct {
	Name  string `json:"name"`
	HTML  string `json:"html"`
	Found []spot `json:"found"`
}

// spot is a finding, and its element as a browser can find it: by its tag, and its number among those of that tag; 0 for the page as
// a whole.
type spot struct {
	Code    string `json:"code"`
	Tag     string `json:"tag"`
	Number  int    `json:"number"`
	Message string `json:"message"`
}

// TestAgree holds our rules on access to what axe finds in a browser, on the pages of this site with faults planted into them, and on
// the cases of the rules.
func TestAgree(t *testing.T) {
	folder := filepath.Join("..", "..", ".ci")
	requireBrowserTools(t, folder, "node")
	site := os.Getenv("AGREE_PUBLIC")
	if site == "" {
		site = buildSite(t, filepath.Join("..", ".."))
	}
	var corpus []judged
	for _, page := range cases(t) {
		corpus = append(corpus, judge(page.name, page.html))
	}
	for _, page := range faulty(t, site) {
		corpus = append(corpus, judge(page.name, page.html))
	}
	data, err := json.Marshal(corpus)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "corpus.json")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if keep := os.Getenv("AGREE_CORPUS"); keep != "" {
		os.WriteFile(keep, data, 0o600)
		return
	}
	tables := filepath.Join("..", "..", "generator", "check", "access", "testdata")
	runScript(t, filepath.Join(folder, "audit", "agree.mjs"), site, file, filepath.Join(tables, "axe.txt"), filepath.Join(tables, "apart.txt"))
}

// sample is a page that rules are held to.
type sample struct{ name, html string }

// cases returns the cases of all rules on access, each as a page.
func cases(t *testing.T) []sample {
	t.Helper()
	var all []sample
	for _, r := range access.Rules() {
		text, err := access.Files.ReadFile(r.Code + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		file, err := rule.ParseFile(string(text))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range file.Cases {
			all = append(all, sample{r.Code + "/" + c.Name, whole(c.Text)})
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
		return "<!doctype html><html lang=\"en\"><head><title>A case</title></head>" + text + "</html>"
	}
	return "<!doctype html><html lang=\"en\"><head><title>A case</title></head><body>" + text + "</body></html>"
}

// judge returns a page with what our rules find on it.
func judge(name, html string) judged {
	p := rule.Parse(name, name, []byte(html))
	found := []spot{}
	for _, r := range access.Rules() {
		for _, f := range r.Page(p) {
			tag, number := locate(p, f.Node)
			found = append(found, spot{r.Code, tag, number, f.Message})
		}
	}
	return judged{name, html, found}
}

// locate returns the tag of a node, and the number of the node among those that a browser finds of it.
func locate(p *rule.Page, node int) (tag string, number int) {
	if node > 0 && p.Nodes[node].Tag == "" {
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
