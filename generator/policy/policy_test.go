package policy_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"stillpoint/generator/check/rule"
	"stillpoint/generator/policy"
)

// site is a site that sends its contact form elsewhere, and allows a few others.
func site() *policy.Allowed {
	a := &policy.Allowed{Site: "https://example.org"}
	a.Origins[policy.Scripts] = []string{"https://scripts.example"}
	a.Origins[policy.Pictures] = []string{"https://pictures.example", "https://more.example"}
	a.Origins[policy.Frames] = []string{"https://maps.example", "https://films.example", "https://xn--ksekuchen-v2a.example:8443"}
	a.Origins[policy.Connections] = []string{"https://api.example"}
	a.Origins[policy.Forms] = []string{"https://thanks.example"}
	a.Named[policy.Forms] = []string{"https://forms.example"}
	a.Named[policy.Frames] = []string{"https://booking.example"}
	return a
}

// hash is the source of a text, taken here without the package.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// read returns what a page needs.
func read(text string) policy.Needs {
	return policy.Read(rule.Parse("a/index.html", "a.md", []byte(text)), nil)
}

// directives returns those of a policy by their names.
func directives(said string) map[string]string {
	all := map[string]string{}
	for directive := range strings.SplitSeq(said, "; ") {
		name, sources, _ := strings.Cut(directive, " ")
		all[name] = sources
	}
	return all
}

// ofScripts is what a page has that runs a script, beside that script: what the configuration allows, since nobody knows what the script will ask for.
const ofScripts = "img-src 'self' https://more.example https://pictures.example; frame-src https://films.example https://maps.example https://xn--ksekuchen-v2a.example:8443; " +
	"connect-src 'self' https://api.example; form-action https://thanks.example"

