package generator_test

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stillpoint"
	"stillpoint/generator"
)

// folder writes files below a new folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func build(t *testing.T, o generator.Options) *generator.Result {
	t.Helper()
	if o.Now.IsZero() {
		o.Now = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	}
	result, err := generator.Build(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if result.Failed() {
		t.Fatalf("the site has errors: %v", result.Diagnostics)
	}
	return result
}

// tree returns every file of a folder but the manifest, which holds times.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".stillpoint") {
			return err
		}
		data, err := os.ReadFile(file)
		rel, _ := filepath.Rel(dir, file)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// nursery is a site unlike ours: a plant nursery with two levels of sections,
// TOML front matter, a data file, layouts of its own and 300 pages.
func nursery() map[string]string {
	files := map[string]string{
		"stillpoint.yaml": `site: {title: Hollow Lane Nursery, url: "https://user.example/nursery/", language: de, timeZone: Europe/Berlin}
build: {pageSize: 25, destination: out/site}
taxonomies: {soil: {title: Böden, path: boden}}
feeds: {sections: [plants/trees], formats: [rss, json], limit: 5, full: false}
params: {currency: EUR}
`,
		"data/prices.csv":                   "size,price\nsmall,4.50\nlarge,19.00\n",
		"data/people/team.toml":             "[[member]]\nname = \"Jo\"\n",
		"content/_index.md":                 "+++\ntitle = \"Hollow Lane\"\n+++\n",
		"content/plants/_index.md":          "+++\ntitle = \"Plants\"\n[cascade]\nlayout = \"plant\"\n[cascade.params]\nhardy = true\n+++\n",
		"content/plants/trees/a.md":         "+++\ntitle = \"Ahorn Ünïcode\"\nslug = \"Größe 瑜伽\"\ndate = 2026-04-01T10:00:00+02:00\ntaxonomies = {soil = [\"Lehm\"]}\n+++\n\nSee [pear](b.md) and [the moss](../ferns/p0001.md#care).\n",
		"content/plants/trees/b.md":         "+++\ntitle = \"Pear\"\ndate = 2026-05-01\ntaxonomies = {soil = [\"Lehm\", \"Sand\"]}\n[params]\nhardy = false\n+++\n\nFruit.\n",
		"layouts/base.html":                 `<!DOCTYPE html><html lang="{{.Site.Language}}"><title>{{.Page.Title}}</title><body>{{block "main" .}}{{end}}</body></html>`,
		"layouts/page.html":                 `{{define "main"}}<h1>{{.Page.Title}}</h1>{{.Page.Content}}{{end}}`,
		"layouts/plant.html":                `{{define "main"}}<h1>{{.Page.Title}}</h1>{{if .Page.Params.hardy}}<p>hardy</p>{{end}}{{.Page.Content}}{{range .Page.Terms "soil"}}<a href="{{.URL}}">{{.Title}}</a>{{end}}{{end}}`,
		"layouts/home.html":                 `{{define "main"}}<h1>{{.Site.Title}}</h1>{{range .Data.prices}}<p>{{.size}}: {{.price}} {{$.Site.Params.currency}}</p>{{end}}{{range .Data.people.team.member}}<p>{{.name}}</p>{{end}}{{end}}`,
		"layouts/plants/ferns/section.html": `{{define "main"}}<h1>Farne</h1>{{range .Page.Pagination.Pages}}<a href="{{.URL}}">{{.Title}}</a>{{end}}{{with .Page.Pagination}}{{if .HasNext}}<a href="{{.NextURL}}">weiter</a>{{end}}{{end}}{{end}}`,
		"layouts/section.html":              `{{define "main"}}<h1>{{.Page.Title}}</h1>{{range .Page.Sections}}<a href="{{.URL}}">{{.Title}}</a>{{end}}{{range .Page.Pages}}<a href="{{.URL}}">{{.Title}}</a>{{end}}{{end}}`,
		"layouts/humans.txt":                "{{.Site.Title}}, {{len .Site.Pages}} plants\n",
	}
	for i := range 300 {
		files[fmt.Sprintf("content/plants/ferns/p%04d.md", i)] = fmt.Sprintf("+++\ntitle = \"Fern %d\"\nweight = %d\n+++\n\n## Care\n\nShade, and *water*.\n", i, i+1)
	}
	return files
}

func TestAnotherSite(t *testing.T) {
	dir := folder(t, nursery())
	result := build(t, generator.Options{Source: dir})
	if got := len(result.Site.Regular); got != 302 {
		t.Errorf("%d pages", got)
	}
	out := tree(t, filepath.Join(dir, "out", "site"))
	for name, want := range map[string]string{
		"index.html":                       `<h1>Hollow Lane Nursery</h1><p>small: 4.50 EUR</p><p>large: 19.00 EUR</p><p>Jo</p>`,
		"plants/index.html":                `<a href="/nursery/plants/ferns/">Ferns</a><a href="/nursery/plants/trees/">Trees</a>`,
		"plants/trees/größe-瑜伽/index.html": `<p>hardy</p><p>See <a href="/nursery/plants/trees/b/">pear</a> and <a href="/nursery/plants/ferns/p0001/#care">the moss</a>.</p><a href="/nursery/boden/lehm/">Lehm</a>`,
		"plants/trees/b/index.html":        `<h1>Pear</h1><p>Fruit.</p>`,
		"plants/ferns/index.html":          `<h1>Farne</h1><a href="/nursery/plants/ferns/p0000/">Fern 0</a>`,
		"plants/ferns/page/12/index.html":  `<a href="/nursery/plants/ferns/p0299/">Fern 299</a></body>`,
		"plants/ferns/p0007/index.html":    `<h1>Fern 7</h1><p>hardy</p><h2 id="care">Care</h2><p>Shade, and <em>water</em>.</p>`,
		"boden/lehm/index.html":            `<a href="/nursery/plants/trees/b/">Pear</a><a href="/nursery/plants/trees/gr%C3%B6%C3%9Fe-%E7%91%9C%E4%BC%BD/">Ahorn Ünïcode</a>`,
		"humans.txt":                       "Hollow Lane Nursery, 302 plants\n",
		"plants/trees/feed.xml":            `<link>https://user.example/nursery/plants/trees/b/</link>`,
		"sitemap.xml":                      `<loc>https://user.example/nursery/plants/ferns/p0299/</loc>`,
	} {
		if !strings.Contains(out[name], want) {
			t.Errorf("%s lacks\n%s\nit is\n%s", name, want, out[name])
		}
	}
	if _, there := out["plants/trees/atom.xml"]; there {
		t.Error("there is a feed in a format that was not asked for")
	}
}

