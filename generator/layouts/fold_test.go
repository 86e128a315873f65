package layouts_test

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stillpoint/generator/diag"
	"stillpoint/generator/layouts"
	"stillpoint/generator/site"
)

// rendering is what came of one page.
type rendering struct {
	Text     string
	Facts    []layouts.Fact
	Problems string
}

// renderings renders all pages of a site side by side, twice each.
func renderings(env *layouts.Env, files map[string]string, fold bool) map[string]rendering {
	var all []*diag.File
	for name, text := range files {
		all = append(all, diag.NewFile("layouts/"+name, []byte(text)))
	}
	set, problems := layouts.Parse(all, layouts.Base{URL: env.Site.URL, Permalink: env.Site.Permalink})
	if problems != nil {
		return map[string]rendering{"all": {Problems: fmt.Sprint(problems)}}
	}
	if !fold {
		set.DontFold()
	}
	var group sync.WaitGroup
	var mu sync.Mutex
	results := map[string]rendering{}
	for _, page := range slices.Concat(env.Site.Pages, env.Site.Pages) {
		for i := range page.Slices {
			group.Go(func() {
				r := renderSlice(set, env, page, &page.Slices[i])
				mu.Lock()
				defer mu.Unlock()
				results[page.Slices[i].Path] = r
			})
		}
	}
	group.Wait()
	return results
}

func renderSlice(set *layouts.Set, env *layouts.Env, page *site.Page, slice *site.Slice) rendering {
	var out bytes.Buffer
	record := layouts.NewRecord()
	_, problems := set.Page(&out, env, layouts.Request{Page: page, Slice: slice, Body: env.Bodies.Body(page), Record: record})
	if problems != nil {
		return rendering{Problems: fmt.Sprint(problems)}
	}
	// A list that is shown as it is shows where its members lie in memory.
	return rendering{Text: regexp.MustCompile(`0x[0-9a-f]+`).ReplaceAllString(out.String(), "0x"), Facts: record.Facts()}
}

// checkFolding expects that folding changes neither what a page says nor what is
// wrong with it, and forgets nothing that was read.
func checkFolding(t interface {
	Helper()
	Errorf(string, ...any)
}, env *layouts.Env, files map[string]string) {
	t.Helper()
	plain, folded := renderings(env, files, false), renderings(env, files, true)
	for path, want := range plain {
		got := folded[path]
		if got.Text != want.Text || got.Problems != want.Problems {
			t.Errorf("%q\nat %s gives %s%s\nnot %s%s", files, path, got.Text, got.Problems, want.Text, want.Problems)
		}
		for _, f := range want.Facts {
			if !slices.Contains(got.Facts, f) {
				t.Errorf("%q\nat %s forgets the fact %v", files, path, f)
			}
		}
	}
}

