package layouts_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/config"
	"stillpoint/generator/content"
	"stillpoint/generator/diag"
	"stillpoint/generator/layouts"
	"stillpoint/generator/site"
)

// bodies gives every page a body that names it.
type bodies struct{}

func (bodies) Body(p *site.Page) *layouts.Body {
	return &layouts.Body{HTML: layouts.HTML("<p>Body of " + p.Title + ".</p>"), Summary: "<p>Summary.</p>", Words: 440,
		TOC: []*layouts.Heading{{ID: "a", Text: "A", Children: []*layouts.Heading{{ID: "b", Text: "B"}}}}}
}

func testEnv(t testing.TB) *layouts.Env {
	t.Helper()
	c, problems := config.Decode(diag.NewFile("stillpoint.yaml", []byte("site: {title: Quiet Tide, url: 'https://a.example/sub'}\nparams: {phone: '123'}\nbuild: {pageSize: 2}\nmenus: {main: [{page: about.md}, {name: Else, url: 'https://b.example/'}]}\n")), nil, config.Known{})
	if problems != nil {
		t.Fatal(problems)
	}
	var pages []*content.Page
	for _, file := range []struct{ name, front string }{
		{"_index.md", "title: Home"}, {"about.md", "title: About <us>"}, {"s/a.md", "title: A, date: 2026-01-03, tags: [x], params: {n: 2}"},
		{"s/b.md", "title: B, date: 2026-01-02, tags: [x], params: {n: 1}"}, {"s/c.md", "title: C, date: 2026-01-01"},
	} {
		name, front := file.name, file.front
		source, problems := content.Parse(whole(diag.NewFile("content/"+name, []byte("---\n{"+front+"}\n---\n"))), false)
		if source == nil {
			t.Fatal(problems)
		}
		page, problems := source.Page(nil, content.Options{Taxonomies: []string{"tags"}})
		if problems != nil {
			t.Fatal(problems)
		}
		pages = append(pages, page)
	}
	graph, problems := site.Assemble(site.Input{Config: c, Pages: pages, Now: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)})
	if problems != nil {
		t.Fatal(problems)
	}
	return &layouts.Env{
		Site: graph, Bodies: bodies{}, Data: map[string]any{"team": []any{map[string]any{"name": "Jo", "age": int64(9)}, map[string]any{"name": "Al", "age": int64(30)}}},
		Feeds:    func(*site.Page) []layouts.Feed { return []layouts.Feed{{Title: "F", URL: "/f", Type: "x"}} },
		Calendar: func(p *site.Page) string { return p.Path + "x.ics" },
		Asset: func(name string) (layouts.Asset, error) {
			return layouts.Asset{URL: "/" + name, Integrity: "sha384-x"}, nil
		},
	}
}

// show renders one output of a page through the given files.
func show(t *testing.T, env *layouts.Env, file string, slice int, files map[string]string) (string, []layouts.Fact, []string) {
	t.Helper()
	var all []*diag.File
	for name, text := range files {
		all = append(all, diag.NewFile("layouts/"+name, []byte(text)))
	}
	set, problems := layouts.Parse(all, layouts.Base{URL: env.Site.URL, Permalink: env.Site.Permalink})
	var out bytes.Buffer
	record := layouts.NewRecord()
	if problems == nil {
		page := env.Site.Page("content/" + file)
		if page == nil {
			page = env.Site.Section(strings.TrimSuffix(file, "/"))
		}
		_, problems = set.Page(&out, env, layouts.Request{Page: page, Slice: &page.Slices[slice], Body: env.Bodies.Body(page), Record: record})
	}
	var lines []string
	for _, d := range problems {
		lines = append(lines, d.String())
	}
	return out.String(), record.Facts(), lines
}

func main(text string) map[string]string {
	return map[string]string{"page.html": text}
}