// TestSameBytes builds one site with few and many workers, twice, into several folders.
func TestSameBytes(t *testing.T) {
	dir := folder(t, nursery())
	var first map[string]string
	for i, jobs := range []int{1, 8, 3} {
		out := filepath.Join(t.TempDir(), "out")
		build(t, generator.Options{Source: dir, Destination: out, Jobs: jobs})
		got := tree(t, out)
		if i == 0 {
			first = got
		}
		if diff := cmp.Diff(first, got); diff != "" {
			t.Errorf("%d workers give other bytes than 1:\n%s", jobs, diff)
		}
		again := build(t, generator.Options{Source: dir, Destination: out, Jobs: jobs})
		if again.Summary.Written != 0 || again.Summary.Removed != 0 {
			t.Errorf("a second build with %d workers: %+v", jobs, again.Summary)
		}
	}
}

// TestOurSite builds the site of this repository, strictly, and reads its
// feeds, sitemap and JSON back.
func TestOurSite(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	result := build(t, generator.Options{Source: "..", Destination: out, Defaults: stillpoint.Defaults(), Environment: "production", Strict: true})
	if len(result.Diagnostics) > 0 {
		t.Error(result.Diagnostics)
	}
	files := tree(t, out)
	therapy := files["therapies/craniosacral-therapy/index.html"]
	if got := strings.Count(therapy[strings.Index(therapy, `class="benefits"`):strings.Index(therapy, `id="what-the-research-says"`)], "<h3"); got != 8 {
		t.Errorf("the therapy page has %d benefits", got)
	}
	for name, text := range files {
		var err error
		switch filepath.Ext(name) {
		case ".xml", ".svg":
			err = wellFormed(text)
		case ".json":
			err = json.Unmarshal([]byte(text), new(any))
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func wellFormed(text string) error {
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		_, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// TestNoDefaults says plainly what is missing when a site brings no layouts
// and there are none to fall back on.
func TestNoDefaults(t *testing.T) {
	dir := folder(t, map[string]string{"stillpoint.yaml": "site: {title: A, url: 'https://a.example'}\n"})
	result, err := generator.Build(t.Context(), generator.Options{Source: dir})
	if err != nil || !result.Failed() || !strings.Contains(fmt.Sprint(result.Diagnostics), `there is no layout for pages of kind "home"`) {
		t.Errorf("%v, %v", result.Diagnostics, err)
	}
}

func TestUnfitDestination(t *testing.T) {
	dir := folder(t, map[string]string{"stillpoint.yaml": "site: {title: A, url: 'https://a.example'}\n", "content/a.md": "---\ntitle: A\n---\n"})
	for _, destination := range []string{dir, filepath.Dir(dir), filepath.Join(dir, "content"), filepath.Join(dir, "layouts", "x")} {
		result, err := generator.Build(t.Context(), generator.Options{Source: dir, Destination: destination, Defaults: stillpoint.Defaults()})
		if err != nil || !result.Failed() || result.Diagnostics[0].Code != "bad-destination" {
			t.Errorf("%s: %v, %v", destination, result.Diagnostics, err)
		}
	}
}

func TestCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := folder(t, nursery())
	if _, err := generator.Build(ctx, generator.Options{Source: dir}); !errors.Is(err, context.Canceled) {
		t.Errorf("a canceled build returns %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "out")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a canceled build has made its destination")
	}
}

// TestCanceledMidway cancels while pages are rendered: what was published stays.
func TestCanceledMidway(t *testing.T) {
	dir := folder(t, nursery())
	build(t, generator.Options{Source: dir})
	before := tree(t, filepath.Join(dir, "out"))
	if err := os.WriteFile(filepath.Join(dir, "layouts", "page.html"), []byte(`{{define "main"}}other{{end}}`), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := generator.Build(ctx, generator.Options{Source: dir, Progress: func(done, _ int) {
		if done == 50 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a canceled build returns %v", err)
	}
	if diff := cmp.Diff(before, tree(t, filepath.Join(dir, "out"))); diff != "" {
		t.Error(diff)
	}
}

// TestLinkOutside cannot reach a file outside of the site through a symbolic link.
func TestLinkOutside(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.md")
	if err := os.WriteFile(secret, []byte("---\ntitle: Secret\n---\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	dir := folder(t, map[string]string{"stillpoint.yaml": "site: {title: A, url: 'https://a.example'}\n", "content/a.md": "---\ntitle: A\n---\n"})
	if err := os.Symlink(secret, filepath.Join(dir, "content", "link.md")); err != nil {
		t.Skip("symbolic links cannot be made here:", err)
	}
	result, err := generator.Build(t.Context(), generator.Options{Source: dir, Defaults: stillpoint.Defaults()})
	if err != nil || !result.Failed() || result.Diagnostics[0].Code != "outside-site" {
		t.Errorf("%v, %v", result.Diagnostics, err)
	}
}
