package hosting_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/hosting"
)

func TestHeaders(t *testing.T) {
	s := site{"_headers": strings.Join([]string{
		"# for all", "/*", "  # inner", "  X-Frame-Options: DENY", "\tCache-Control:no-cache", "",
		"/assets/app-*", "  cache-control: max-age=31536000 , immutable", "  Link: </a:b>; rel=preload", "  Link: </c>",
		"/:section/:page", "  X-Page: 1", "  Set-Cookie: a=1", "  Set-Cookie: b=2",
		"/caf%C3%A9", "  X-Name: ü\t!",
		"/empty",
	}, "\r\n")}
	all := []hosting.Header{{Name: "X-Frame-Options", Value: "DENY"}, {Name: "Cache-Control", Value: "no-cache"}}
	page := []hosting.Header{{Name: "X-Page", Value: "1"}, {Name: "Set-Cookie", Value: "a=1"}, {Name: "Set-Cookie", Value: "b=2"}}
	tests := []struct {
		path string
		want []hosting.Header
	}{
		{"/", all},
		{"/empty", all},
		{"/a/b/c", all},
		{"/a/b/", append(all[:2:2], page...)},
		{"/café", append(all[:2:2], hosting.Header{Name: "X-Name", Value: "ü\t!"})},
		{"/assets/app-1.js", append([]hosting.Header{
			{Name: "X-Frame-Options", Value: "DENY"},
			{Name: "Cache-Control", Value: "no-cache, max-age=31536000 , immutable"},
			{Name: "Link", Value: "</a:b>; rel=preload, </c>"},
		}, page...)},
		{"/assets/lib.js", append(all[:2:2], page...)},
		{"//a", nil},
		{"/a/../b", nil},
		{"", nil},
	}
	h := s.host(t, "/")
	for range 2 { // an answer leaves the rules alone
		for _, test := range tests {
			if diff := cmp.Diff(test.want, h.Headers(test.path)); diff != "" {
				t.Errorf("%q (-want +got):\n%s", test.path, diff)
			}
		}
	}
}

func TestHeaderProblems(t *testing.T) {
	tests := []struct {
		block string
		line  int
		want  string
	}{
		{"https://example.org/a\n  B: c", 3, "whole addresses"},
		{"X-Frame-Options: DENY", 3, "header fields must be indented"},
		{"/a?b\n  B: c", 3, "path alone"},
		{"/*/a\n  B: c", 3, "only at the end"},
		{"/a b\n  no field", 4, "Name: value"},
		{"/a\n  B:", 4, "Name: value"},
		{"/a\n  ! B", 4, "Name: value"},
		{"/a\n  B c: d", 4, "cannot be the name"},
		{"/a\n  B : d", 4, "cannot be the name"},
		{"/a\n  : d", 4, "cannot be the name"},
		{"/a\n  Größe: d", 4, "cannot be the name"},
		{"/a\n  š: d", 4, "cannot be the name"},
		{"/a\n  B: c\rSet-Cookie: d", 4, "control character"},
		{"/a\n  B: c\x00", 4, "control character"},
		{"/a\n  B: c\u0085d", 4, "control character"},
		{"/a\n  transfer-encoding: chunked", 4, "themselves"},
		{"/a\n  Content-Length: 3", 4, "themselves"},
		{"/a\n  Location: //evil.example", 4, "themselves"},
	}
	want := []hosting.Header{{Name: "X-First", Value: "1"}, {Name: "X-Last", Value: "2"}}
	for _, test := range tests {
		h := hosting.New(site{"_headers": "/*\n X-First: 1\n" + test.block + "\n/a\n X-Last: 2"}.read, "/")
		wantProblem(t, h, "_headers", test.line, test.want)
		if diff := cmp.Diff(want, h.Headers("/a")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.block, diff)
		}
	}
	h := hosting.New(site{"_headers": "  A: b\n/a\n  C: d"}.read, "/")
	wantProblem(t, h, "_headers", 1, "before any address")
}

func TestTooManyHeaderRules(t *testing.T) {
	h := hosting.New(site{"_headers": numbered(2001, "/a%d\n  B: c")}.read, "/")
	wantProblem(t, h, "_headers", 4001, "more than 2000 rules")
	if len(h.Headers("/a2000")) != 1 || h.Headers("/a2001") != nil {
		t.Error("the limit is not at 2,000 rules")
	}
}

func TestProblemsOfBothFiles(t *testing.T) {
	h := hosting.New(site{"_headers": "x", "_redirects": "\n/a"}.read, "/")
	problems := h.Problems()
	if len(problems) != 2 || problems[0].File != "_redirects" || problems[1].File != "_headers" {
		t.Errorf("%+v", problems)
	}
}

func TestContentType(t *testing.T) {
	tests := map[string]string{
		"index.html":           "text/html; charset=utf-8",
		"a/B.CSS":              "text/css; charset=utf-8",
		"a.min.js":             "text/javascript; charset=utf-8",
		"a.mjs":                "text/javascript; charset=utf-8",
		"feed.xml":             "application/xml; charset=utf-8",
		"feed.rss":             "application/rss+xml; charset=utf-8",
		"feed.atom":            "application/atom+xml; charset=utf-8",
		"a.json":               "application/json",
		"a.js.map":             "application/json",
		"site.webmanifest":     "application/manifest+json",
		"a.svg":                "image/svg+xml; charset=utf-8",
		"a.jpg":                "image/jpeg",
		"a.jpeg":               "image/jpeg",
		"a.png":                "image/png",
		"a.webp":               "image/webp",
		"a.avif":               "image/avif",
		"a.gif":                "image/gif",
		"favicon.ico":          "image/vnd.microsoft.icon",
		"a.woff":               "font/woff",
		"a.woff2":              "font/woff2",
		"a.ttf":                "font/ttf",
		"a.otf":                "font/otf",
		"a.pdf":                "application/pdf",
		"robots.txt":           "text/plain; charset=utf-8",
		"a.md":                 "text/markdown; charset=utf-8",
		"a.csv":                "text/csv; charset=utf-8",
		"a.ics":                "text/calendar; charset=utf-8",
		"a.vcf":                "text/vcard; charset=utf-8",
		"a.mp4":                "video/mp4",
		"a.webm":               "video/webm",
		"a.mp3":                "audio/mpeg",
		"a.ogg":                "audio/ogg",
		"a.m4a":                "audio/mp4",
		"a.wasm":               "application/wasm",
		"a.zip":                "application/zip",
		"a.gz":                 "application/gzip",
		"a.br":                 "application/octet-stream",
		"CNAME":                "application/octet-stream",
		"a.html/b":             "application/octet-stream",
		"a.unknown":            "application/octet-stream",
		"":                     "application/octet-stream",
		"application/html":     "application/octet-stream",
		".well-known/a.json":   "application/json",
		"two words/größe.html": "text/html; charset=utf-8",
	}
	for name, want := range tests {
		if got := hosting.ContentType(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
