package generator_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/hosting"
)

// guardedSite is a small site whose configuration ends as given, with a page for each of the ways in which policies differ.
func guardedSite(t *testing.T, configuration string) generator.Options {
	t.Helper()
	files := map[string]string{
		"stillpoint.yaml": "site: {title: Quiet Tide, url: 'https://quiettide.example/sub/'}\nmarkdown: {rawHTML: true}\n" +
			"practice: {name: Quiet Tide, booking: 'https://booking.example/tide', contactForm: {action: 'https://forms.example/ask', privacy: /about/}}\n" + configuration,
		"layouts/base.html": `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{.Page.Title}}</title>` +
			`<link rel="stylesheet" href="{{(.Asset "css/site.css").URL}}"></head><body>{{block "main" .}}{{end}}</body></html>`,
		"layouts/page.html":      `{{define "main"}}<h1>{{.Page.Title}}</h1>{{.Page.Content}}{{end}}`,
		"layouts/home.html":      `{{define "main"}}<h1>{{.Page.Title}}</h1>{{end}}`,
		"layouts/404.html":       `{{define "main"}}<h1>Nothing</h1><form action="/sub/"></form>{{end}}`,
		"assets/css/site.css":    "p { background: url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E\") }\n",
		"assets/static/a.html":   "<!doctype html><html lang=en><meta charset=utf-8><title>A page of its own</title><video src=/sub/film.mp4></video></html>",
		"assets/static/film.mp4": "film",
		"content/_index.md":      "---\ntitle: Home\naliases: [/start/]\n---\n",
	}
	for name, html := range map[string]string{
		"about": "<p>Words</p>", "prices": "<p>More</p>", "ask": `<form action="https://forms.example/ask" method="post"><button>Send</button></form>`,
		"book": `<iframe src="https://booking.example/tide" title="Book"></iframe>`, "script": "<script>a()</script>",
	} {
		files["content/"+name+".md"] = "---\ntitle: The page " + name + "\n---\n\n" + html + "\n"
	}
	dir := t.TempDir()
	change(t, dir, files)
	return generator.Options{Source: dir, Defaults: stillpoint.Defaults(), InMemory: true}
}

// TestPolicies makes the policy of each page from what is on it, for all pages but a few the same.
func TestPolicies(t *testing.T) {
	most, others, _, result, err := generator.Policies(t.Context(), guardedSite(t, "publish: {host: nginx}\n"))
	check(t, err)
	if result.Failed() {
		t.Fatal(result.Diagnostics)
	}
	const usual = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; upgrade-insecure-requests"
	if most != usual {
		t.Errorf("most pages: %s", most)
	}
	for address, part := range map[string]string{
		"/ask/": "form-action 'self' https://forms.example;", "/book/": "frame-src https://booking.example;", "/404.html": "form-action 'self';", "/script/": "script-src 'sha256-",
		"/a.html": "default-src 'none'; img-src 'self'; media-src 'self'; form-action", "/start/": "default-src 'none'; img-src 'self'; form-action 'none';",
	} {
		if !strings.Contains(others[address], part) {
			t.Errorf("%s: %q", address, others[address])
		}
		delete(others, address)
	}
	if len(others) > 0 {
		t.Errorf("these have a policy of their own, too: %v", others)
	}
}

// TestPoliciesInPages puts the policies into pages where the host sends no fields, and none where nobody says who serves the site.
func TestPoliciesInPages(t *testing.T) {
	for configuration, want := range map[string]string{
		"publish: {host: github}\n": `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; ` +
			`upgrade-insecure-requests"><meta name="referrer" content="strict-origin-when-cross-origin"><title>`,
		"publish: {host: nginx}\n": `<meta charset="utf-8"><title>`,
		"":                         `<meta charset="utf-8"><title>`,
	} {
		most, others, _, result, err := generator.Policies(t.Context(), guardedSite(t, configuration))
		check(t, err)
		if result.Failed() {
			t.Fatal(result.Diagnostics)
		}
		if page := string(result.Files.Get("about/index.html").Data); !strings.Contains(page, want) {
			t.Errorf("%q: %s", configuration, page)
		}
		if told := strings.Contains(configuration, "nginx"); told != (most != "") || told != (len(others) > 0) {
			t.Errorf("%q: %q %v", configuration, most, others)
		}
	}
}

