package layouts_test

import (
	"html/template"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stillpoint/generator/diag"
	"stillpoint/generator/layouts"
)

// TestQuickEscapers compares what stands for the escapers of html/template with these. That nothing is
// given where something is to be shown is right, and leaves the work to them.
func TestQuickEscapers(t *testing.T) {
	for text, escape := range layouts.Escapers() {
		slow := template.Must(template.New("").Parse(text))
		before, after, _ := strings.Cut(text, "{{.}}")
		compare := func(t interface{ Errorf(string, ...any) }, value any, text string, finished bool) {
			var out strings.Builder
			if err := slow.Execute(&out, value); err != nil {
				t.Errorf("%v", err)
			}
			want := strings.TrimSuffix(strings.TrimPrefix(out.String(), before), after)
			if got, ok := escape(text, finished); ok && got != want {
				t.Errorf("%q in %s: %q instead of %q", text, before, got, want)
			}
		}
		for c := range 256 {
			compare(t, "/"+string([]byte{byte(c)}), "/"+string([]byte{byte(c)}), false)
			compare(t, string([]byte{byte(c)})+":x", string([]byte{byte(c)})+":x", false)
		}
		rapid.Check(t, func(t *rapid.T) {
			s := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"/", "a", "&", "&amp;", "<", "https:", "javascript:", ":", "'", `"`, "+", "%", "%20", " ", "ü", "\xff", "\x00", "~", "-"})).Draw(t, "text"), "")
			compare(t, s, s, false)
			compare(t, template.HTML(s), s, true)
		})
	}
}

// TestQuickened counts them, and one more for two or more that are joined. It keeps the plainest of expressions from being left to package reflect unseen.
func TestQuickened(t *testing.T) {
	env := testEnv(t)
	for text, want := range map[string]int{
		`<title>{{.Page.Title}}</title>`: 1, `<a href="{{$.Page.Permalink}}">{{.Page.Parent.Title}}</a>`: 2, `<time datetime="{{isodate .Page.Date}}">{{date "2006" .Page.Updated}}</time>`: 3,
		`{{range .Page.Tags}}<a href="{{.URL}}">{{.Title}}</a>{{end}}`: 5, `{{.Page.Content}}`: 1, `{{if .Page.HasDate}}{{with $.Page.Pagination}}{{.Total}}{{end}}{{end}}{{with .Page.Parent}}{{with $.Page.Event}}x{{end}}{{end}}`: 4,
		`{{.Page.Words}}{{.Page.Prev}}{{.Page.Param "x"}}{{.Page.Title | upper}}<script>{{.Page.Title}}</script><a href="/?{{.Page.Title}}">`: 0,
	} {
		set, problems := layouts.Parse([]*diag.File{diag.NewFile("layouts/page.html", []byte(text))}, layouts.Base{})
		if problems != nil {
			t.Fatal(problems)
		}
		page := env.Site.Page("content/about.md")
		renderSlice(set, env, page, &page.Slices[0])
		if got := set.Quickened("page.html"); got != want {
			t.Errorf("%s: %d, not %d", text, got, want)
		}
	}
}

// BenchmarkPage renders a page with a head, a list and its text.
func BenchmarkPage(b *testing.B) {
	env := testEnv(b)
	files := []*diag.File{diag.NewFile("layouts/page.html", []byte(`<!DOCTYPE html><html><head><title>{{.Page.Title}} · {{.Site.Title}}</title><meta name="description" content="{{.Page.Description}}">
<link rel="canonical" href="{{.Page.Permalink}}"></head><body>{{range .Site.Menu "main"}}<a href="{{.URL}}">{{.Name}}</a>{{end}}<h1>{{.Page.Title}}</h1>
{{if .Page.HasDate}}<time datetime="{{isodate .Page.Date}}">{{date "2 January 2006" .Page.Date}}</time>{{end}}{{range .Page.Tags}}<a href="{{.URL}}">{{.Title}}</a>{{end}}
{{.Page.Content}}{{range first 5 .Page.Parent.Pages}}<li><a href="{{.URL}}">{{.Title}}</a></li>{{end}}</body></html>`))}
	set, problems := layouts.Parse(files, layouts.Base{URL: env.Site.URL, Permalink: env.Site.Permalink})
	if problems != nil {
		b.Fatal(problems)
	}
	page := env.Site.Page("content/s/a.md")
	request := layouts.Request{Page: page, Slice: &page.Slices[0], Body: env.Bodies.Body(page)}
	b.ReportAllocs()
	for b.Loop() {
		request.Record = layouts.NewRecord()
		if _, problems := set.Page(io.Discard, env, request); problems != nil {
			b.Fatal(problems)
		}
	}
}
