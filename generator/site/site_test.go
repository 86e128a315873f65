package site_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/config"
	"stillpoint/generator/content"
	"stillpoint/generator/diag"
	"stillpoint/generator/site"
)

// assemble makes a graph of pages written as "file: front matter in one line".
func assemble(t testing.TB, conf string, pages ...string) (*site.Site, []string) {
	t.Helper()
	c, problems := config.Decode(diag.NewFile("stillpoint.yaml", []byte("site: {title: Quiet Tide, url: 'https://example.org/sub'}\n"+conf)), nil, config.Known{})
	if problems.Errors() > 0 {
		t.Fatal(problems)
	}
	in := site.Input{Config: c, Now: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
	for _, p := range pages {
		name, front, isPage := strings.Cut(p, ": ")
		if !isPage {
			in.Resources = append(in.Resources, "content/"+name)
			continue
		}
		source, problems := content.Parse(whole(diag.NewFile("content/"+name, []byte("---\n{"+front+"}\n---\n"))), false)
		if source == nil {
			t.Fatal(problems)
		}
		page, problems := source.Page(nil, content.Options{Kinds: []string{"page", "article"}, Taxonomies: []string{"tags", "topics"}})
		if problems.Errors() > 0 {
			t.Fatal(problems)
		}
		in.Pages = append(in.Pages, page)
	}
	graph, found := site.Assemble(in)
	var lines []string
	for _, d := range found.Sorted() {
		lines = append(lines, d.String())
	}
	return graph, lines
}

func smallSite(t testing.TB) *site.Site {
	graph, problems := assemble(t, "", "_index.md: title: Home", "about.md: title: About", "therapies/cst.md: title: CST", "rest/index.md: title: Rest", "room.jpg", "rest/bed.jpg")
	if problems != nil {
		t.Fatal(problems)
	}
	return graph
}

// describe prints a graph: one line for each output, with all that a page is tied to.
func describe(s *site.Site) string {
	var b strings.Builder
	for _, p := range s.Pages {
		for _, slice := range p.Slices {
			fmt.Fprintf(&b, "%s %s %q%s", p.Kind, slice.Path, p.Title, titles(" pages", slice.Pages))
			fmt.Fprintf(&b, "%s%s", titles(" sections", p.Sections), titles(" above", p.Ancestors()))
			if p.Prev != nil || p.Next != nil {
				fmt.Fprintf(&b, "%s%s", titles(" prev", one(p.Prev)), titles(" next", one(p.Next)))
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func one(p *site.Page) []*site.Page {
	if p == nil {
		return nil
	}
	return []*site.Page{p}
}

func titles(label string, pages []*site.Page) string {
	if len(pages) == 0 {
		return ""
	}
	names := make([]string, len(pages))
	for i, p := range pages {
		names[i] = p.Title
	}
	return label + "=" + strings.Join(names, ",")
}

// TestMenus joins what configuration and pages say; where nobody says
// anything, the pages at the top make the main menu, if they are few.
func TestMenus(t *testing.T) {
	many := []string{}
	for i := range 9 {
		many = append(many, fmt.Sprintf("p%d.md: title: P%d", i, i))
	}
	for name, c := range map[string]struct {
		config string
		pages  []string
		want   string
	}{
		"nothing said": {"", []string{"b.md: title: B", "a/_index.md: title: A", "c.md: title: C, weight: 1", "d.md: title: D, noindex: true", "e/f.md: title: F"}, "C,A,B,E"},
		"too many":     {"", many, ""},
		"by a page":    {"", []string{"a.md: title: A, menu: main", "b.md: title: B"}, "A"},
		"an empty one": {"menus: {main: []}\n", []string{"a.md: title: A"}, ""},
		"joined": {"menus: {main: [{page: b.md, weight: 2}, {name: X, url: /x/}]}\n",
			[]string{"a.md: 'title: A, menu: {main: {name: First, weight: 1}}'", "b.md: title: B"}, "First,B,X"},
	} {
		for i, p := range c.pages {
			c.pages[i] = strings.ReplaceAll(p, "'", "")
		}
		graph, problems := assemble(t, c.config, c.pages...)
		var names []string
		for _, item := range graph.Menus["main"] {
			names = append(names, item.Name)
		}
		if got := strings.Join(names, ","); got != c.want || problems != nil {
			t.Errorf("%s: %q, not %q; %v", name, got, c.want, problems)
		}
	}
}

func TestGraph(t *testing.T) {
	cases := []struct {
		name, config string
		pages        []string
		want         string
	}{
		{"sections are made where they are missing", "", []string{"a/b/c.md: title: C"}, `
home / "Quiet Tide" sections=A
404 /404.html "Page not found" above=Quiet Tide
section /a/ "A" sections=B above=Quiet Tide
section /a/b/ "B" pages=C above=Quiet Tide,A
page /a/b/c/ "C" above=Quiet Tide,A,B
`},
		{"a section's slug moves what is in it", "", []string{"a/_index.md: title: Treatments, slug: treatments", "a/c.md: title: C"}, `
home / "Quiet Tide" sections=Treatments
404 /404.html "Page not found" above=Quiet Tide
section /treatments/ "Treatments" pages=C above=Quiet Tide
page /treatments/c/ "C" above=Quiet Tide,Treatments
`},
		{"order: weight, then the newest, then the title", "", []string{
			"a.md: title: A", "b.md: title: B, date: 2026-01-01", "c.md: title: C, date: 2026-02-01", "d.md: title: D, weight: 2", "e.md: title: E, weight: 1"}, `
home / "Quiet Tide" pages=E,D,C,B,A
404 /404.html "Page not found" above=Quiet Tide
page /a/ "A" above=Quiet Tide prev=B
page /b/ "B" above=Quiet Tide prev=C next=A
page /c/ "C" above=Quiet Tide prev=D next=B
page /d/ "D" above=Quiet Tide prev=E next=C
page /e/ "E" above=Quiet Tide next=D
`},
		{"terms have pages, their list too, and an author's words for them", "", []string{
			"a.md: title: A, tags: [Sleep, Calm]", "b.md: title: B, tags: [Calm], date: 2026-01-01", "tags/calm/_index.md: title: Being calm"}, `
home / "Quiet Tide" pages=B,A
404 /404.html "Page not found" above=Quiet Tide
page /a/ "A" above=Quiet Tide prev=B
page /b/ "B" above=Quiet Tide next=A
taxonomy /tags/ "Tags" pages=Being calm,Sleep above=Quiet Tide
term /tags/calm/ "Being calm" pages=B,A above=Quiet Tide,Tags
term /tags/sleep/ "Sleep" pages=A above=Quiet Tide,Tags
`},
		{"a taxonomy of one's own", "taxonomies: {topics: {title: Subjects, path: by-subject}}\n", []string{"a.md: title: A, taxonomies: {topics: [Ünï 瑜伽]}"}, `
home / "Quiet Tide" pages=A
404 /404.html "Page not found" above=Quiet Tide
page /a/ "A" above=Quiet Tide
taxonomy /by-subject/ "Subjects" pages=Ünï 瑜伽 above=Quiet Tide
term /by-subject/ünï-瑜伽/ "Ünï 瑜伽" pages=A above=Quiet Tide,Subjects
`},
		{"pagination", "build: {pageSize: 2}\n", []string{"s/a.md: title: A", "s/b.md: title: B", "s/c.md: title: C"}, `
home / "Quiet Tide" sections=S
404 /404.html "Page not found" above=Quiet Tide
section /s/ "S" pages=A,B above=Quiet Tide
section /s/page/2/ "S" pages=C above=Quiet Tide
page /s/a/ "A" above=Quiet Tide,S next=B
page /s/b/ "B" above=Quiet Tide,S prev=A next=C
page /s/c/ "C" above=Quiet Tide,S prev=B
`},
		{"what is held back is not there", "", []string{"a.md: title: A, draft: true", "b.md: title: B, date: 2027-01-01", "c.md: title: C, expires: 2026-01-01"}, `
home / "Quiet Tide"
404 /404.html "Page not found" above=Quiet Tide
`},
		{"bundles, urls and slugs", "", []string{"rest/index.md: title: Rest", "x.md: title: X, url: /Deep/Er.html", "y z.md: title: Y", "w.md: title: W, slug: 'Über uns'"}, `
home / "Quiet Tide" pages=Rest,W,X,Y
404 /404.html "Page not found" above=Quiet Tide
page /Deep/Er.html "X" above=Quiet Tide prev=W next=Y
page /rest/ "Rest" above=Quiet Tide next=W
page /y-z/ "Y" above=Quiet Tide prev=X
page /über-uns/ "W" above=Quiet Tide prev=Rest next=X
`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			graph, problems := assemble(t, c.config, c.pages...)
			if problems != nil {
				t.Error(problems)
			}
			if diff := cmp.Diff(strings.TrimSpace(c.want), strings.TrimSpace(describe(graph))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// whole reads a file that is in memory already.
func whole(file *diag.File) func() (*diag.File, *diag.Diagnostic) {
	return func() (*diag.File, *diag.Diagnostic) { return file, nil }
}
