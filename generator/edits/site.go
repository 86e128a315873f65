// Package edits changes the folder of a site at random, as authors, developers and their programs do:
// for tests that hold what a watcher serves against what a build from nothing gives.
package edits

import (
	"bytes"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Site returns the files of a small site in which much depends on much: sections with cascades, tags, relations
// between pages, lists, feeds, menus, data, component blocks, texts that other pages show, overridden layouts.
func Site() map[string]string {
	return map[string]string{
		"stillpoint.yaml":                 config("Quiet Tide", 3, "#1d6462", "auto", ""),
		"content/_index.md":               page("title: Quiet Tide\nimage: room.png\nimageAlt: A room", "Welcome. See [prices](prices.md#first)."),
		"content/room.png":                Photograph(1),
		"content/prices.md":               page("title: Prices\nmenu: main", "## First\n\nA session. ::x\n\n::: note {title=\"Ask\"}\nAnything. [About](about.md).\n:::"),
		"content/about.md":                page("title: About\nweight: 2\nmenu: {main: {name: Who we are}}\naliases: [/who/]", "Who we are. ![Room](room.svg) ![Photograph](room.png)\n\n::: hours {of=harbour}\n:::"),
		"content/room.svg":                picture("#123456"),
		"content/articles/_index.md":      page("title: Articles\ncascade: {kind: article, params: {calm: true}}", "All of them."),
		"content/articles/rest.md":        page("title: Rest\ndate: 2026-01-02\ntags: [Calm, Sleep]\nauthor: mara", "First words.\n\n<!-- more -->\n\nMore of [mara](../team/mara.md)."),
		"content/articles/sleep.md":       page("title: Sleep\ndate: 2026-02-02\ntags: [Sleep]", "Sleep well."),
		"content/articles/walk/index.md":  page("title: A walk\ndate: 2026-03-01\ntags: [Calm]", "![Shore](shore.svg) See [rest](../rest.md)."),
		"content/articles/walk/shore.svg": picture("#654321"),
		"content/team/_index.md":          page("title: Team\ncascade: {kind: practitioner}", ""),
		"content/team/mara.md":            page("name: Mara Ellison\nrole: Practitioner\ntherapies: [cst]", "Mara."),
		"content/therapies/_index.md":     page("title: Therapies\ncascade: {kind: therapy}", ""),
		"content/therapies/cst.md":        page("title: Craniosacral\nduration: 60 minutes\nprices: [{amount: 70 GBP}]\nfaq: [{question: Does it hurt?, answer: No.}]", "Light touch."),
		"content/places/_index.md":        page("title: Places\ncascade: {kind: location}", ""),
		"content/places/harbour.md":       page("title: Harbour\naddress: {street: 1 Lane, locality: Saltmere, postcode: QT4 7SM, country: GB}\nhours: {monday: 10:00-12:00}", "By the sea."),
		"content/events/_index.md":        page("title: Events\ncascade: {kind: event}", ""),
		"content/events/morning.md":       page("title: A morning\nstart: 2026-11-24T10:00\nend: 2026-11-24T12:00\nlocation: harbour", "Tea first."),
		"content/events/evening.md":       page("title: An evening\nstart: 2026-12-01\nonline: https://meet.example/evening", "From home."),
		"content/questions/_index.md":     page("title: Questions\ncascade: {kind: faq}", ""),
		"content/questions/hurt.md":       page("title: Does it hurt?", "No, it does not."),
		"data/team.yaml":                  "lead: Mara\n",
		"layouts/home.html":               `{{define "main"}}<h1>{{.Page.Title}}</h1>{{.Page.Content}}<p>{{.Data.team.lead}}</p>{{range .Site.Pages}}<a href="{{.URL}}">{{.Title}}</a> {{.Summary}}{{end}}{{end}}`,
		"layouts/base.html":               base,
		"layouts/questions/section.html":  `{{define "main"}}<h1>{{.Page.Title}}</h1>{{end}}`,
		"layouts/humans.txt":              "{{.Site.Title}}: {{len .Site.Pages}}\n",
		"layouts/partials/flourish.html":  "<hr>",
		"assets/js/today.js":              "console.log(1)",
		"assets/css/print.css":            "i { margin: 1px }",
		"assets/icons/leaf.svg":           picture("#00ff00"),
		"assets/static/hello.txt":         "hello\n",
	}
}

// base is quicker than the default layout, whose share pictures take most of a build.
const base = `<!DOCTYPE html><html lang="{{.Site.Language}}"><head><title>{{.Page.Title}} · {{.Site.Title}}</title>
<meta name="description" content="{{.Page.Description}}">{{with .Asset "css/site.css"}}<link rel="stylesheet" href="{{.URL}}" integrity="{{.Integrity}}">{{end}}
{{if or .Page.Location .Page.IsHome (.Page.Uses "hours")}}{{with .Asset "js/today.js"}}<script defer src="{{.URL}}"></script>{{end}}{{end}}
{{if .Page.Therapy}}<meta property="og:image" content="{{.SharePicture.URL}}">{{end}}{{range .Site.Feeds}}<link rel="alternate" type="{{.Type}}" href="{{.URL}}">{{end}}
{{if or .Page.Therapy .Page.FAQ (eq .Page.Kind "section")}}<script type="application/ld+json">{{.JSONLD}}</script>{{end}}</head>
<body>{{template "partials/header.html" .}}{{if .Page.Location}}{{.Icon "leaf"}}{{end}}{{range .Page.Pages}}{{.Picture "width" 8 "height" 4 "mode" "fill"}}{{end}}{{.Page.Picture "width" 12}}<main id="main">{{block "main" .}}{{end}}</main>{{template "partials/flourish.html" .}}
{{with .Page.Prev}}<a href="{{.URL}}">{{.Title}}</a>{{end}}{{with .Page.Next}}<a href="{{.URL}}">{{.Title}}</a>{{end}}
{{range .Page.Ancestors}}<a href="{{.URL}}">{{.Title}}</a>{{end}}{{range .Page.Related}}<p>{{.Title}} {{.Words}}</p>{{end}}{{template "partials/footer.html" .}}</body></html>
`

func config(title string, size int, accent, precompress, host string) string {
	return strings.NewReplacer("TITLE", title, "SIZE", string(rune('0'+size)), "ACCENT", accent, "PRECOMPRESS", precompress, "HOST", host).Replace(`site:
  title: TITLE
  url: https://quiettide.example/
  language: en-GB
  theme: {colors: {accent: "ACCENT"}}
practice: {name: Quiet Tide, address: {street: 1 Lane, locality: Saltmere, postcode: QT4 7SM, country: GB}, hours: {monday: 10:00-12:00}}
build: {pageSize: SIZE, precompress: PRECOMPRESS}
publish: {host: "HOST"}
checks: {budget: {page: 1SIZE, html: SIZE, styles: 6}}
`)
}

func page(fields, body string) string { return "---\n" + fields + "\n---\n\n" + body + "\n" }

func picture(colour string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="` + colour + `"/></svg>`
}

// Photograph returns a small PNG of one colour.
func Photograph(shade uint8) string {
	img := image.NewGray(image.Rect(0, 0, 24, 16))
	for i := range img.Pix {
		img.Pix[i] = shade
	}
	var out bytes.Buffer
	_ = png.Encode(&out, img) // a Buffer takes everything
	return out.String()
}

// Defaults returns default layouts and assets without the drawing that icons are made from, which would take
// most of the time of a build.
func Defaults(all fs.FS) fs.FS { return withoutIcon{all} }

type withoutIcon struct{ fs.FS }

const icon = "icon.svg"

// Open opens a file, unless it is the drawing.
func (w withoutIcon) Open(name string) (fs.File, error) {
	if path.Base(name) == icon {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return w.FS.Open(name)
}

// ReadDir lists a folder without the drawing.
func (w withoutIcon) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return e.Name() == icon }), err
}

// Write writes files below a folder.
func Write(dir string, files map[string]string) error {
	for name, text := range files {
		if err := put(dir, name, text); err != nil {
			return err
		}
	}
	return nil
}

func put(dir, name, text string) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(text), 0o644)
}
