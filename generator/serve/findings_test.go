package serve_test

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/diag"
	"stillpoint/generator/serve"
)

// told is what a test reads of a report.
type told struct {
	Failed                 bool
	Errors, Warnings, Here int
	Problems               []struct {
		Here, BuiltIn                              bool
		Severity, Code, Place, Link, Message, Hint string
		Frame                                      *struct{ Marked string }
	}
	Rules map[string]*struct {
		Title string
		Parts []struct{ Kind, Text string }
	}
}

func (c *client) report(t *testing.T) told {
	t.Helper()
	var r told
	if err := json.Unmarshal([]byte(c.event(t, "report")), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// nextReport returns the next report, past what else is told.
func (c *client) nextReport(t *testing.T) told {
	t.Helper()
	for {
		name, data := c.next(t)
		if name != "report" {
			continue
		}
		var r told
		if err := json.Unmarshal([]byte(data), &r); err != nil {
			t.Fatal(err)
		}
		return r
	}
}

func (r told) codes() string {
	var all []string
	for _, p := range r.Problems {
		where := "elsewhere"
		if p.Here {
			where = "here"
		}
		all = append(all, p.Code+" "+where)
	}
	return strings.Join(all, ", ")
}

const goodHead = "---\ntitle: %s of the practice\ndescription: What is told on this page of %s, in a sentence that is long enough.\n---\n"

func goodPage(name, text string) string {
	return strings.ReplaceAll(goodHead, "%s", name) + text
}

// rebuilt is a site that is built again and again.
type rebuilt struct {
	folder  string
	builder *generator.Builder
}

func newRebuilt(t *testing.T, all files) *rebuilt {
	t.Helper()
	r := &rebuilt{folder: t.TempDir()}
	site := files{
		"stillpoint.yaml":   "site: {title: Quiet Tide, url: https://t.example/, language: en-GB}\nchecks: {claims: uk}\n",
		"content/_index.md": goodPage("The house", "Welcome.\n"),
	}
	maps.Copy(site, all)
	r.write(t, site)
	r.builder = generator.NewBuilder(generator.Options{Source: r.folder, Defaults: stillpoint.Defaults(), InMemory: true, NoCache: true})
	t.Cleanup(func() { _ = r.builder.Close() })
	return r
}

func (r *rebuilt) write(t *testing.T, all files) {
	t.Helper()
	for name, text := range all {
		file := filepath.Join(r.folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func (r *rebuilt) build(t *testing.T) *generator.Result {
	t.Helper()
	result, err := r.builder.Build(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// TestFindingsOfThePageComeFirst has a finding on each of two pages, and one in a layout that one of them is drawn with.
func TestFindingsOfThePageComeFirst(t *testing.T) {
	site := newRebuilt(t, files{
		"content/a.md":       goodPage("A massage", "It relieves migraines.\n"),
		"content/b.md":       strings.Replace(goodPage("B massage", "See [here](a.md).\n"), "title:", "layout: plain\ntitle:", 1),
		"layouts/plain.html": `{{define "main"}}<h1>{{.Page.Title}}</h1>{{.Page.Content}}<p><a href="/a/">more</a></p>{{end}}`,
		"content/c.md":       goodPage("C massage", "Nothing is wrong.\n"),
	})
	s := newServer(t, serve.Options{})
	s.Show(site.build(t))
	address := start(t, s)
	for page, want := range map[string]string{
		"/a/": "claim-effect here, link-vague elsewhere, link-vague elsewhere",
		"/b/": "link-vague here, link-vague here, claim-effect elsewhere",
		"/c/": "claim-effect elsewhere, link-vague elsewhere, link-vague elsewhere",
	} {
		r := open(t, address, page, "").report(t)
		if got := r.codes(); got != want || r.Warnings != 3 || r.Here != strings.Count(want, " here") {
			t.Errorf("%s: %d warnings, %d here: %s", page, r.Warnings, r.Here, got)
		}
	}
}

// TestFindingsAreShownInFull looks at all that the panel needs of a finding.
func TestFindingsAreShownInFull(t *testing.T) {
	site := newRebuilt(t, files{"content/a.md": goodPage("A massage", "It relieves migraines.\n")})
	s := newServer(t, serve.Options{})
	s.Show(site.build(t))
	r := open(t, start(t, s), "/a/", "").report(t)
	if len(r.Problems) != 1 {
		t.Fatalf("%+v", r)
	}
	p := r.Problems[0]
	if p.Place != "content/a.md:5:4" || p.Link != "vscode://file"+root+"/content/a.md:5:4" || p.Frame == nil || p.Frame.Marked != "relieves migraines" ||
		!strings.Contains(p.Message, "promises an effect") || !strings.Contains(p.Hint, "a wording that passes") {
		t.Errorf("%+v", p)
	}
	about := r.Rules[p.Code]
	if about == nil || !strings.HasPrefix(about.Title, "No sentence promises") || len(about.Parts) < 3 || about.Parts[0].Kind != "text" {
		t.Errorf("%+v", about)
	}
}

// TestFindingsComeAndGo has a sentence that is written, mended, written again and let pass, each saved while a browser listens.
func TestFindingsComeAndGo(t *testing.T) {
	site := newRebuilt(t, files{"content/a.md": goodPage("A massage", "You may leave calm.\n")})
	s := newServer(t, serve.Options{})
	s.Show(site.build(t))
	listener := open(t, start(t, s), "/a/", versionIn(t, get(s, "/a/").Body.String()))
	if r := listener.report(t); r.Warnings != 0 {
		t.Fatalf("at first: %+v", r)
	}
	for _, step := range []struct{ text, codes string }{
		{"It relieves migraines.\n", "claim-effect here"},
		{"You may leave calm, and warm.\n", ""},
		{"It relieves migraines, and more.\n", "claim-effect here"},
		{"<!-- allow claim-effect: it is what a client wrote -->\nIt relieves migraines, and more.\n", ""}, // which the page does not show
		{"<!-- allow claim-effect: it is what a client wrote -->\nYou may leave.\n", "unused-allow here"},
	} {
		site.write(t, files{"content/a.md": goodPage("A massage", step.text)})
		s.Show(site.build(t))
		if got := listener.nextReport(t).codes(); got != step.codes {
			t.Errorf("%q: %q is told, want %q", step.text, got, step.codes)
		}
	}
}

// TestIdleBuildsTakeNothingBack has a build that found nothing to do: what the one before had to say still holds.
func TestIdleBuildsTakeNothingBack(t *testing.T) {
	s := newServer(t, serve.Options{})
	s.Show(home().result(warning("careful")))
	s.Show(&generator.Result{Idle: true})
	if r := open(t, start(t, s), "/", "").report(t); r.Warnings != 1 {
		t.Errorf("%+v", r)
	}
}

// TestPagesWithoutAFileHaveNoLink has a finding on a page that Stillpoint has made up.
func TestPagesWithoutAFileHaveNoLink(t *testing.T) {
	s := newServer(t, serve.Options{})
	s.Show(home().result(diag.New("title-twice", "/tags/", "m", "").AsWarning()))
	if r := open(t, start(t, s), "/", "").report(t); r.Problems[0].Link != "" || r.Problems[0].Place != "/tags/" {
		t.Errorf("%+v", r)
	}
}

// TestDefaultsHaveNoLink has a finding in a layout that Stillpoint brings along: there is no file to open, until there is one.
func TestDefaultsHaveNoLink(t *testing.T) {
	site := newRebuilt(t, files{"stillpoint.yaml": "site: {title: Q, url: https://t.example/, language: en-GB}\n", "content/a.md": goodPage("A massage", "Nothing is wrong.\n")})
	if err := os.Remove(filepath.Join(site.folder, "content", "_index.md")); err != nil { // the home that is made up has too short a title
		t.Fatal(err)
	}
	s := newServer(t, serve.Options{})
	s.Show(site.build(t))
	listener := open(t, start(t, s), "/", "")
	in := func(r told) (found bool, link string) {
		for _, p := range r.Problems {
			if strings.HasPrefix(p.Place, "layouts/base.html:") {
				return p.BuiltIn, p.Link
			}
		}
		t.Fatalf("nothing is found in a layout: %s", r.codes())
		return false, ""
	}
	if builtIn, link := in(listener.nextReport(t)); !builtIn || link != "" {
		t.Errorf("of a default: %t, %q", builtIn, link)
	}
	base, err := fs.ReadFile(stillpoint.Defaults(), "layouts/base.html")
	if err != nil {
		t.Fatal(err)
	}
	site.write(t, files{"layouts/base.html": string(base) + "\n"})
	s.Show(site.build(t))
	if builtIn, link := in(listener.nextReport(t)); builtIn || !strings.HasPrefix(link, "vscode://file"+root+"/layouts/base.html:") {
		t.Errorf("of a file of one's own: %t, %q", builtIn, link)
	}
}