// TestSecurityFields says what all answers have, by what the site is and allows.
func TestSecurityFields(t *testing.T) {
	for _, c := range []struct {
		base, configuration string
		want                map[string]string
	}{
		{"", "", map[string]string{"Strict-Transport-Security": "max-age=63072000", "X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin", "X-Content-Type-Options": "nosniff",
			"Referrer-Policy": "strict-origin-when-cross-origin", "Cross-Origin-Resource-Policy": "cross-origin"}},
		{"http://quiettide.example/", "", map[string]string{"Strict-Transport-Security": "", "Cross-Origin-Opener-Policy": ""}},
		{"", "security: {allow: {frames: ['https://maps.example']}}\n", map[string]string{"Cross-Origin-Opener-Policy": "same-origin-allow-popups"}},
	} {
		o := guardedSite(t, "publish: {host: caddy}\n"+c.configuration)
		change(t, o.Source, map[string]string{"content/book.md": ""}) // which shows another site within itself
		o.BaseURL = c.base
		_, _, fields, _, err := generator.Policies(t.Context(), o)
		check(t, err)
		got := named(fields)
		for name, value := range c.want {
			if got[name] != value {
				t.Errorf("%s %s: %s is %q, want %q", c.base, c.configuration, name, got[name], value)
			}
		}
		lent := strings.Contains(got["Permissions-Policy"], `geolocation=(self "https://maps.example")`)
		if !strings.Contains(got["Permissions-Policy"], "usb=()") || lent != (c.configuration != "") {
			t.Error(got["Permissions-Policy"])
		}
	}
}

// TestBookingInAFrame lends a page for bookings that is shown within one of the site what it may need to be paid, and the window that it may open for that.
func TestBookingInAFrame(t *testing.T) {
	for page, want := range map[string]string{
		`<iframe src="https://booking.example/tide" title="Book"></iframe>`: `payment=(self "https://booking.example") same-origin-allow-popups`,
		`<iframe src="https://other.example/a" title="Book"></iframe>`:      "payment=() same-origin",
		`<p>Words</p>`: "payment=() same-origin",
	} {
		o := guardedSite(t, "publish: {host: caddy}\n")
		change(t, o.Source, map[string]string{"content/book.md": "---\ntitle: Book\n---\n\n" + page + "\n"})
		_, _, fields, _, err := generator.Policies(t.Context(), o)
		check(t, err)
		got := named(fields)
		payment := regexp.MustCompile(`payment=\([^)]*\)`).FindString(got["Permissions-Policy"])
		if all := payment + " " + got["Cross-Origin-Opener-Policy"]; all != want {
			t.Errorf("%s: %s, want %s", page, all, want)
		}
	}
}

// TestFramed lets pages of the site be shown within each other where one of them does that.
func TestFramed(t *testing.T) {
	o := guardedSite(t, "publish: {host: caddy}\n")
	change(t, o.Source, map[string]string{"content/map.md": "---\ntitle: The map\n---\n\n<iframe src=\"/sub/about/\" title=\"About\"></iframe>\n"})
	most, others, fields, _, err := generator.Policies(t.Context(), o)
	check(t, err)
	if !strings.Contains(most, "frame-ancestors 'self'") || !strings.Contains(others["/map/"], "frame-src 'self'") || named(fields)["X-Frame-Options"] != "SAMEORIGIN" {
		t.Error(most, others, fields)
	}
}

func named(fields []hosting.Header) map[string]string {
	all := map[string]string{}
	for _, f := range fields {
		all[f.Name] = f.Value
	}
	return all
}

// TestBlocked tells of what browsers will keep from happening where it was written, once, and of nothing where nobody says who serves the site, or where it is allowed.
func TestBlocked(t *testing.T) {
	edits := map[string]string{
		"content/map.md":       "---\ntitle: The map\n---\n\n<iframe src=\"https://maps.example/a\" title=\"A map\"></iframe>\n\n<p style=\"color: #123\">Words</p>\n",
		"assets/css/site.css":  "p { background: url(https://pictures.example/a.png) }\n",
		"assets/static/a.html": "<!doctype html><html lang=en><meta charset=utf-8><title>A page of its own</title><iframe src=https://films.example/a title=Film></iframe></html>",
	}
	const frames = "blocked-by-policy content/map.md:5, blocked-by-policy content/map.md:7"
	for configuration, want := range map[string]string{
		"":                          "",
		"publish: {host: nginx}\n":  "blocked-by-policy assets/css/site.css:1, blocked-by-policy assets/static/a.html:1, " + frames,
		"publish: {host: github}\n": "blocked-by-policy assets/css/site.css:1, " + frames,
		"publish: {host: nginx}\nsecurity: {allow: {frames: ['https://maps.example', 'https://films.example'], pictures: ['https://pictures.example']}}\n": "blocked-by-policy content/map.md:7",
		"publish: {host: nginx}\nchecks: {levels: {blocked-by-policy: off}}\n":                                                                             "",
	} {
		o := guardedSite(t, configuration)
		change(t, o.Source, edits)
		var told []string
		for _, d := range must(generator.Build(t.Context(), o)).Diagnostics {
			if d.Code == "blocked-by-policy" {
				told = append(told, fmt.Sprintf("%s %s:%d", d.Code, d.Position.File, d.Position.Line))
			}
		}
		if got := strings.Join(told, ", "); got != want {
			t.Errorf("%q: %s, want %s", configuration, got, want)
		}
	}
}
