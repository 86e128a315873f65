package serve_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/diag"
	"stillpoint/generator/serve"
)

// site returns files of a page that refers to others, with some of them replaced.
func site(with files) files {
	f := files{
		"index.html": page(`<link rel="stylesheet" href="/s.1.css" integrity="sha256-1">`, `<img src="p.png"><script src="/x.js"></script>`),
		"other.html": page("", "other"), "s.1.css": `@import "base.css"; b{background:url(bg.png)}`, "s.2.css": "new",
		"base.css": "i{}", "bg.png": "bg", "p.png": "p", "x.js": "x", "404.html": page("", "nothing"),
	}
	for name, text := range with {
		f[name] = text
	}
	return f
}

func TestWhatChangesReach(t *testing.T) {
	text := site(nil)["index.html"]
	tests := []struct {
		name string
		with files
		want string // the event, or "" for none
	}{
		{"nothing", nil, ""},
		{"another page", files{"other.html": "x", "new.html": "y", "404.html": "z"}, ""},
		{"the page", files{"index.html": text + "!"}, "reload"},
		{"another style sheet", files{"index.html": strings.ReplaceAll(strings.ReplaceAll(text, "s.1", "s.2"), "sha256-1", "sha256-2")},
			`swap {"fresh":[],"sheets":[{"from":"/s.1.css","to":"/s.2.css","integrity":"sha256-2"}],"pictures":[]}`},
		{"style sheet of the same name", files{"s.1.css": `@import "base.css"; b{background:url(bg.png)} `},
			`swap {"fresh":["/s.1.css"],"sheets":[{"from":"/s.1.css","to":"/s.1.css","integrity":"sha256-1"}],"pictures":[]}`},
		{"picture", files{"p.png": "q"}, `swap {"fresh":["/p.png"],"sheets":[],"pictures":["/p.png"]}`},
		{"picture of a style sheet", files{"bg.png": "q"}, "reload"},
		{"imported style sheet", files{"base.css": "q"}, "reload"},
		{"script", files{"x.js": "y"}, "reload"},
		{"style sheet and page", files{"index.html": strings.ReplaceAll(text, "s.1", "s.2") + "!"}, "reload"},
		{"one more style sheet", files{"index.html": strings.ReplaceAll(text, "<img", `<link rel=stylesheet href=/a.css><img`)}, "reload"},
		{"style sheet for another medium", files{"index.html": strings.ReplaceAll(text, `href="/s.1.css"`, `href="/s.2.css" media=print`)}, "reload"},
		{"redirect", files{"_redirects": "/ /other 301!"}, "reload"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := serving(t, site(nil))
			c := open(t, start(t, s), "/", versionIn(t, get(s, "/").Body.String()))
			c.event(t, "report")
			s.Show(site(test.with).result())
			name, data := "", ""
			if test.want != "" {
				name, data = c.next(t)
			}
			s.Show(site(test.with).result(warning("the end"))) // comes after all that is told of the first
			c.event(t, "report")
			if name == "swap" {
				name += " " + withoutVersion(t, data)
			}
			if diff := cmp.Diff(test.want, name); diff != "" {
				t.Errorf("wrong event (-want +got):\n%s", diff)
			}
		})
	}
}

func warning(message string) diag.Diagnostic { return diag.New("w", "", message, "").AsWarning() }

func withoutVersion(t *testing.T, data string) string {
	t.Helper()
	before, after, ok := strings.Cut(data, `","fresh"`)
	if !ok || !strings.HasPrefix(before, `{"version":"`) {
		t.Fatalf("no version in %s", data)
	}
	return `{"fresh"` + after
}