// TestViews reads each value that templates may read.
func TestViews(t *testing.T) {
	env := testEnv(t)
	cases := []struct{ file, template, want string }{
		{"about.md", `{{.Page.Title}}|{{.Page.URL}}|{{.Page.Permalink}}|{{.Page.Kind}}|{{.Page.Source}}`, `About &lt;us&gt;|/sub/about/|https://a.example/sub/about/|page|content/about.md`},
		{"s/a.md", `{{date "2 January 2006" .Page.Date}}|{{isodate .Page.Date}}|{{.Page.HasDate}}`, `3 January 2026|2026-01-03T00:00:00Z|true`},
		{"s/b.md", `{{.Page.Prev.Title}}|{{.Page.Next.Title}}|{{.Page.Parent.Title}}|{{.Section.Title}}|{{range .Page.Ancestors}}{{.Title}},{{end}}`, `A|C|S|S|Home,S,`},
		{"s/a.md", `{{with .Page.Prev}}there{{else}}none{{end}}|{{range .Page.Related}}{{.Title}}{{end}}|{{range .Page.Tags}}{{.URL}}{{end}}`, `none|B|/sub/tags/x/`},
		{"about.md", `{{.Page.Content}}|{{.Page.Summary}}|{{.Page.Words}}|{{.Page.ReadingMinutes}}|{{range .Page.TOC}}{{.ID}}{{range .Children}}{{.Text}}{{end}}{{end}}`, `<p>Body of About <us>.</p>|<p>Summary.</p>|440|2|aB`},
		{"about.md", `{{(.Site.Section "s").Title}}{{(index .Site.Pages 0).Content}}`, `S<p>Body of A.</p>`},
		{"about.md", `{{.Site.Title}}|{{.Site.URL}}|{{.Site.Language}}|{{.Site.Params.phone}}|{{.Site.Param "none"}}|{{.Param "phone"}}`, `Quiet Tide|https://a.example/sub/|en|123||123`},
		{"about.md", `{{range .Site.Menu "main"}}{{.Name}} {{.URL}} {{.Active}};{{end}}{{range .Site.Menu "footer"}}x{{end}}`, `About &lt;us&gt; /sub/about/ true;Else https://b.example/ false;`},
		{"about.md", `{{range .Site.Taxonomy "tags"}}{{.Title}}{{len .Pages}}{{end}}{{range .Site.Taxonomy "none"}}x{{end}}{{range .Site.Feeds}}{{.URL}}{{end}}`, `x2/f`},
		{"about.md", `{{.Page.Calendar}}`, `/about/x.ics`},
		{"about.md", `{{with .Asset "css/x.css"}}{{.URL}} {{.Integrity}}{{end}}`, `/css/x.css sha384-x`},
		{"s/a.md", `{{.Page.Params.n}}{{.Page.Param "none"}}{{.Param "n"}}`, `22`},
		{"about.md", `{{relurl "/a b.svg"}} {{absurl "/x/?a#b"}} {{relurl "https://c.example/"}}`, `/sub/a%20b.svg https://a.example/sub/x/?a#b https://c.example/`},
	}
	for _, c := range cases {
		if got, _, problems := show(t, env, c.file, 0, main(c.template)); got != c.want || problems != nil {
			t.Errorf("%s of %s\ngives %s\nnot   %s\n%v", c.template, c.file, got, c.want, problems)
		}
	}
}

func TestFunctions(t *testing.T) {
	env := testEnv(t)
	for template, want := range map[string]string{
		`{{range first 1 .Data.team}}{{.name}}{{end}}{{range last 1 .Data.team}}{{.name}}{{end}}{{range reverse .Data.team}}{{.name}}{{end}}`:   "JoAlAlJo",
		`{{range sortBy "name" .Data.team}}{{.name}}{{end}}{{range sortBy "age" .Data.team}}{{.name}}{{end}}`:                                   "AlJoJoAl",
		`{{range sortBy "Title" (.Site.Section "s").Pages}}{{.Title}}{{end}}{{range sortBy "Date" (.Site.Section "s").Pages}}{{.Title}}{{end}}`: "ABCCBA",
		`{{range where "name" "Al" .Data.team}}{{.age}}{{end}}{{range where "Title" "B" .Site.Pages}}{{.URL}}{{end}}`:                           "30/sub/s/b/",
		`{{default "x" ""}}{{default "x" "y"}}{{default "x" nil}}`:                                                                              "xyx",
		`{{with dict "a" 1 "b" (list 2 3)}}{{.a}}{{index .b 1}}{{end}}`:                                                                         "13",
		`{{join ", " (list "a" "b")}}{{index (split "/" "c/d") 1}}`:                                                                             "a, bd",
		`{{lower "AÜ"}}{{upper "é"}}{{trim " x "}}{{replace "a" "b" "aa"}}`:                                                                     "aüÉxbb",
		`{{truncate 11 "one two three"}}|{{truncate 20 "one two three"}}`:                                                                       "one two…|one two three",
		`{{plural 1 "day" "days"}}{{plural 2 "day" "days"}}{{slug "Über uns!"}}{{add 1 2}}{{sub 1 2}}`:                                          "daydaysüber-uns3-1",
		`{{hasPrefix "a" "ab"}}{{contains "b" "ab"}}{{contains "c" "ab"}}{{first 9 nil}}`:                                                       "truetruefalse[]",
	} {
		if got, _, problems := show(t, env, "about.md", 0, main(template)); got != want || problems != nil {
			t.Errorf("%s\ngives %s\nnot   %s\n%v", template, got, want, problems)
		}
	}
}

