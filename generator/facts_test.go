package generator_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/font/gofont/goregular"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/edits"
)

// factCase is an edit that changes a page through facts of one kind alone. The page content/probe/_index.md, which no other page is like, is drawn
// by the layout, or another page where it is named.
type factCase struct {
	layout string
	probe  string            // front matter and text of the page; a plain section where it is left out
	at     string            // its file
	before map[string]string // files over those of the site
	after  map[string]string // edited files; "" takes one away
}

const plainProbe = "---\ntitle: Probe\nlayout: probe\n---\n"

// factCases has one for every kind of fact, and for some more than one: then in brackets behind the kind stands what else it is about.
func factCases() map[string]factCase {
	site := edits.Site()
	swap := func(file, old, new string) map[string]string {
		return map[string]string{file: strings.Replace(site[file], old, new, 1)}
	}
	menus := func(name string) string {
		return site["stillpoint.yaml"] + "menus: {footer: [{name: " + name + ", url: https://example.org/}]}\n"
	}
	note := func(words string) string { return "<aside>" + words + "</aside>" }
	return map[string]factCase{
		"page":              {layout: `{{(.Site.Section "articles").Title}}`, after: swap("content/articles/_index.md", "title: Articles", "title: Essays")},
		"body":              {layout: `{{(.Site.Section "articles").Content}}`, after: swap("content/articles/_index.md", "All of them.", "Some of them.")},
		"asset":             {layout: `{{(.Asset "js/today.js").URL}}`, after: map[string]string{"assets/js/today.js": "console.log(2)"}},
		"icon":              {layout: `{{.Icon "leaf"}}`, after: map[string]string{"assets/icons/leaf.svg": strings.Replace(site["assets/icons/leaf.svg"], "00ff00", "0000ff", 1)}},
		"fonts":             {layout: `{{range .Site.Fonts}}{{.URL}}{{end}}`, before: swap("stillpoint.yaml", "theme: {", "theme: {fonts: {body: Go}, "), after: map[string]string{"assets/fonts/go.ttf": string(goregular.TTF)}},
		"layout (words)":    {layout: `{{t "back-to-top"}}`, before: map[string]string{"i18n/en.yaml": "back-to-top: Up\n"}, after: map[string]string{"i18n/en.yaml": "back-to-top: Upwards\n"}},
		"layout (dates)":    {layout: `{{date "January" .Page.Date}}`, at: "content/probe.md", probe: "---\ntitle: Probe\nlayout: probe\ndate: 2026-01-02\n---\n", after: map[string]string{"i18n/en-GB.yaml": "months: [Jan, F, M, A, M, J, J, A, S, O, N, D]\n"}},
		"component (words)": {layout: `{{.Page.Content}}`, probe: plainProbe + "\n::: note\nWords.\n:::\n", before: map[string]string{"layouts/components/note.html": note(`{{t "home"}}`)}, after: map[string]string{"i18n/en.yaml": "home: Start\n"}},
		"data":              {layout: `{{.Data.team.lead}}`, after: map[string]string{"data/team.yaml": "lead: Noor\n"}},
		"share":             {layout: `{{.SharePicture.URL}}`, at: "content/articles/probe.md", after: swap("content/articles/_index.md", "title: Articles", "title: Essays")},
		"layout":            {layout: `{{template "partials/flourish.html" .}}`, after: map[string]string{"layouts/partials/flourish.html": "<p>other</p>"}},
		"config":            {layout: `{{.Site.Param "greeting"}}`, after: map[string]string{"stillpoint.yaml": site["stillpoint.yaml"] + "params: {greeting: hello}\n"}},
		"practice":          {layout: `{{.Practice.Name}}`, after: swap("stillpoint.yaml", "practice: {name: Quiet Tide", "practice: {name: Ebb")},
		"sheets":            {layout: `<link rel="stylesheet" href="/plain.css"><p>Words</p>`, before: map[string]string{"assets/static/plain.css": "p { color: #333 }"}, after: map[string]string{"assets/static/plain.css": "p { color: #999 }"}},
		"press": {layout: `<!DOCTYPE html><html lang="en"><title>Probe</title>{{.Page.Content}}</html>`, probe: plainProbe + manyWords(),
			before: swap("stillpoint.yaml", `host: ""`, "host: netlify"), after: swap("stillpoint.yaml", `host: ""`, "host: nginx")},
		"policy": {layout: `<script>a()</script><p>Words</p>`, before: swap("stillpoint.yaml", `host: ""`, "host: github"),
			after: map[string]string{"stillpoint.yaml": strings.Replace(site["stillpoint.yaml"], `host: ""`, "host: github", 1) + "security: {allow: {frames: [https://maps.example]}}\n"}},
		"list":      {layout: `{{len .Site.Pages}}`, after: map[string]string{"content/more.md": "---\ntitle: More\n---\n"}},
		"section":   {layout: `{{if .Site.Section "later"}}there{{end}}`, after: map[string]string{"content/later/_index.md": "---\ntitle: Later\n---\n"}},
		"pages":     {layout: `{{len .Page.Pages}}`, after: map[string]string{"content/probe/more.md": "---\ntitle: More\n---\n"}},
		"sections":  {layout: `{{len .Page.Sections}}`, after: map[string]string{"content/probe/more/_index.md": "---\ntitle: More\n---\n"}},
		"component": {layout: `{{.Page.Content}}`, probe: plainProbe + "\n::: note\nWords.\n:::\n", before: map[string]string{"layouts/components/note.html": note("old")}, after: map[string]string{"layouts/components/note.html": note("new")}},
		"menu":      {layout: `{{range .Site.Menu "footer"}}{{.Name}}{{end}}`, before: map[string]string{"stillpoint.yaml": menus("Here")}, after: map[string]string{"stillpoint.yaml": menus("There")}},
		"connected": {layout: `{{len .Page.Practitioners}}`, at: "content/therapies/cst.md", probe: strings.Replace(site["content/therapies/cst.md"], "title: C", "layout: probe\ntitle: C", 1), after: swap("content/team/mara.md", "\ntherapies: [cst]", "")},
		"related": {layout: `{{len .Page.Related}}`, at: "content/articles/probe.md", probe: "---\ntitle: Probe\nlayout: probe\ntags: [Calm]\n---\n",
			after: map[string]string{"content/more.md": "---\ntitle: More\ntags: [Calm]\n---\n"}},
		"feeds": {layout: `{{range .Site.Feeds}}{{.URL}}{{end}}`, before: map[string]string{"stillpoint.yaml": site["stillpoint.yaml"] + "feeds: {sections: [news]}\n", "content/news/a.md": "---\ntitle: A\n---\n"},
			after: map[string]string{"content/news/a.md": "---\ntitle: A\ndate: 2026-01-01\n---\n"}},
		"calendar": {layout: `{{with .Site.Section "news"}}{{.Calendar}}{{end}}`, before: map[string]string{"content/news/_index.md": "---\ntitle: News\n---\n", "content/news/a.md": "---\ntitle: A\n---\n"},
			after: map[string]string{"content/news/a.md": "---\ntitle: A\nkind: event\nstart: 2026-12-05T10:00\nonline: https://meet.example/\n---\n"}},
		"file":    {layout: `{{if .Site.Lookup "lonely.md"}}there{{end}}`, before: map[string]string{"content/lonely.md": "---\ntitle: Lonely\n---\n"}, after: map[string]string{"content/lonely.md": ""}},
		"picture": {layout: `{{.Picture "room.png" "width" 12 "alt" "A room"}}`, at: "content/probe.md", after: map[string]string{"content/room.png": edits.Photograph(200)}},
		"link": {layout: `{{.Picture "view.png" "width" 12 "alt" "A view"}}`, at: "content/probe.md", before: map[string]string{"assets/view.png": edits.Photograph(10)},
			after: map[string]string{"content/view.png": edits.Photograph(200)}},
	}
}

