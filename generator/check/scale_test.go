package check_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"stillpoint/generator/check"
	"stillpoint/generator/check/links"
	"stillpoint/generator/hosting"
)

// The site that all its links are followed on: 100 sections of 100 pages, each with twenty links to others and to files.
const (
	sections     = 100
	perSection   = 100
	linksPerPage = 20
	files        = 5000 // pictures that pages show
	perKind      = 60   // faults of each kind that are planted
)

// planted is a fault, or one that was found.
type planted struct{ code, output, link string }

// largeSite is a site of many pages, in which faults are planted at random places.
type largeSite struct {
	random  *rand.Rand
	pages   []largePage
	outputs []string // all that is published
	rules   []string // of redirects
	faults  []planted
	links   int
	host    *hosting.Host
	linked  links.Site
}

type largePage struct {
	output string
	links  []string // tags
}

// newLargeSite makes a site that is the same for the same seed.
func newLargeSite(t interface{ Fatal(...any) }, seed uint64) *largeSite {
	s := &largeSite{random: rand.New(rand.NewPCG(seed, 7)), linked: links.Site{Base: "/", Host: "example.org", Aliases: map[string]string{}}}
	for i := range sections * perSection {
		s.pages = append(s.pages, largePage{output: pagePath(i)[1:] + "index.html"})
		s.outputs = append(s.outputs, s.pages[i].output)
	}
	for i := range files {
		s.outputs = append(s.outputs, fmt.Sprintf("img/p%d.jpg", i), fmt.Sprintf("img/gr\u00f6\u00dfe %d.jpg", i))
		s.linked.Aliases[fmt.Sprintf("old/%d/index.html", i)] = pagePath(i)
		s.outputs = append(s.outputs, fmt.Sprintf("old/%d/index.html", i))
	}
	for i := range s.pages {
		for range linksPerPage {
			s.pages[i].links = append(s.pages[i].links, s.good(i))
		}
	}
	s.links = len(s.pages) * linksPerPage
	for n := range perKind {
		for _, kind := range s.kinds(n) {
			s.plant(kind.code, kind.link)
		}
	}
	s.redirect()
	published := claimed(t, append(s.outputs, "_redirects")...)
	rules := []byte(strings.Join(s.rules, "\n"))
	s.host = hosting.New(func(name string) ([]byte, bool) { return rules, published.Has(name) }, "/")
	s.linked.Published, s.linked.Forced = published, s.host.Forces()
	s.linked.Rules = func(path string) links.Answer {
		answer, _ := s.host.ByRule(path)
		return links.Answer{Sends: answer.Location != "" || answer.Status == 200, To: answer.Location, Permanent: answer.Status == 301}
	}
	return s
}

func pagePath(i int) string {
	return fmt.Sprintf("/section-%d/page-%d/", i/perSection%sections, i%perSection)
}

// good returns an element of a page with a link that leads somewhere.
func (s *largeSite) good(page int) string {
	other, number := s.random.IntN(len(s.pages)), s.random.IntN(files)
	near := fmt.Sprintf("../page-%d/", s.random.IntN(perSection))
	switch s.random.IntN(12) {
	case 0:
		return fmt.Sprintf(`<a href="%s#part-%d">a</a>`, pagePath(other), s.random.IntN(4))
	case 1:
		return fmt.Sprintf(`<a href="#part-%d">b</a>`, s.random.IntN(4))
	case 2:
		return fmt.Sprintf(`<a href="%s">c</a>`, near)
	case 3:
		return fmt.Sprintf(`<img src="/img/p%d.jpg" alt="D">`, number)
	case 4:
		return fmt.Sprintf(`<img src="/img/gr%%C3%%B6%%C3%%9Fe%%20%d.jpg" alt="E">`, number)
	case 5:
		return fmt.Sprintf(`<a href="https://example.org%s">f</a>`, pagePath(other))
	case 6:
		return fmt.Sprintf(`<a href="%s?from=%d&amp;to=%d#part-1">g</a>`, pagePath(other), page, number)
	case 7:
		return fmt.Sprintf(`<a href="../../section-%d/page-%d/">h</a>`, s.random.IntN(sections), s.random.IntN(perSection))
	}
	return fmt.Sprintf(`<a href="%s">i</a>`, pagePath(other))
}

