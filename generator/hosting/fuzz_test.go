package hosting_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"stillpoint/generator/hosting"
)

// FuzzRedirects checks what holds for every answer under every file of redirects.
func FuzzRedirects(f *testing.F) {
	f.Add("/a/* /:splat/b 301\n", "/a/", "q")
	f.Add("/:a/:b https://example.org/:b?x=:a#:b 302!", "/ü/\"<", "")
	f.Add("/* /index.html 200!\n/x //y\n/x /\\y", "/a", "a=b\r\n")
	f.Add("/a /%2F/evil 308\n/b /.:x 404 # c", "/a", "%")
	f.Add("/a/* https://:splat/ 301\n/a/* http://[::1]/:splat", "/a/b", "é")
	f.Fuzz(func(t *testing.T, rules, path, query string) {
		s := files("index.html", "404.html", "a/index.html", "b.html").with("_redirects", rules)
		h := hosting.New(s.read, "/")
		checkInvariants(t, h, s, path, query)
		checkProblems(t, h, rules)
	})
}

// FuzzAnswer checks what holds for every answer under any base.
func FuzzAnswer(f *testing.F) {
	for _, path := range []string{"/", "/a", "/a/", "//evil.example/a", "/a/..//x", "/\\evil", "/n", "/n/old/", "/n/.well-known/x", "/n/%2e%2e/a", "/é \x00"} {
		f.Add("/n/", path, "a=b")
	}
	f.Add("//evil.example", "/", "\\")
	f.Add("\\evil.example", "/", "#")
	f.Fuzz(func(t *testing.T, base, path, query string) {
		s := files("index.html", "404.html", "a/index.html", ".well-known/x").with("_redirects", "/n/old/* /n/:splat/x\n/:a /b/:a\n/n/* /a/:splat 200")
		checkInvariants(t, hosting.New(s.read, base), s, path, query)
	})
}

func checkInvariants(t *testing.T, h *hosting.Host, s site, path, query string) {
	t.Helper()
	answer := h.Answer(path, query)
	if _, ok := s[answer.Name]; answer.Name != "" && !ok {
		t.Errorf("%q sends %q, which is not there", path, answer.Name)
	}
	if slices.Contains(strings.Split(path, "/"), "..") && answer != (hosting.Answer{Status: 400}) {
		t.Errorf("%q is not refused: %+v", path, answer)
	}
	if moves := answer.Status >= 300 && answer.Status < 400; moves != (answer.Location != "") || moves && answer.Name != "" {
		t.Errorf("%q: %+v is neither a redirect nor a file", path, answer)
	}
	if answer.Location != "" {
		checkLocation(t, answer.Location)
	}
}

func checkLocation(t *testing.T, location string) {
	t.Helper()
	outside := func(r rune) bool { return r <= ' ' || r >= utf8.RuneSelf-1 || strings.ContainsRune(`\"<>`, r) }
	if i := strings.IndexFunc(location, outside); i >= 0 {
		// The name of another host is in the hands of the site's owner and of net/url.
		if host, err := url.Parse(location); err != nil || strings.HasPrefix(location, "/") || !strings.ContainsAny(host.Host, "\"<>") {
			t.Errorf("%q has a character that cannot stand in an address", location)
		}
	}
	local := strings.HasPrefix(location, "/") && !strings.HasPrefix(location, "//") && !strings.HasPrefix(location, `/\`)
	u, err := url.Parse(location)
	if err != nil || local == (u.Host != "") {
		t.Errorf("%q is not an address of this host, nor of another: %v", location, err)
	}
}

// checkProblems checks that each problem points into its file.
func checkProblems(t *testing.T, h *hosting.Host, text string) {
	t.Helper()
	for _, p := range h.Problems() {
		if p.Line < 0 || p.Line > strings.Count(text, "\n")+1 || p.Text == "" || strings.ContainsFunc(p.Text, unicode.IsControl) {
			t.Errorf("%+v", p)
		}
	}
}

// FuzzHeaders checks that every field which is handed out can be sent.
func FuzzHeaders(f *testing.F) {
	f.Add("/*\n  A: b\n  a: c", "/x")
	f.Add("/:a/*\n\tX-A: b\rc\n! X", "/x/")
	f.Add("A: b\n  C: d\n/a*\n Set-Cookie: a\n Set-Cookie: b", "/abc")
	f.Add("\ufeff/\n  \u00a0A: ü\n", "/")
	f.Fuzz(func(t *testing.T, rules, path string) {
		h := hosting.New(site{"_headers": rules}.read, "/")
		checkProblems(t, h, rules)
		for _, field := range h.Headers(path) {
			if field.Name == "" || strings.ContainsAny(field.Name, " \t:()<>@,;\\\"/[]?={}") || strings.ContainsFunc(field.Name, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
				t.Errorf("the name %q", field.Name)
			}
			if field.Value == "" || field.Value != strings.Trim(field.Value, " \t") || strings.ContainsFunc(field.Value, func(r rune) bool { return r != '\t' && unicode.IsControl(r) }) {
				t.Errorf("the value %q", field.Value)
			}
		}
	})
}
