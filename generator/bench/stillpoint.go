package main

// stillpointFiles are the configuration and layouts of the generated site for
// Stillpoint. hugoFiles are the same for Hugo: what one draws, the other draws.
func stillpointFiles() map[string]string {
	return map[string]string{
		"stillpoint.yaml": `site:
  title: Generated
  url: https://example.org/
  language: en
build:
  pageSize: 10
feeds:
  formats: [rss]
  sections: [section-0, section-1, section-2, section-3, section-4, section-5, section-6, section-7, section-8, section-9]
  full: false
` + unchecked,
		"layouts/base.html": `<!DOCTYPE html>
<html lang="{{.Site.Language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Page.Title}} · {{.Site.Title}}</title>
<meta name="description" content="{{.Page.Description}}">
<link rel="canonical" href="{{.Page.Permalink}}">
</head>
<body>
<header>
<a href="/">{{.Site.Title}}</a>
<nav>
<ul>
{{range .Site.Menu "main"}}<li><a href="{{.URL}}">{{.Name}}</a></li>
{{end}}</ul>
</nav>
</header>
<main>
{{block "main" .}}{{end}}
</main>
<footer>
<p>{{.Site.Title}}</p>
</footer>
</body>
</html>
`,
		"layouts/page.html": `{{define "main"}}<article>
<h1>{{.Page.Title}}</h1>
<p><time datetime="{{isodate .Page.Date}}">{{date "2 January 2006" .Page.Date}}</time></p>
<ul>
{{range .Page.Tags}}<li><a href="{{.URL}}">{{.Title}}</a></li>
{{end}}</ul>
{{.Page.Content}}
</article>
<aside>
<h2>Recent</h2>
<ul>
{{range first 5 .Page.Parent.Pages}}<li><a href="{{.URL}}">{{.Title}}</a></li>
{{end}}</ul>
</aside>{{end}}`,
		"layouts/section.html":  list,
		"layouts/term.html":     list,
		"layouts/home.html":     `{{define "main"}}<h1>{{.Page.Title}}</h1>{{.Page.Content}}{{end}}`,
		"layouts/taxonomy.html": `{{define "main"}}<h1>{{.Page.Title}}</h1><ul>{{range .Page.Pages}}<li><a href="{{.URL}}">{{.Title}}</a></li>{{end}}</ul>{{end}}`,
		"layouts/404.html":      `<!DOCTYPE html><html lang="en"><head><title>Page not found</title></head><body><h1>Page not found</h1></body></html>`,
	}
}

// What the configuration says of checks: nothing is checked where Hugo, which has none, is to do the same work. Where checks are measured, all
// rules are on but the two that the layouts and the made-up words, which are as Hugo's, break on every page.
const (
	unchecked = "checks: off\n"
	checked   = `checks:
  claims: uk
  share-picture: off
  link-vague: off
`
)

// list is the layout of sections and terms.
const list = `{{define "main"}}<h1>{{.Page.Title}}</h1>
<ul>
{{range .Page.Pagination.Pages}}<li><a href="{{.URL}}">{{.Title}}</a> {{.Description}}</li>
{{end}}</ul>
{{with .Page.Pagination}}<nav>{{if .HasPrev}}<a href="{{.PrevURL}}">Previous</a>{{end}} {{if .HasNext}}<a href="{{.NextURL}}">Next</a>{{end}}</nav>{{end}}{{end}}`
