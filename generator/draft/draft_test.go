package draft_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/content"
	"stillpoint/generator/draft"
	"stillpoint/generator/schema"
	graph "stillpoint/generator/site"
)

// support are the files that examples name.
func support(t *testing.T) map[string]string {
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, 64, 64)), nil); err != nil {
		t.Fatal(err)
	}
	return map[string]string{
		"stillpoint.yaml":                      "site: {title: Still Waters, url: https://stillwaters.example/}\n",
		"content/contact.md":                   "---\ntitle: Contact\n---\n",
		"content/people/mara-ellison.md":       "---\ntitle: Mara Ellison\nkind: practitioner\n---\n",
		"content/places/harbour-lane.md":       "---\ntitle: Harbour Lane\nkind: location\naddress: {locality: Saltmere, country: GB, postcode: SW1A 1AA}\n---\n",
		"content/offers/_index.md":             "---\ntitle: Offers\ncascade: {kind: therapy}\n---\n",
		"content/offers/craniosacral/index.md": "---\ntitle: Craniosacral therapy\n---\n",
		"picture":                              picture.String(),
	}
}

// begun is a site with a new page in it.
type begun struct {
	dir     string
	cache   string
	request draft.Request
	page    draft.File
}

func begin(t *testing.T, cache, kind, name string) begun {
	t.Helper()
	b := begun{dir: t.TempDir(), cache: cache}
	files := support(t)
	for file, text := range files {
		if file != "picture" {
			put(t, b.dir, file, text)
		}
	}
	options := b.options()
	names, err := generator.Names(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	site, err := generator.List(t.Context(), options)
	if err != nil || site.Site == nil {
		t.Fatalf("%v %v", err, site.Diagnostics)
	}
	b.request = draft.Request{Kind: kind, Name: name, Pages: site.Site.Pages, Names: names.Pages, Now: time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)}
	if b.page, err = draft.New(b.request); err != nil {
		t.Fatal(err)
	}
	for _, picture := range []string{"window.jpg", "portrait.jpg"} {
		put(t, b.dir, filepath.Join(filepath.Dir(b.page.Path), picture), files["picture"])
	}
	put(t, b.dir, filepath.Join(filepath.Dir(b.page.Path), "map.svg"), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>`)
	return b
}

func (b begun) options() generator.Options {
	return generator.Options{Source: b.dir, Defaults: stillpoint.Defaults(), InMemory: true, Cache: b.cache, Drafts: true, Future: true, Expired: true}
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	whole := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(whole), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(whole, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// builds writes the page with a text, and builds the site.
func (b begun) builds(t *testing.T, what, text string) {
	t.Helper()
	put(t, b.dir, b.page.Path, text)
	result, err := generator.Build(t.Context(), b.options())
	if err != nil {
		t.Fatal(err)
	}
	if result.Failed() {
		t.Errorf("%s: %v\n%s", what, result.Diagnostics, text)
	}
}

var (
	example = regexp.MustCompile(`(?m)^#([A-Za-z])`)
	instead = regexp.MustCompile(`(?m)^# Instead of ([^:]*):.*\n# ([A-Za-z]+:)`)
)

// TestPagesBuild builds a new page of each kind at once, with all of its examples in use, and with each that takes the place of
// another: the examples of the reference are the same, so that this holds them to what they say.
func TestPagesBuild(t *testing.T) {
	names, err := generator.Names(t.Context(), generator.Options{Source: t.TempDir(), Defaults: stillpoint.Defaults()})
	if err != nil {
		t.Fatal(err)
	}
	cache := t.TempDir() // of share pictures, most of which are those of the same pages
	for _, kind := range schema.Kinds(names) {
		t.Run(kind, func(t *testing.T) {
			b := begin(t, cache, kind, "A new "+kind)
			text := string(b.page.Text)
			b.builds(t, "as it is", text)
			used := example.ReplaceAllString(text, "$1")
			if used == text {
				t.Error("there are no examples")
			}
			b.builds(t, "with all examples", used)
			for _, m := range instead.FindAllStringSubmatch(text, -1) {
				if m[1] == "slug" && kind != "page" { // which all have in common
					continue
				}
				b.builds(t, m[2]+" instead of "+m[1], swapped(text, m[1], m[2]))
			}
		})
	}
}

// swapped takes a field of a page out, or its text, and puts an example in its place.
func swapped(text, without, field string) string {
	lines := slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool { return strings.HasPrefix(line, without+":") })
	text = strings.Replace(strings.Join(lines, "\n"), "\n# "+field, "\n"+field, 1)
	if without == "the text below" {
		text = text[:strings.LastIndex(text, "---\n")+4]
	}
	return text
}

// TestPlaces puts pages where others of their kind are, where a section waits for them, or where they usually are.
func TestPlaces(t *testing.T) {
	for _, c := range []struct{ kind, name, path, kindLine string }{
		{"therapy", "Hot stone massage", "content/offers/hot-stone-massage.md", ""},
		{"practitioner", "Ines", "content/people/ines.md", "kind: practitioner\n"},
		{"faq", "What shall I wear?", "content/questions/what-shall-i-wear.md", "kind: faq\n"},
		{"policy", "Privacy", "content/privacy.md", "kind: policy\n"},
		{"page", "Über uns", "content/über-uns.md", ""},
		{"page", "Краниосакральная терапия", "content/краниосакральная-терапия.md", ""},
		{content.SectionKind, "Kurse & Abende", "content/kurse-abende/_index.md", ""},
	} {
		b := begin(t, t.TempDir(), c.kind, c.name)
		if b.page.Path != c.path {
			t.Errorf("%s %q lies at %s, not %s", c.kind, c.name, b.page.Path, c.path)
		}
		if got := strings.Contains(string(b.page.Text), "\nkind: "); got != (c.kindLine != "") || !strings.Contains(string(b.page.Text), c.kindLine) {
			t.Errorf("%s %q: the line of its kind is not %q:\n%s", c.kind, c.name, c.kindLine, b.page.Text)
		}
	}
}

// TestTitles writes any name so that it is read as it was given.
func TestTitles(t *testing.T) {
	for _, name := range []string{"Prices", "10 questions", "2026", "true", "It's: here", `A "quiet" hour`, "#1", "瑜伽", "a\\b", "- x", "Ask me?"} {
		b := begin(t, t.TempDir(), "page", name)
		put(t, b.dir, b.page.Path, string(b.page.Text))
		site, err := generator.List(t.Context(), b.options())
		if err != nil {
			t.Fatal(err)
		}
		called := func(p *graph.Page) bool { return p.Title == name }
		if site.Site == nil || !slices.ContainsFunc(site.Site.Pages, called) {
			t.Errorf("%q is not the title of\n%s\n%v", name, b.page.Text, site.Diagnostics)
		}
	}
	if _, err := draft.New(draft.Request{Kind: "page", Name: "?!"}); err == nil {
		t.Error("a page without a name was begun")
	}
}
