package serve

import (
	"bytes"
	"html"
	"net/http"
	"net/url"
	"strings"

	"stillpoint/generator"
	"stillpoint/generator/diag"
	"stillpoint/generator/hosting"
)

// edition is what there is to see after a build. It does not change.
type edition struct {
	site     *site                          // of the last good build; nil before the first
	problems diag.List                      // of the last build
	spread   func(diag.Diagnostic) []string // the pages, by their outputs, that show what one of them is about
	builtIn  func(diag.Diagnostic) bool     // what one of them is about stands in a file that the folder does not have
	built    bool                           // a build has come to an end
	failed   bool                           // the last build did, so that the site is an older one
}

// site is a finished site and how it answers.
type site struct {
	files  *generator.Files
	host   *hosting.Host
	origin func(output string) generator.Origin
}

// next returns the edition that follows e after a build. One that found nothing to do has nothing new to say.
func (e *edition) next(r *generator.Result, base string, from func(output string) generator.Origin) *edition {
	if r.Idle && e.built {
		return e
	}
	after := &edition{site: e.site, problems: r.Diagnostics, spread: r.Spread, builtIn: r.BuiltIn, built: true, failed: r.Failed()}
	if r.Files != nil && !after.failed {
		after.site = newSite(r, base, from)
	}
	return after
}

func newSite(r *generator.Result, base string, from func(output string) generator.Origin) *site {
	if base == "" {
		base = basePath(r)
	}
	read := func(name string) ([]byte, bool) {
		if file := r.Files.Get(name); file != nil {
			return file.Data, true // the host reads its own rules alone, which are there at once
		}
		return nil, false
	}
	host := r.Answers(read)
	if host == nil || base != basePath(r) {
		host = hosting.New(read, base)
	}
	return &site{files: r.Files, host: host, origin: from}
}

// basePath returns the path of a result's site on its host, without percent-encoding.
func basePath(r *generator.Result) string {
	base := r.BasePath()
	if plain, err := url.PathUnescape(base); err == nil {
		return plain
	}
	return base
}

// answer is what an address gives.
type answer struct {
	status   int
	location string // where a redirect leads
	name     string // of the published file; "" where the server made the body up
	kind     string // the content type
	body     []byte
	make     func() ([]byte, error) // of the body, where it is made on demand; else nil
	digest   string                 // of the body
}

func (a answer) isHTML() bool { return strings.HasPrefix(a.kind, "text/html") }

// answer returns what the edition gives for a decoded path and a query.
func (e *edition) answer(path, query string) answer {
	if e.site == nil {
		return e.unbuilt()
	}
	found := e.site.host.Answer(path, query)
	file := e.site.files.Get(found.Name)
	switch {
	case found.Location != "":
		return answer{status: found.Status, location: found.Location}
	case file == nil:
		return notice(found.Status, http.StatusText(found.Status), "There is nothing at this address.")
	}
	a := answer{status: found.Status, name: file.Name, kind: hosting.ContentType(file.Name), body: file.Data, digest: file.Digest}
	if file.Data == nil {
		a.make = file.Read
	}
	return a
}

// has tells whether the site has a file.
func (e *edition) has(name string) bool { return e.site != nil && e.site.files.Get(name) != nil }

// complete returns the answer with its body, which is made now where it is made on demand.
func (a answer) complete() answer {
	if a.make == nil {
		return a
	}
	body, err := a.make()
	if err != nil {
		return notice(http.StatusInternalServerError, "This file cannot be made", err.Error())
	}
	a.body, a.make = body, nil
	return a
}

// unbuilt returns what every address gives as long as no build was good.
func (e *edition) unbuilt() answer {
	if !e.built {
		return notice(http.StatusServiceUnavailable, "The site is being built", "This page shows it as soon as it is there.")
	}
	var text strings.Builder
	_ = diag.WriteText(&text, e.problems, diag.TextOptions{}) // a Builder takes everything
	return notice(http.StatusServiceUnavailable, "The site cannot be built yet", text.String())
}

// notice returns a page of the server's own.
func notice(status int, title, text string) answer {
	var b bytes.Buffer
	title, text = html.EscapeString(title), html.EscapeString(text)
	b.WriteString("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
		"<meta name=\"color-scheme\" content=\"light dark\">\n<title>" + title + "</title>\n</head>\n" +
		"<body>\n<main>\n<h1>" + title + "</h1>\n<pre>" + text + "</pre>\n</main>\n</body>\n</html>\n")
	return answer{status: status, kind: "text/html; charset=utf-8", body: b.Bytes(), digest: digest(b.Bytes())}
}