// TestLookup finds the layout of a page, the nearest first, and lets a layout
// that only fills blocks run within base.html.
func TestLookup(t *testing.T) {
	env := testEnv(t)
	base := map[string]string{
		"base.html": `[{{block "main" .}}{{end}}]`, "page.html": `{{/* fills the block */}}{{define "main"}}page{{end}}`, "section.html": `whole {{template "partials/x.html" .}}`,
		"partials/x.html": `partial`, "s/page.html": `{{define "main"}}page of s{{end}}`,
	}
	for file, want := range map[string]string{"about.md": "[page]", "s/a.md": "[page of s]", "s/": "whole partial", "_index.md": "whole partial"} {
		if got, _, problems := show(t, env, file, 0, base); got != want || problems != nil {
			t.Errorf("%s: %q, not %q; %v", file, got, want, problems)
		}
	}
}

func TestPagination(t *testing.T) {
	env := testEnv(t)
	template := map[string]string{"section.html": `{{.Page.URL}} {{(index .Page.Ancestors 0).URL}} {{with .Page.Pagination}}{{.Number}}/{{.Total}} {{range .Pages}}{{.Title}}{{end}} {{.HasPrev}}{{.PrevURL}} {{.HasNext}}{{.NextURL}} {{range .Items}}{{.Number}}{{.Current}}{{.URL}} {{end}}{{end}}`}
	for i, want := range []string{
		"/sub/s/ /sub/ 1/2 AB false true/sub/s/page/2/ 1true/sub/s/ 2false/sub/s/page/2/ ",
		"/sub/s/page/2/ /sub/ 2/2 C true/sub/s/ false 1false/sub/s/ 2true/sub/s/page/2/ ",
	} {
		if got, _, problems := show(t, env, "s/", i, template); got != want || problems != nil {
			t.Errorf("part %d: %q\nnot %q; %v", i+1, got, want, problems)
		}
	}
}

// TestRecord notes what a render read, and nothing that it did not read.
func TestRecord(t *testing.T) {
	env := testEnv(t)
	for template, want := range map[string]string{
		`{{.Page.Title}}`:                                                            "page:content/about.md",
		`{{.Site.Title}}{{.Site.Params.phone}}`:                                      "config:params",
		`{{range first 1 .Site.Pages}}{{.Title}}{{end}}`:                             "list:regular page:content/s/a.md",
		`{{(.Site.Section "s").Content}}`:                                            "body:/s/ section:s",
		`{{len .Data.team}}{{(.Asset "css/a.css").URL}}`:                             "asset:css/a.css data:*",
		`{{range .Site.Menu "main"}}{{.Name}}{{end}}`:                                "menu:main page:content/about.md",
		`{{range .Site.Taxonomy "none"}}{{end}}{{with .Site.Section "none"}}{{end}}`: "list:taxonomy:none section:none",
	} {
		_, facts, problems := show(t, env, "about.md", 0, main(template))
		var got []string
		always := 0
		for _, f := range facts {
			if f == (layouts.Fact{Kind: "config", Name: "site"}) || f == (layouts.Fact{Kind: "layout", Name: "page\t\t"}) {
				always++
				continue
			}
			got = append(got, f.Kind+":"+f.Name)
		}
		if always != 2 {
			t.Errorf("%s: %v", template, facts)
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" || problems != nil {
			t.Errorf("%s: %s %v", template, diff, problems)
		}
	}
}

// TestEscaping keeps what an author or a data file says from becoming markup.
func TestEscaping(t *testing.T) {
	env := testEnv(t)
	env.Data["evil"] = `"><script>alert(1)</script>`
	env.Data["link"] = `javascript:alert(1)`
	got, _, problems := show(t, env, "about.md", 0, main(`<p title="{{.Data.evil}}">{{.Data.evil}}</p><a href="{{.Data.link}}">x</a>`))
	if strings.Contains(got, "<script>") || strings.Contains(got, `"javascript:`) || problems != nil {
		t.Errorf("%s %v", got, problems)
	}
}