// TestOf says of pages what their policies have that those of others have not: each the least that it can do with.
func TestOf(t *testing.T) {
	const ofAll = "default-src 'none'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; upgrade-insecure-requests"
	for _, c := range []struct{ name, page, want string }{
		{"nothing", `<p>Words</p>`, ""},
		{"a style sheet", `<link rel=stylesheet href="/a.css">`, "style-src 'self'"},
		{"a script", `<script src="/a.js"></script>`, "script-src 'self' https://scripts.example; " + ofScripts},
		{"a script of another site", `<script src="https://scripts.example/a.js"></script>`, "script-src https://scripts.example; " + ofScripts},
		{"a script in the page", `<script>a()</script>`, "script-src " + hash("a()") + " https://scripts.example; " + ofScripts},
		{"data", `<script type="application/ld+json">{}</script><script type="text/javascript; charset=utf-8">a()</script>`, ""},
		{"a map of imports", `<script type=importmap>{}</script>`, "script-src " + hash("{}") + " https://scripts.example; " + ofScripts},
		{"a script in a drawing", `<svg><script>a(1 &lt; 2)</script></svg>`, "script-src " + hash("a(1 < 2)") + " https://scripts.example; " + ofScripts},
		{"ends of lines", "<style>p {\r\n}</style>", "style-src " + hash("p {\n}")},
		{"three styles", `<style>b{}</style><style>a{}</style><style>b{}</style>`, "style-src " + sorted(hash("a{}"), hash("b{}"))},
		{"a font in a style", `<style>@font-face{src:url(/a.woff2)}</style>`, "style-src " + hash("@font-face{src:url(/a.woff2)}") + "; font-src 'self'"},
		{"pictures in addresses", `<img src="data:image/gif;base64,AA"><img src="https://pictures.example/a.jpg">`, "img-src 'self' data: https://pictures.example"},
		{"a picture that is not allowed", `<img src="https://other.example/a.jpg">`, ""},
		{"a script in an address", `<script src="data:text/javascript,a()"></script>`, "script-src https://scripts.example; " + ofScripts},
		{"a film", `<video src=/a.mp4></video>`, "media-src 'self'"},
		{"a frame", `<iframe src="https://maps.example/a"></iframe>`, "frame-src https://maps.example"},
		{"a frame that waits", `<template><iframe src="https://maps.example/a"></iframe></template>`, "frame-src https://maps.example"},
		{"a host with other letters", `<iframe src="https://KÄSEKUCHEN.example:8443/a"></iframe>`, "frame-src https://xn--ksekuchen-v2a.example:8443"},
		{"the same, percent-encoded", `<iframe src="https://k%c3%a4sekuchen.example:8443/a"></iframe>`, "frame-src https://xn--ksekuchen-v2a.example:8443"},
		{"where sessions are booked", `<iframe src="https://booking.example/a"></iframe>`, "frame-src https://booking.example"},
		{"a form", `<form method=post><input></form>`, "form-action 'self'"},
		{"the contact form", `<form action="https://forms.example/ask" method=post></form>`, "form-action 'self' https://forms.example https://thanks.example"},
		{"a letter", `<form action="mailto:a@example.org" method=post></form>`, "form-action mailto:"},
		{"a dialog", `<form method=dialog></form>`, ""},
		{"a manifest", `<link rel=manifest href=/m.json>`, "manifest-src 'self'"},
		{"a document", `<object data=/a.pdf></object>`, "object-src 'self'"},
		{"a base", `<head><base href="/a/"></head>`, "base-uri 'self'"},
		{"the site by its whole address", `<video src="https://EXAMPLE.org:443/a.mp4"></video>`, "media-src 'self'"},
		{"the site without encryption", `<video src="http://example.org/a.mp4"></video>`, "media-src 'self'"},
		{"a font in advance", `<link rel=preload as=font href=/a.woff2 crossorigin>`, "font-src 'self'"},
		{"the next page", `<link rel=prefetch href=/b/>`, ""},
		{"styles and scripts in attributes", `<p style="color:red" onclick="a()">`, ""},
		{"within the text of a frame", `<iframe srcdoc="<style>a{}</style>"></iframe>`, "style-src " + hash("a{}")},
	} {
		t.Run(c.name, func(t *testing.T) {
			needs := read(c.page)
			want := directives(ofAll)
			if c.want != "" {
				maps.Copy(want, directives(c.want))
			}
			if got := directives(policy.Of(&needs, site()).String()); !maps.Equal(got, want) {
				t.Errorf("\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func sorted(list ...string) string { return strings.Join(slices.Sorted(slices.Values(list)), " ") }

// TestString writes a policy as a field and as an element, which cannot tell who may show the page.
func TestString(t *testing.T) {
	needs := read(`<link rel=stylesheet href="/a.css">`)
	const field = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; upgrade-insecure-requests"
	said := policy.Of(&needs, site())
	if said.String() != field {
		t.Error(said)
	}
	want := `<meta http-equiv="Content-Security-Policy" content="` + strings.Replace(field, "frame-ancestors 'none'; ", "", 1) + `">`
	if said.Element() != want {
		t.Error(said.Element())
	}
	plain := policy.Of(&needs, &policy.Allowed{Site: "http://example.org", Framed: true}).String()
	if want := strings.NewReplacer("; upgrade-insecure-requests", "", "ancestors 'none'", "ancestors 'self'").Replace(field); plain != want {
		t.Error(plain)
	}
}

// TestSheets adds to what a page needs what its style sheets do.
func TestSheets(t *testing.T) {
	sheets := map[string]string{
		"/a.css": `@import "/b.css"; p { background: url("data:image/svg+xml,<svg/>") }`,
		"/b.css": `@font-face { font-family: A; src: url(a.woff2) } p { background: url(https://pictures.example/a.png) }`,
	}
	var find policy.Sheets
	find = func(address string) *policy.Needs {
		text, known := sheets[address]
		if !known {
			return nil
		}
		n := policy.ReadSheet(text, find)
		return &n
	}
	page := rule.Parse("a/index.html", "a.md", []byte(`<link rel=stylesheet href="/a.css"><link rel=stylesheet href="/gone.css">`))
	needs := policy.Read(page, find)
	got := directives(policy.Of(&needs, site()).String())
	if got["img-src"] != "'self' data: https://pictures.example" || got["font-src"] != "'self'" || got["style-src"] != "'self'" {
		t.Error(got)
	}
}

// words are what random pages are made of.
func words() []string {
	return []string{
		"<script>", "</script>", "<script type=module>", "<script type=application/ld+json>", "<script src=/a.js>", "<style>", "</style>", "<p>", "</p>", "a()", "b{}", "\r\n", "\n", "&lt;",
		"<!-- ", "-->", "<template>", "</template>", "<img src=https://pictures.example/a.png>", "<svg>", "</svg>", "<iframe src=https://maps.example></iframe>", "é", `"`, "<form action=/a>",
	}
}

// TestDigests holds the digests of whatever stands in a page against those that the parser of golang.org/x/net/html, which follows the standard, leads to, as far as the
// page is written by the rules: in those that are not, no digest is too much.
func TestDigests(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		script := rapid.SampledFrom([]string{"", " type=module", " type=''", " TYPE=Text/JavaScript", " language=javascript", " type=text/plain", " type=application/ld+json", " language=basic"}).Draw(t, "attribute")
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"a()", "\n", "\r\n", "\r", "&amp;", "<p>", "é", "<!--", " ", "</p>", `"`})).Draw(t, "text"), "")
		tag := rapid.SampledFrom([]string{"script" + script, "style"}).Draw(t, "tag")
		name, _, _ := strings.Cut(tag, " ")
		page := "<!doctype html><html><head><title>A</title></head><body><p>Words <" + tag + ">" + text + "</" + name + "> and more</p></body></html>"
		runs := name == "style" || !strings.Contains(script, "plain") && !strings.Contains(script, "json") && !strings.Contains(script, "basic")
		needs := read(page)
		said := policy.Of(&needs, site()).String()
		for _, inside := range parsed(t, page, name) {
			if strings.Contains(said, hash(inside)) != runs {
				t.Fatalf("%q with %q: %s", page, inside, said)
			}
		}
	})
}