func TestConnecting(t *testing.T) {
	s := serving(t, site(nil))
	address := start(t, s)
	version := versionIn(t, get(s, "/").Body.String())
	c := open(t, address, "/", "of long ago")
	c.event(t, "report")
	c.event(t, "reload")

	again := serving(t, site(nil)) // as after a restart
	same := open(t, start(t, again), "/", version)
	same.event(t, "report")
	again.Show(site(nil).result(warning("only this")))
	if report := same.event(t, "report"); !strings.Contains(report, "only this") {
		t.Errorf("after a restart without changes: %s", report)
	}

	s.Show(site(files{"p.png": "changed while it was away"}).result())
	away := open(t, address, "/", version)
	away.event(t, "report")
	away.event(t, "reload")
}

// TestRestart has a page of an earlier run of the server open. It stays until there is a good build to compare it with.
func TestRestart(t *testing.T) {
	version := versionIn(t, get(serving(t, site(nil)), "/").Body.String())
	s := newServer(t, serve.Options{})
	c := open(t, start(t, s), "/", version)
	s.Show(failed())
	c.event(t, "report")
	s.Show(site(nil).result(warning("only this")))
	c.event(t, "report")
	s.Show(site(files{"p.png": "q"}).result(warning("only this")))
	c.event(t, "swap")
}

// TestWaitingForTheFirstGoodBuild has the page open that says that there is none.
func TestWaitingForTheFirstGoodBuild(t *testing.T) {
	s := newServer(t, serve.Options{})
	address := start(t, s)
	early := open(t, address, "/", versionIn(t, get(s, "/").Body.String()))
	s.Show(failed())
	early.event(t, "report")
	early.event(t, "reload")
	after := open(t, address, "/", versionIn(t, get(s, "/").Body.String()))
	after.event(t, "report")
	s.Show(failed(warning("another")))
	after.event(t, "report")
	after.event(t, "reload")
	s.Show(site(nil).result())
	after.event(t, "report")
	after.event(t, "reload")
}

func TestVersionAfterASwap(t *testing.T) {
	s := serving(t, site(nil))
	address := start(t, s)
	c := open(t, address, "/", versionIn(t, get(s, "/").Body.String()))
	c.event(t, "report")
	s.Show(site(files{"p.png": "q"}).result())
	var swap struct{ Version string }
	if err := json.Unmarshal([]byte(c.event(t, "swap")), &swap); err != nil || swap.Version != versionIn(t, get(s, "/").Body.String()) {
		t.Errorf("version %q, %v", swap.Version, err)
	}
}

func TestPagesThatComeAndGo(t *testing.T) {
	s := serving(t, files{"index.html": page("", "home")})
	address := start(t, s)
	missing := open(t, address, "/new/?a=1", versionIn(t, get(s, "/new/?a=1").Body.String()))
	missing.event(t, "report")
	s.Show(files{"index.html": page("", "home"), "new/index.html": page("", "new")}.result())
	missing.event(t, "reload")

	early := newServer(t, serve.Options{})
	waiting := open(t, start(t, early), "/", versionIn(t, get(early, "/").Body.String()))
	early.Show(files{"index.html": page("", "home")}.result())
	waiting.event(t, "report")
	waiting.event(t, "reload")
}

func TestManyBrowsers(t *testing.T) {
	s := serving(t, site(nil))
	address := start(t, s)
	at := map[string]*client{}
	for _, target := range []string{"/", "/other", "/other.html"} {
		at[target] = open(t, address, target, versionIn(t, get(s, target).Body.String()))
		at[target].event(t, "report")
	}
	s.Show(site(files{"other.html": page("", "changed")}).result())
	at["/other"].event(t, "reload")
	at["/other.html"].event(t, "reload")
	s.Show(site(files{"other.html": page("", "changed"), "p.png": "q"}).result())
	at["/"].event(t, "swap") // and nothing before it
}

