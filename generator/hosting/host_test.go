package hosting_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/hosting"
)

// site is a published folder. Where a file has no text, it is there all the same.
type site map[string]string

func (s site) read(name string) ([]byte, bool) {
	text, ok := s[name]
	return []byte(text), ok
}

// files returns a site with empty files of these names.
func files(names ...string) site {
	s := site{}
	for _, name := range names {
		s[name] = ""
	}
	return s
}

// with returns the site with one more file.
func (s site) with(name, text string) site {
	s[name] = text
	return s
}

func (s site) host(t *testing.T, base string) *hosting.Host {
	t.Helper()
	h := hosting.New(s.read, base)
	for _, p := range h.Problems() {
		t.Errorf("unexpected problem: %+v", p)
	}
	return h
}

func sends(name string) hosting.Answer { return hosting.Answer{Status: 200, Name: name} }

func leads(status int, location string) hosting.Answer {
	return hosting.Answer{Status: status, Location: location}
}

type answerTest struct {
	address string // with a query, where it has a question mark
	want    hosting.Answer
}

func checkAnswers(t *testing.T, h *hosting.Host, tests []answerTest) {
	t.Helper()
	for _, test := range tests {
		path, query, _ := strings.Cut(test.address, "?")
		if diff := cmp.Diff(test.want, h.Answer(path, query)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.address, diff)
		}
	}
}

func missing() hosting.Answer { return hosting.Answer{Status: 404, Name: "404.html"} }

func TestFiles(t *testing.T) {
	s := files("index.html", "404.html", "a/b.css", "prices/index.html", "about.html", "about/index.html", "only/page.html",
		"CNAME", "50%.html", "50%25/index.html", "größe/index.html", "two words/index.html", "a:b/index.html", "who?/index.html")
	checkAnswers(t, s.host(t, "/"), []answerTest{
		{"/", sends("index.html")},
		{"/index.html", sends("index.html")},
		{"/a/b.css", sends("a/b.css")},
		{"/a/b.css?v=1", sends("a/b.css")},
		{"/a/b.css/", missing()},
		{"/a/", missing()},
		{"/a", missing()},
		{"/prices/", sends("prices/index.html")},
		{"/prices/index.html", sends("prices/index.html")},
		{"/prices/index", sends("prices/index.html")},
		{"/prices", leads(301, "/prices/")},
		{"/prices?from=a&to=b%20c", leads(301, "/prices/?from=a&to=b%20c")},
		{"/about", sends("about.html")},
		{"/about/", sends("about/index.html")},
		{"/Prices/", missing()},
		{"/CNAME", sends("CNAME")},
		{"/404", sends("404.html")},
		{"/größe", leads(301, "/gr%C3%B6%C3%9Fe/")},
		{"/two words", leads(301, "/two%20words/")},
		{"/a:b", leads(301, "/a:b/")},
		{"/50%", sends("50%.html")},
		{"/50%25", leads(301, "/50%2525/")},
		{"/%70rices/", missing()},
		{"/nothing", missing()},
	})
	if got, want := s.host(t, "/").Answer("/who?", ""), leads(301, "/who%3F/"); got != want {
		t.Errorf("a name with a question mark: %+v", got)
	}
}

func TestQueriesAreMadeFitForALocation(t *testing.T) {
	h := files("a/index.html").host(t, "/")
	tests := []struct{ query, want string }{
		{"x=%41&y=[1]", "/a/?x=%41&y=[1]"},
		{"100%", "/a/?100%25"},
		{"%zz", "/a/?%25zz"},
		{"a\r\nSet-Cookie: b", "/a/?a%0D%0ASet-Cookie:%20b"},
		{"ü#<\"\\", "/a/?%C3%BC%23%3C%22%5C"},
	}
	for _, test := range tests {
		if got := h.Answer("/a", test.query); got != leads(301, test.want) {
			t.Errorf("%q: got %+v, want %q", test.query, got, test.want)
		}
	}
}

func TestNoNotFoundPage(t *testing.T) {
	checkAnswers(t, files("index.html").host(t, "/"), []answerTest{{"/nothing", hosting.Answer{Status: 404}}})
}

// Whoever asks for these is no visitor. The read function knows all files, so nothing but the rules keeps them back.
func TestRefusedAndHidden(t *testing.T) {
	everything := func(name string) ([]byte, bool) { return nil, !strings.HasPrefix(name, "_") }
	h := hosting.New(everything, "/")
	refused := []string{
		"", "a", "../a", "//", "//evil.example", "//evil.example/a", "///a", "/a//b", "/a//", "/..", "/../a", "/a/..", "/a/../b", "/a/..//x",
		"/.", "/./a", "/a/.", "/a/./", `/\evil.example`, `/a\b`, "/a\x00", "/a\r\nb", "/a\tb", "/\x7f", "/\u0085",
	}
	for _, path := range refused {
		if got := h.Answer(path, ""); got != (hosting.Answer{Status: 400}) {
			t.Errorf("%q: got %+v, want a refusal", path, got)
		}
	}
	for _, path := range []string{"/.env", "/.git/config", "/a/.hidden/b", "/...", "/..a", "/.well-known2", "/.well-known/.a"} {
		if got := h.Answer(path, ""); got != missing() {
			t.Errorf("%q: got %+v, want a 404", path, got)
		}
	}
	checkAnswers(t, h, []answerTest{
		{"/.well-known/security.txt", sends(".well-known/security.txt")},
		{"/a..b", sends("a..b")},
		{"/a.", sends("a.")},
		{"/a/", sends("a/index.html")},
	})
}

func TestRulesAreNotPublished(t *testing.T) {
	h := files("404.html", "_redirects", "_headers", "a/_headers").host(t, "/")
	checkAnswers(t, h, []answerTest{
		{"/_redirects", missing()}, {"/_headers", missing()}, {"/a/_headers", sends("a/_headers")},
	})
}

func TestBase(t *testing.T) {
	s := files("index.html", "404.html", "a/index.html").with("_redirects", "/nursery/old /nursery/new\n/old /new\n/nursery/app/* /a/index.html 200\n/nursery/in /nursery/a/ 200")
	for _, base := range []string{"/nursery/", "/nursery", "nursery", "//nursery//"} {
		checkAnswers(t, s.host(t, base), []answerTest{
			{"/nursery/", sends("index.html")},
			{"/nursery/a/", sends("a/index.html")},
			{"/nursery/a?q", leads(301, "/nursery/a/?q")},
			{"/nursery?q", leads(301, "/nursery/?q")},
			{"/?q", leads(302, "/nursery/?q")},
			{"/nursery/old", leads(301, "/nursery/new")},
			{"/nursery/in", sends("a/index.html")},
			{"/nursery/app/1", missing()}, // its target lies outside
			{"/old", missing()},
			{"/a/", missing()},
			{"/nurseryman", missing()},
			{"/index.html", missing()},
		})
	}
	checkAnswers(t, files("index.html").host(t, ""), []answerTest{{"/", sends("index.html")}})
	checkAnswers(t, files("index.html").host(t, "/ü b/"), []answerTest{{"/", leads(302, "/%C3%BC%20b/")}})
}
