package ruletest

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// baseURL is the address of the site that all cases are of.
const baseURL = "https://example.org/"

// sitemap is the name under which a case lists the addresses in its sitemap, each on a line. Without it there is none.
const sitemap = "sitemap.xml"

// file is one of those that a case is made of.
type file struct{ output, text string }

// files returns what a case is made of. Several pages are separated by lines such as
//
//	== about/index.html ==
//
// and what stands before the first is a page too, case/index.html.
func files(text string) []file {
	all := []file{{output: "case/index.html"}}
	for line := range strings.Lines(text) {
		name, isHead := strings.CutPrefix(strings.TrimRight(line, "\r\n"), "== ")
		if isHead {
			all = append(all, file{output: strings.TrimSuffix(name, " ==")})
			continue
		}
		all[len(all)-1].text += line
	}
	if len(all) > 1 && strings.TrimSpace(all[0].text) == "" {
		return all[1:]
	}
	return all
}

// look returns what a rule finds on the pages of a case.
func look(r rule.Rule, text string) []rule.Finding {
	var found []rule.Finding
	site := &rule.Site{BaseURL: baseURL}
	all := files(text)
	dress := rule.NewDress(func(_, address string) (string, bool) { return sheet(all, address) })
	for _, f := range all {
		if f.output == sitemap {
			site.Indexed = indexed(f.text)
			continue
		}
		if strings.HasSuffix(f.output, ".css") {
			continue
		}
		page := rule.Parse(f.output, strings.TrimSuffix(f.output, "/index.html")+".md", []byte(f.text))
		page.Kind, page.Dress = kindOf(page), dress
		if r.Page != nil {
			found = append(found, r.Page(page)...)
		}
		site.Pages = append(site.Pages, rule.Summarise(page))
	}
	if r.Site != nil {
		found = append(found, r.Site(site)...)
	}
	return found
}

func indexed(text string) map[string]bool {
	all := map[string]bool{}
	for address := range strings.FieldsSeq(text) {
		all[address] = true
	}
	return all
}

// sheet returns the text of a style sheet of a case, which is a file of its own there.
func sheet(all []file, address string) (string, bool) {
	for _, f := range all {
		if "/"+f.output == address {
			return f.text, true
		}
	}
	return "", false
}