func TestFoldingChangesNothing(t *testing.T) {
	env := testEnv(t)
	for _, template := range []string{
		`<p>{{.Site.Title}} {{.Page.Title}} {{$.Site.Title}}</p>`,
		`{{range .Site.Menu "main"}}<a href="{{.URL}}"{{if .Active}} aria-current="page"{{end}}>{{.Name}}</a>{{end}}`,
		`{{range .Site.Menu "main"}}<a href="{{.URL}}">{{.Name}}</a>{{end}}`,
		`{{range $i, $m := .Site.Menu "main"}}{{if $i}}, {{end}}{{$m.Name}}{{end}}`,
		`{{range .Site.Menu "main"}}{{if eq .Name "Else"}}{{break}}{{end}}{{.Name}}{{else}}none{{end}}`,
		`{{with .Page.Parent}}{{.Title}} {{$.Site.Title}}{{else}}{{.Site.Title}}{{end}}`,
		`{{range (.Site.Section "s").Pages}}<a href="{{.URL}}">{{.Title}}</a>{{end}}`,
		`{{range (.Site.Section "s").Pages}}<a href="{{.URL}}">{{.Title}} of {{$.Page.Title}}</a>{{end}}`,
		`{{range (.Site.Section "s").Pages}}{{.Title}}{{range .Tags}}<b>{{.Title}}</b>{{end}}{{with .Parent}}{{.Title}}{{end}}{{.Summary}}{{end}}`,
		`{{range (.Site.Section "s").Pages}}{{if .Tags}}{{continue}}{{end}}{{.Title}}{{end}}`,
		`{{range (.Site.Section "s").Pages}}{{template "partials/card.html" .}}{{end}}{{template "partials/card.html" .Page}}`,
		`<ul data-x="{{range (.Site.Section "s").Pages}}{{.Title}} {{end}}"><script>var x = [{{range (.Site.Section "s").Pages}}{{.Title}},{{end}}]</script>`,
		`{{template "partials/foot.html" .}}{{template "partials/foot.html" .}}{{with .Page}}{{template "partials/foot.html" $}}{{end}}`,
		`{{$x := .Site.Title}}{{if $x}}{{$x}}{{end}}{{$x = .Page.Title}}{{$x}}`,
		`{{range .Data.team}}{{.name}}{{end}}{{index .Site.Params "phone"}}{{len (.Site.Menu "main")}}`,
		`{{range .Data.team}}{{.Title}}{{end}}`, `{{range (.Site.Section "s").Pages}}{{.Titel}}{{end}}`, `{{range (.Site.Section "s").Pages}}{{.Params.none}}{{end}}`,
		`{{if .Page.Tags}}{{range .Site.Menu "none"}}x{{end}}{{end}}`, `{{template "partials/loop.html" .}}`,
		`{{range list .Page}}{{.URL}}{{end}}{{range .Page.Pagination.Pages}}{{.URL}}{{end}}`,
		`{{range .Page.TOC}}<a href="#{{.ID}}">{{.Text}}</a>{{end}}{{range .Page.Pages}}{{.Date}}{{end}}`,
	} {
		checkFolding(t, env, map[string]string{"page.html": template,
			"partials/card.html": `<a href="{{.URL}}">{{.Title}}</a>`,
			"partials/foot.html": `<footer>{{.Site.Title}}{{range .Site.Menu "main"}}{{.Name}}{{end}}</footer>`,
			"partials/loop.html": `{{if .Page.Parent}}{{template "partials/loop2.html" .}}{{end}}`, "partials/loop2.html": `{{.Site.Title}}`,
		})
	}
}

// TestFoldingCalls folds templates that are called from others that have two kinds of dot.
func TestFoldingCalls(t *testing.T) {
	env := testEnv(t)
	for _, call := range []string{".", "$"} {
		for _, inner := range []string{"{{.Site.Title}}{{.Page.Title}}", "{{$.Site.Title}}{{.Page.Title}}", "{{if .Page.HasDate}}x{{end}}", "{{with $.Page.Parent}}x{{end}}", "{{range .Page.Tags}}x{{end}}"} {
			checkFolding(t, env, map[string]string{
				"page.html":       `{{template "partials/b.html" .}}{{template "partials/a.html" .}}{{range .Page.Tags}}{{template "partials/a.html" .}}{{.Words}}{{end}}`,
				"partials/a.html": `{{template "partials/b.html" ` + call + `}}`, "partials/b.html": inner,
			})
		}
	}
}

// TestFoldedOnce renders what is the same on every page once for a leaf, and a page
// once for a list: a body that is shown in a list is asked for once.
func TestFoldedOnce(t *testing.T) {
	env := testEnv(t)
	counted := &countedBodies{}
	env.Bodies = counted
	renderings(env, main(`{{range (.Site.Section "s").Pages}}{{.Summary}}{{end}}`), true)
	pages := 0
	for _, p := range env.Site.Pages {
		pages += 2 * len(p.Slices)
	}
	if got := counted.calls - pages; got < 3 || got > 9 { // each of three once, or more often where pages were made at the same time
		t.Errorf("three summaries on %d pages were asked for %d times", pages, got)
	}
}

type countedBodies struct {
	bodies
	mu    sync.Mutex
	calls int
}

func (c *countedBodies) Body(p *site.Page) *layouts.Body {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls++
	return c.bodies.Body(p)
}