// kinds returns a fault of each kind, by the code that it must be found under. Each has a link of its own.
func (s *largeSite) kinds(n int) []struct{ code, link string } {
	section, page := s.random.IntN(sections), s.random.IntN(perSection)
	path := pagePath(s.random.IntN(len(s.pages)))
	return []struct{ code, link string }{
		{"broken-link", fmt.Sprintf("/section-%d/gone-%d/", section, n)},
		{"broken-link", fmt.Sprintf("../gone-%d/", n)},
		{"broken-link", fmt.Sprintf("gone-%d.jpg", n)},
		{"broken-link", fmt.Sprintf("/img/gone%%20%d.webp", n)},
		{"broken-link", fmt.Sprintf("/section-%d/page-%d/?n=%d#part-1", sections+section, page, n)},
		{"missing-heading", fmt.Sprintf("%s#part-%d", path, 4+n)},
		{"missing-heading", fmt.Sprintf("#place-%d", n)},
		{"missing-heading", fmt.Sprintf("https://example.org%s#part-%d", path, 4+n)},
		{"link-case", fmt.Sprintf("/Section-%d/page-%d/#n%d", section, page, n)},
		{"link-case", fmt.Sprintf("/img/P%d.JPG", n)},
		{"link-slash", fmt.Sprintf("%s?n=%d", strings.TrimSuffix(path, "/"), n)},
		{"link-slash", fmt.Sprintf("/img/p%d.jpg/", n)},
		{"link-encoding", fmt.Sprintf("%s?n=%d%%zz", path, n)},
		{"link-encoding", fmt.Sprintf("/img/größe %d.jpg", n)},
		{"link-encoding", fmt.Sprintf("/img/gr%%C3%%B6%%C3%%9Fe%%2520%d.jpg", n)},
		{"link-redirect", fmt.Sprintf("/old/%d/", n)},
		{"link-redirect", fmt.Sprintf("/moved/%d", n)},
		{"link-local", fmt.Sprintf("http://localhost:1313%s?n=%d", path, n)},
		{"link-local", fmt.Sprintf("file:///Users/ines/%d.pdf", n)},
		{"link-own", fmt.Sprintf("https://example.org/gone/%d/", n)},
	}
}

// plant puts a link that is at fault on a random page, in one of the ways in which links stand there.
func (s *largeSite) plant(code, link string) {
	p := &s.pages[s.random.IntN(len(s.pages))]
	tag := fmt.Sprintf(`<a href="%s">x</a>`, link)
	if way := s.random.IntN(4); !strings.Contains(link, " ") {
		switch way {
		case 0:
			tag = fmt.Sprintf(`<img src="/img/p1.jpg" srcset="/img/p2.jpg 1x, %s 2x" alt="X">`, link)
		case 1:
			tag = fmt.Sprintf(`<video poster='%s'></video>`, link)
		case 2:
			tag = fmt.Sprintf("<svg viewBox=\"0 0 1 1\"><a href=\"%s\"></a></svg>", link)
		}
	}
	p.links = slices.Insert(p.links, s.random.IntN(len(p.links)+1), tag)
	s.faults = append(s.faults, planted{code, p.output, link})
	s.links++
}