// manyWords returns a text that has several KB even when it is compressed.
func manyWords() string {
	random := rand.New(rand.NewPCG(1, 1))
	words := strings.Fields("the water settles and so do we a hand rests where it is needed nothing else asked of people who come with tired shoulders in the long evening light beside harbour")
	text := "\n"
	for range 9000 {
		text += words[random.IntN(len(words))] + " "
	}
	return text
}

// TestEveryFactCounts shows for each kind of fact that a page is made anew where such a fact has changed, and that it would not be were
// facts of that kind not recorded: so the recording of none can get lost unseen.
func TestEveryFactCounts(t *testing.T) {
	for name, c := range factCases() {
		kind, _, _ := strings.Cut(name, " ")
		t.Run(name, func(t *testing.T) {
			if problem := c.warm(t, ""); problem != "" {
				t.Error(problem)
			}
			if problem := c.warm(t, kind); problem == "" {
				t.Error("without facts of this kind nothing goes wrong, so this shows nothing")
			}
		})
	}
}

// TestVerifyNamesTheFact shows for each kind of fact that a build which verifies the cache finds the record that lacks it, in what another process
// has left, and says what it lacks; and that it finds nothing where all is recorded.
func TestVerifyNamesTheFact(t *testing.T) {
	for name, c := range factCases() {
		kind, _, _ := strings.Cut(name, " ")
		t.Run(name, func(t *testing.T) {
			for _, forget := range []string{kind, ""} {
				o := c.site(t)
				o.Remember = true
				first := generator.NewBuilder(o.Forget(forget))
				must(first.Build(t.Context()))
				check(t, first.Close())
				change(t, o.Source, c.after)
				o.Verify = true
				second := generator.NewBuilder(o)
				told := fmt.Sprint(must(second.Build(t.Context())).Diagnostics)
				check(t, second.Close())
				if lies, named := strings.Contains(told, "would have given an old"), regexp.MustCompile(`the record lacks (.*, )?`+kind+` `).MatchString(told); lies != (forget != "") || lies && !named {
					t.Errorf("forgetting %q: %s", forget, told)
				}
			}
		})
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// warm builds a site, edits it, builds it with what was kept, and says how that differs from a build from nothing.
func (c factCase) warm(t *testing.T, forget string) string {
	t.Helper()
	o := c.site(t)
	builder := generator.NewBuilder(o.Forget(forget))
	if first := must(builder.Build(t.Context())); first.Failed() {
		t.Fatal(first.Diagnostics)
	}
	change(t, o.Source, c.after)
	warm, cold := must(builder.Build(t.Context())), must(generator.Build(t.Context(), o))
	if cold.Failed() { // then there is nothing but the complaints
		return complaintsDiffer(cold, warm)
	}
	return differ(cold, warm)
}

// site writes the site of the case as it is before the edit.
func (c factCase) site(t *testing.T) generator.Options {
	t.Helper()
	dir := t.TempDir()
	files := edits.Site()
	files["layouts/probe.html"] = c.layout
	at, probe := "content/probe/_index.md", plainProbe
	if c.at != "" {
		at = c.at
	}
	if c.probe != "" {
		probe = c.probe
	}
	files[at] = probe
	maps.Copy(files, c.before)
	change(t, dir, files)
	return generator.Options{Source: dir, Defaults: edits.Defaults(stillpoint.Defaults()), InMemory: true, Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
}

// change writes files, or takes them away where they are empty.
func change(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		if text == "" {
			if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
				t.Fatal(err)
			}
			delete(files, name)
		}
	}
	if err := edits.Write(dir, files); err != nil {
		t.Fatal(err)
	}
}

// TestEveryKindHasACase finds all kinds of facts that builds record, of this practice's own site and of a small one, among the cases.
func TestEveryKindHasACase(t *testing.T) {
	small := t.TempDir()
	change(t, small, edits.Site())
	recorded := map[string]bool{}
	for _, dir := range []string{small, ".."} {
		builder := generator.NewBuilder(generator.Options{Source: dir, Defaults: stillpoint.Defaults(), InMemory: true, OnDemand: true, Cache: t.TempDir(),
			Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)})
		if r := must(builder.Build(t.Context())); r.Failed() {
			t.Fatal(r.Diagnostics)
		}
		maps.Copy(recorded, builder.Recorded())
	}
	cases := factCases()
	for kind := range recorded {
		if _, known := cases[kind]; !known {
			t.Errorf("facts of the kind %q are recorded, and no case shows that they count", kind)
		}
	}
	if len(recorded) < 15 {
		t.Errorf("only %d kinds are recorded: %v", len(recorded), slices.Sorted(maps.Keys(recorded)))
	}
}