// TestComponent sees the page that it is part of, but not its text.
func TestComponent(t *testing.T) {
	env := testEnv(t)
	set, problems := layouts.Parse([]*diag.File{
		diag.NewFile("layouts/components/note.html", []byte(`{{.Name}} {{.Attr "title"}} {{.Has "open"}} {{.Class}} {{.ID}} {{.Index}} {{.Page.Title}} {{.Site.Title}} {{.Lead}}{{range .Items}}{{.ID}}{{.Title}}{{.Attr "icon"}}{{.Body}}{{end}}{{.Inner}}{{len .Data.team}}{{(.Asset "a").URL}}`)),
		diag.NewFile("layouts/components/bad.html", []byte("x\n{{.Page.Content}}")),
	}, layouts.Base{URL: env.Site.URL, Permalink: env.Site.Permalink})
	if problems != nil {
		t.Fatal(problems)
	}
	page := env.Site.Page("content/about.md")
	var out bytes.Buffer
	block := &layouts.Block{Name: "note", Index: 3, Inner: "<i>", Lead: "<l>", Attributes: []layouts.Attribute{{Key: "title", Value: "<T>"}, {Key: "open", Value: "true"}, {Key: "class", Value: "c"}, {Key: "id", Value: "i"}},
		Items: []layouts.Item{{ID: "x", Title: "<b>t</b>", Body: "<p>", Attributes: []layouts.Attribute{{Key: "data-icon", Value: "moon"}}}}}
	found, err := set.Component(&out, env, page, layouts.NewRecord(), block)
	if want := `note &lt;T&gt; true c i 3 About &lt;us&gt; Quiet Tide <l>x<b>t</b>moon<p><i>2/a`; out.String() != want || found != nil || err != nil {
		t.Errorf("%q\nnot %q; %v %v", out.String(), want, found, err)
	}
	found, err = set.Component(&out, env, page, layouts.NewRecord(), &layouts.Block{Name: "bad"})
	if err != nil || len(found) != 1 || found[0].String() != "layouts/components/bad.html:2:3: a component is part of a page's text and cannot read the text of a page" {
		t.Errorf("%v %v", found, err)
	}
	if _, err = set.Component(&out, env, page, layouts.NewRecord(), &layouts.Block{Name: "nots"}); err == nil || err.Error() != `unknown component "nots": did you mean "note"?` {
		t.Errorf("%v", err)
	}
}

// TestMistakes puts the caret under the word that is wrong.
func TestMistakes(t *testing.T) {
	env := testEnv(t)
	for template, want := range map[string]string{
		"<p>\n  {{.Page.Titel}}":           `layouts/page.html:2:11: a page has no "Titel": did you mean "Title"?`,
		"{{.Site.Tittle}}":                 `layouts/page.html:1:9: .Site has no "Tittle": did you mean "Title"?`,
		"{{.Sit.Title}}":                   `layouts/page.html:1:4: the dot has no "Sit": did you mean "Site"?`,
		"{{.Data.tem}}":                    `layouts/page.html:1:9: there is no value named "tem"`,
		"é{{.Site.Params.none}}":           `layouts/page.html:1:17: there is no value named "none"`,
		`{{.Site.Menu "mian"}}`:            `layouts/page.html:1:15: there is no menu "mian": did you mean "main"?`,
		"{{uper 1}}":                       `layouts/page.html:1:3: there is no function "uper": did you mean "upper"?`,
		"{{if .Page.Title}}":               `layouts/page.html:1:1: an {{if}}, {{range}}, {{with}}, {{block}} or {{define}} is never closed with {{end}}`,
		"x\n{{end}}":                       `layouts/page.html:2:1: this {{end}} closes nothing`,
		"{{.Page.Title":                    `layouts/page.html:1:1: a {{ is never closed with }}`,
		`{{first 1 .Page.Title}}`:          `layouts/page.html:1:3: this is not a list but string`,
		`{{template "partials/x.html" .}}`: `layouts/page.html:1:13: there is no template "partials/x.html"`,
		`{{dict 1}}`:                       `layouts/page.html:1:3: dict wants names and values in turn`,
	} {
		if _, _, problems := show(t, env, "about.md", 0, main(template)); len(problems) != 1 || problems[0] != want {
			t.Errorf("%q\ngives %q\nnot   %q", template, problems, want)
		}
	}
}

// whole reads a file that is in memory already.
func whole(file *diag.File) func() (*diag.File, *diag.Diagnostic) {
	return func() (*diag.File, *diag.Diagnostic) { return file, nil }
}