// TestFacts of what was folded belong to every page of the layout.
func TestFoldedFacts(t *testing.T) {
	env := testEnv(t)
	got := renderings(env, main(`{{.Site.Title}}{{range .Site.Menu "main"}}{{.Name}}{{end}}{{range .Site.Pages}}{{.Title}}{{end}}`), true)["/s/a/"].Facts
	want := []layouts.Fact{{Kind: "config", Name: "site"}, {Kind: "layout", Name: "page\ts\t"}, {Kind: "list", Name: "regular"}, {Kind: "menu", Name: "main"},
		{Kind: "page", Name: "content/about.md"}, {Kind: "page", Name: "content/s/a.md"}, {Kind: "page", Name: "content/s/b.md"}, {Kind: "page", Name: "content/s/c.md"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestFoldingAnything folds templates that nobody would write.
func TestFoldingAnything(t *testing.T) {
	env := testEnv(t)
	rapid.Check(t, func(t *rapid.T) {
		files := map[string]string{"page.html": drawTemplate(t, 2, "a", "b"), "partials/a.html": drawTemplate(t, 1, "b"), "partials/b.html": drawTemplate(t, 1)}
		checkFolding(t, env, files)
	})
}

// drawTemplate draws a template whose parts may be fit for their dot or not. It calls
// some partials, none that calls it in turn: within lists that would never end.
func drawTemplate(t *rapid.T, depth int, partials ...string) string {
	var b strings.Builder
	for range rapid.IntRange(1, 3).Draw(t, "parts") {
		b.WriteString(drawPart(t, depth, partials))
	}
	return b.String()
}

func drawPart(t *rapid.T, depth int, partials []string) string {
	value := rapid.SampledFrom([]string{
		".Title", "$.Site.Title", ".Site.Title", ".Page.Title", ".Name", ".URL", "$.Page.URL", ".Page.Parent.Title", ".Parent.Parent.URL", "$.Page.Prev.Permalink", ".Page.Content", ".Content",
		"isodate .Date", `date "2.1.2006 -07" $.Page.Date`, `date "2006" .Page.Title`, "isodate .Page.Parent.Updated", ".Page.Parent", ".Active", ".Site.Language", "len .Pages", `.Param "n"`, ".Tags", "$x", `"text"`,
	}).Draw(t, "value")
	list := rapid.SampledFrom([]string{
		`.Site.Menu "main"`, `$.Site.Menu "main"`, ".Site.Pages", `first 2 $.Site.Pages`, ".Page.Pages", ".Pages", ".Tags", "$.Data.team", ".Page.TOC", ".Sections",
	}).Draw(t, "list")
	if depth == 0 {
		return "{{$x := 1}}<i>{{" + value + "}}</i>"
	}
	inner := drawTemplate(t, depth-1, partials...)
	parts := []string{
		"text ", "{{$x := 2}}{{" + value + "}}", `<a href="{{` + value + `}}">`, `<b title="{{` + value + `}}">`, "<title>{{" + value + "}}</title>", "{{if $.Page.Tags}}" + inner + "{{end}}", "{{if .Page.HasDate}}" + inner + "{{end}}", "{{with .Page.Pagination}}" + inner + "{{else}}-{{end}}", "{{with $x := $.Page.Prev}}{{$x.Title}}" + inner + "{{end}}", "{{if " + value + "}}" + inner + "{{else}}-{{end}}",
		"{{with " + value + "}}" + inner + "{{end}}", "{{with $.Page.Parent}}" + inner + "{{else}}" + inner + "{{end}}",
		"{{range " + list + "}}" + inner + "{{end}}", "{{range $i, $x := " + list + "}}{{$i}}" + inner + "{{end}}", "{{range " + list + "}}" + inner + "{{else}}none{{end}}",
	}
	for _, name := range partials {
		call := `{{template "partials/` + name + `.html" `
		parts = append(parts, call+".}}", call+"$}}", "{{range "+list+"}}"+call+".}}{{end}}")
	}
	return rapid.SampledFrom(parts).Draw(t, "part")
}
