package check_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"stillpoint/generator/check"
	"stillpoint/generator/check/links"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/hosting"
	"stillpoint/generator/site"
)

// TestLinkCases looks at each case of each rule on links within the site, and on redirects, as at a site of its own at https://example.org/. It
// has the files that follow lines such as
//
//	== about/index.html ==
//
// and, from what stands before the first, case/index.html. A case finds nothing by any other rule on links but its own.
func TestLinkCases(t *testing.T) {
	codes := append(links.Within(), links.OfRoutes()...)
	for _, code := range codes {
		t.Run(code, func(t *testing.T) {
			file, ok := check.Documentation(code)
			if !ok || len(file.Doc) < 100 {
				t.Fatal("the rule has no documentation")
			}
			counts := map[bool]int{}
			for _, c := range file.Cases {
				counts[c.Want > 0]++
				t.Run(c.Name, func(t *testing.T) { lookAtLinks(t, code, c) })
			}
			if counts[true] < 2 || counts[false] < 2 {
				t.Errorf("%d cases with findings and %d without, want at least 2 of each", counts[true], counts[false])
			}
		})
	}
}

func lookAtLinks(t *testing.T, code string, c rule.Case) {
	files := filesOf(c.Text)
	host := hosting.New(func(name string) ([]byte, bool) { text, found := files[name]; return []byte(text), found }, "/")
	linked := links.Site{Base: "/", Host: "example.org", Published: claimed(t, slices.Collect(maps.Keys(files))...), Aliases: aliasesOf(files)}
	if len(host.Redirects()) > 0 {
		linked.Rules, linked.Forced = func(path string) links.Answer {
			answer, _ := host.ByRule(path)
			return links.Answer{Sends: answer.Location != "" || answer.Status == 200, To: answer.Location, Permanent: answer.Status == 301 || answer.Status == 308}
		}, host.Forces()
	}
	reader := check.Reader{Host: linked.Host}
	var pages []*check.Page
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if strings.HasSuffix(name, ".html") {
			pages = append(pages, reader.Read(name, name, []byte(files[name])))
		}
	}
	found := map[string]int{}
	note := func(f links.Fault) {
		t.Logf("%s: %s (%s)", f.Code, f.Message, f.Hint)
		if found[f.Code]++; f.Message == "" || f.Hint == "" {
			t.Error("a finding without a message or a hint")
		}
	}
	for _, f := range check.All(pages, nil, nil, linked) {
		note(f.Fault)
	}
	for _, r := range routesOf(host, linked) {
		if f, wrong := linked.Follow(r); wrong {
			note(f)
		}
	}
	want := map[string]int{}
	if c.Want > 0 {
		want[code] = c.Want
	}
	if !maps.Equal(found, want) {
		t.Errorf("found %v, want %v", found, want)
	}
}

// filesOf returns the files that a case is made of.
func filesOf(text string) map[string]string {
	files, name := map[string]string{}, "case/index.html"
	for line := range strings.Lines(text) {
		if head, isHead := strings.CutPrefix(strings.TrimRight(line, "\n"), "== "); isHead {
			name = strings.TrimSuffix(head, " ==")
			files[name] = ""
			continue
		}
		files[name] += line
	}
	return files
}

// claimed returns the register of what a site publishes.
func claimed(t interface{ Fatal(...any) }, names ...string) *site.Claims {
	all := site.NewClaims()
	for _, name := range names {
		if problems := all.Add(name, site.Owner{}); len(problems) > 0 {
			t.Fatal(problems)
		}
	}
	return all
}

// aliasesOf returns the pages that only send their visitors on.
func aliasesOf(files map[string]string) map[string]string {
	aliases := map[string]string{}
	for name, text := range files {
		if _, to, found := strings.Cut(text, "0; url="); found {
			aliases[name], _, _ = strings.Cut(to, `"`)
		}
	}
	return aliases
}

func routesOf(host *hosting.Host, linked links.Site) []links.Route {
	var routes []links.Route
	for output, to := range linked.Aliases {
		routes = append(routes, links.Route{From: "/" + strings.TrimSuffix(output, "index.html"), To: to})
	}
	for _, r := range host.Redirects() {
		if r.To != "" {
			routes = append(routes, links.Route{From: r.From, To: r.To, Sent: !r.Moves})
		}
	}
	return routes
}