func TestReport(t *testing.T) {
	s := newServer(t, serve.Options{Editor: "idea"})
	s.ShowFrom(home().result(), origins)
	s.ShowFrom(failed(warning("careful").With(diag.Position{File: "b.md", Line: 2}, "here")), origins)
	data := open(t, start(t, s), "/", "").event(t, "report")
	link := func(file string, line, column int) string {
		return fmt.Sprintf("idea://open?file=%%2Fhome%%2Fanna%%2Fsite%%2F%s&line=%d&column=%d", strings.ReplaceAll(file, "/", "%2F"), line, column)
	}
	want := map[string]any{
		"failed": true, "errors": 1.0, "warnings": 1.0, "here": 0.0, "rules": map[string]any{},
		"page": map[string]any{"source": "content/index.md", "link": link("content/index.md", 1, 1), "state": "draft"},
		"problems": []any{
			map[string]any{
				"here": false, "severity": "error", "code": "unknown-field", "place": "content/a.md:7:3", "link": link("content/a.md", 7, 3),
				"builtIn": false, "message": "unknown field in " + root + "/content", "hint": "mend it", "related": []any{},
				"frame": map[string]any{"line": 7.0, "before": "- ", "marked": "durr", "after": ": 60"},
			},
			map[string]any{
				"here": false, "severity": "warning", "code": "w", "place": "", "link": "", "builtIn": false, "message": "careful", "hint": "", "frame": nil,
				"related": []any{map[string]any{"place": "b.md:2", "link": link("b.md", 2, 1), "message": "here"}},
			},
		},
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(data), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("wrong report (-want +got):\n%s", diff)
	}
}

// TestStrictBuilds has a build that fails for its warnings alone.
// built returns the result of a real build of a small site with some more files.
func built(t *testing.T, more files, strict bool) *generator.Result {
	t.Helper()
	folder := t.TempDir()
	all := files{
		"stillpoint.yaml": "site: {title: T, description: D, url: https://t.example/, language: en}\nchecks: off\n", // the pages are too poor for them
		"content/a.md":    "---\ntitle: A\ntags: [Rest]\n---\n",
	}
	maps.Copy(all, more)
	for name, text := range all {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	r, err := generator.Build(t.Context(), generator.Options{Source: folder, Defaults: stillpoint.Defaults(), InMemory: true, Strict: strict})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestStrictBuilds(t *testing.T) {
	for _, strict := range []bool{false, true} {
		s := newServer(t, serve.Options{})
		s.Show(built(t, files{"content/b.md": "---\ntitle: B\ntags: [rest]\n---\n"}, strict))
		report := open(t, start(t, s), "/", "").event(t, "report")
		if !strings.HasPrefix(report, fmt.Sprintf(`{"failed":%t,"errors":0,"warnings":1,`, strict)) {
			t.Errorf("with Strict %t: %s", strict, report)
		}
	}
}

func TestLongReports(t *testing.T) {
	s := newServer(t, serve.Options{})
	var many []diag.Diagnostic
	for i := range 150 {
		many = append(many, warning(fmt.Sprint(i)))
	}
	s.Show(failed(many...))
	var got struct {
		Errors, Warnings int
		Problems         []struct{ Severity string }
	}
	if err := json.Unmarshal([]byte(open(t, start(t, s), "/", "").event(t, "report")), &got); err != nil {
		t.Fatal(err)
	}
	if got.Errors != 1 || got.Warnings != 150 || len(got.Problems) != 100 || got.Problems[0].Severity != "error" {
		t.Errorf("%d errors, %d warnings, %d told, first %v", got.Errors, got.Warnings, len(got.Problems), got.Problems[0])
	}
}

func TestProblemsOfTheHostAreWarnings(t *testing.T) {
	s := newServer(t, serve.Options{})
	s.Show(built(t, files{"assets/static/_redirects": "/a /b 999\n"}, false))
	if report := open(t, start(t, s), "/", "").event(t, "report"); !strings.Contains(report, `"warnings":1`) || !strings.Contains(report, "_redirects:1") {
		t.Errorf("%s", report)
	}
}

func TestStreamsNeedAPage(t *testing.T) {
	s := serving(t, home())
	for _, query := range []string{"", "?page=", "?page=x", "?page=http://evil.example", "?page=%25zz"} {
		if w := get(s, "/.stillpoint/events"+query); w.Code != http.StatusBadRequest {
			t.Errorf("%q: %d", query, w.Code)
		}
	}
}