// parsed returns the texts of the elements of a tag.
func parsed(t *rapid.T, page, tag string) []string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.Data != tag {
			continue
		}
		text := ""
		if n.FirstChild != nil {
			text = n.FirstChild.Data
		}
		texts = append(texts, strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text))
	}
	return texts
}

// TestSafe shows of pages of any kind that no policy says what no policy may say, and that what is kept of their needs is what they need.
func TestSafe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		needs := read(strings.Join(rapid.SliceOf(rapid.SampledFrom(words())).Draw(t, "page"), ""))
		again, ok := policy.FromBytes(needs.Bytes())
		if !ok || !bytes.Equal(again.Bytes(), needs.Bytes()) {
			t.Fatal("what was kept is not what is read")
		}
		said := policy.Of(&needs, site()).String()
		if said != policy.Of(&again, site()).String() {
			t.Fatal(said)
		}
		for _, never := range []string{"unsafe", "*", "script-src data:", "\n", "\r", `"`, ",", "http:"} {
			if strings.Contains(said, never) {
				t.Fatalf("%s has %q", said, never)
			}
		}
	})
}

// TestDamaged reads no needs out of bytes that are not whole.
func TestDamaged(t *testing.T) {
	needs := read(`<script>a()</script><img src="https://other.example/a.jpg">`)
	data := needs.Bytes()
	for i := range data {
		if _, ok := policy.FromBytes(data[:i]); ok {
			t.Errorf("%d bytes of %d are enough", i, len(data))
		}
	}
}

// TestInsert puts elements where they come before all that they have a say in.
func TestInsert(t *testing.T) {
	for page, want := range map[string]string{
		`<!doctype html><html lang=en><head><meta charset=utf-8><title>A</title>`: `<!doctype html><html lang=en><head><meta charset=utf-8>+<title>A</title>`,
		`<!doctype html><META CHARSET="utf-8"><title>A</title>`:                   `<!doctype html><META CHARSET="utf-8">+<title>A</title>`,
		`<!doctype html><html><head><script src=a></script><header>`:              `<!doctype html><html><head>+<script src=a></script><header>`,
		`<!doctype html><html lang=en><title>A</title><header>`:                   `<!doctype html><html lang=en>+<title>A</title><header>`,
		`<!doctype html><title>A</title>`:                                         `<!doctype html>+<title>A</title>`,
		`<p>Words</p>`:                                                            `+<p>Words</p>`,
	} {
		if got := string(policy.Insert([]byte(page), "+")); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestBlocked says what to write where something is meant to be on a page.
func TestBlocked(t *testing.T) {
	for page, want := range map[string]string{
		`<iframe src="https://Other.example/a"></iframe>`:      "under security: allow: frames: [https://other.example]",
		`<iframe src="//tür.example"></iframe>`:                "under security: allow: frames: [https://xn--tr-xka.example]",
		`<form action="http://other.example:8080/a"></form>`:   "under security: allow: forms: [https://other.example:8080]",
		`<a onclick="a()">`:                                    "move it into a file in assets/js/ that finds the element by itself",
		`<p style="color: red">`:                               "give the element a class, and write the style into a file in assets/css/",
		`<object data="https://other.example/a.pdf"></object>`: "put a copy beside the page, or put a link in its place",
		`<iframe src="data:text/html,a"></iframe>`:             "put it into a file of its own, beside the page or in assets/",
		`<head><base href="https://other.example/a/"></head>`:  "take out the base element, and write those addresses as a whole",
	} {
		needs := read(page)
		found := policy.Blocked(&needs, site())
		if len(found) != 1 || !strings.HasSuffix(found[0].Hint, want) || found[0].Tag == "" {
			t.Errorf("%s: %v", page, found)
		}
	}
}
