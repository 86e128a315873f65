package main

// hugoFiles are written in Hugo's quickest ways: its navigation is a menu, since
// asking for the sections of the home page takes it four times as long. They are the configuration and layouts of the generated site for Hugo.
func hugoFiles() map[string]string {
	return map[string]string{
		"hugo.yaml": `baseURL: https://example.org/
languageCode: en
title: Generated
capitalizeListTitles: false
taxonomies:
  tag: tags
pagination:
  pagerSize: 10
  disableAliases: true
outputs:
  home: [html, rss]
  section: [html, rss]
  taxonomy: [html]
  term: [html]
minify:
  tdewolff:
    html:
      keepQuotes: true
      keepEndTags: true
      keepDocumentTags: true
      keepDefaultAttrVals: true
services:
  rss:
    limit: 20
`,
		"layouts/baseof.html": `<!DOCTYPE html>
<html lang="{{ site.Language.Lang }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} · {{ site.Title }}</title>
<meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}">
</head>
<body>
<header>
<a href="/">{{ site.Title }}</a>
<nav>
<ul>
{{ range site.Menus.main }}<li><a href="{{ .URL }}">{{ .Name }}</a></li>
{{ end }}</ul>
</nav>
</header>
<main>
{{ block "main" . }}{{ end }}
</main>
<footer>
<p>{{ site.Title }}</p>
</footer>
</body>
</html>
`,
		"layouts/page.html": `{{ define "main" }}<article>
<h1>{{ .Title }}</h1>
<p><time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2 January 2006" }}</time></p>
<ul>
{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>
{{ end }}</ul>
{{ .Content }}
</article>
<aside>
<h2>Recent</h2>
<ul>
{{ range first 5 .CurrentSection.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>
</aside>{{ end }}`,
		"layouts/section.html":  hugoList,
		"layouts/term.html":     hugoList,
		"layouts/home.html":     `{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}`,
		"layouts/taxonomy.html": `{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages.ByTitle }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}`,
		"layouts/404.html":      `<!DOCTYPE html><html lang="en"><head><title>Page not found</title></head><body><h1>Page not found</h1></body></html>`,
	}
}

const hugoList = `{{ define "main" }}<h1>{{ .Title }}</h1>
{{ $p := .Paginate .RegularPages }}<ul>
{{ range $p.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Description }}</li>
{{ end }}</ul>
<nav>{{ if $p.HasPrev }}<a href="{{ $p.Prev.URL }}">Previous</a>{{ end }} {{ if $p.HasNext }}<a href="{{ $p.Next.URL }}">Next</a>{{ end }}</nav>{{ end }}`