// redirect writes rules for old addresses, and among them such that go wrong.
func (s *largeSite) redirect() {
	rule := func(code, from, to string) {
		s.rules = append(s.rules, from+" "+to+" 301")
		if code != "" {
			s.faults = append(s.faults, planted{code: code, link: from})
		}
	}
	for n := range perKind {
		rule("", fmt.Sprintf("/moved/%d", n), pagePath(n))
		rule("redirect-loop", fmt.Sprintf("/round/%d", n), fmt.Sprintf("/circle/%d", n))
		rule("redirect-loop", fmt.Sprintf("/circle/%d", n), fmt.Sprintf("/round/%d", n))
		rule("redirect-dead", fmt.Sprintf("/dead/%d", n), fmt.Sprintf("/section-%d/gone/", n))
		rule("redirect-chain", fmt.Sprintf("/far/%d", n), fmt.Sprintf("/moved/%d", n))
		rule("redirect-chain", fmt.Sprintf("/near/%d", n), strings.TrimSuffix(pagePath(n), "/"))
	}
	s.random.Shuffle(len(s.rules), func(i, j int) { s.rules[i], s.rules[j] = s.rules[j], s.rules[i] })
}

// html returns a finished page.
func (p *largePage) html() []byte {
	var text strings.Builder
	text.WriteString(`<!doctype html><html lang="en"><head><title>A page</title><link rel="canonical" href="https://example.org/elsewhere/"></head><body><h1>A page</h1>`)
	for i := range 4 {
		fmt.Fprintf(&text, `<h2 id="part-%d">Part</h2>`, i)
	}
	for _, tag := range p.links {
		text.WriteString("<p>Some words before, then " + tag + " and some words more, as they stand on any page of a site.</p>")
	}
	text.WriteString("</body></html>")
	return []byte(text.String())
}

// read reads the finished pages, as a build does when it has made them.
func (s *largeSite) read(pages [][]byte) []*check.Page {
	reader := check.Reader{Host: s.linked.Host}
	all := make([]*check.Page, len(pages))
	for i, text := range pages {
		all[i] = reader.Read(s.pages[i].output, s.pages[i].output, text)
	}
	return all
}

func (s *largeSite) html() [][]byte {
	var all [][]byte
	for i := range s.pages {
		all = append(all, s.pages[i].html())
	}
	return all
}

// find follows all links and redirects.
func (s *largeSite) find(pages []*check.Page) []planted {
	var found []planted
	for _, f := range check.All(pages, nil, nil, s.linked) {
		found = append(found, planted{f.Code, f.Output, f.Link})
	}
	for _, r := range routesOf(s.host, s.linked) {
		if f, wrong := s.linked.Follow(r); wrong {
			found = append(found, planted{code: f.Code, link: r.From})
		}
	}
	return found
}

// TestPlantedFaults follows 200,000 links on 10,000 pages and finds every fault that was planted, and no other.
func TestPlantedFaults(t *testing.T) {
	s := newLargeSite(t, 11)
	if len(s.pages) != 10_000 || s.links < 200_000 || s.distinct() < 50_000 {
		t.Fatalf("%d pages with %d links, %d of them distinct", len(s.pages), s.links, s.distinct())
	}
	found := map[planted]int{}
	for _, f := range s.find(s.read(s.html())) {
		found[f]++
	}
	for _, f := range s.faults {
		if found[f] != 1 {
			t.Errorf("%+v was found %d times", f, found[f])
		}
		delete(found, f)
	}
	for f := range found {
		t.Errorf("%+v was not planted", f)
	}
	t.Logf("%d pages, %d links, %d of them distinct, %d faults", len(s.pages), s.links, s.distinct(), len(s.faults))
}

// distinct returns how many links are not the same, as they are written.
func (s *largeSite) distinct() int {
	all := map[string]bool{}
	for _, p := range s.pages {
		for _, tag := range p.links {
			all[tag] = true
		}
	}
	return len(all)
}

// BenchmarkLinks reads and follows all links of that site: “whole” is what the check takes of a build that makes all pages.
func BenchmarkLinks(b *testing.B) {
	s := newLargeSite(b, 11)
	html := s.html()
	read := s.read(html)
	for _, part := range []struct {
		name string
		do   func()
	}{
		{"whole", func() { s.find(s.read(html)) }},
		{"read", func() { s.read(html) }},
		{"follow", func() { s.find(read) }},
	} {
		b.Run(part.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				part.do()
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/site")
			b.ReportMetric(float64(s.links), "links")
		})
	}
}
