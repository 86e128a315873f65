package hosting_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/hosting"
)

func TestRedirects(t *testing.T) {
	s := files("404.html", "index.html", "page/index.html", "about.html", "de/404.html", "file.txt").with("_redirects", "\ufeff"+strings.Join([]string{
		"# rules", "", "  /indented\t/there  ",
		"/moved /there 302 # why", "/moved /never",
		"/page/ /never 301", "/page/index.html /forced 301!", "/forced-file /file.txt 200!", "/about /gone 404!",
		"/news/* /blog/:splat", "/slash/* /:splat/b",
		"/out/* https://example.org:8080/x//:splat?a=1 307", "/outside http://exämple.org",
		"/seeother /there?own=1#part 303", "/fragment /there#part",
		"/rewrite /page 200", "/rewrite2 /page/ 200", "/rewrite3 /nothing 200", "/rewrite4 /moved 200",
		"/de/* /de/404.html 404", "/nowhere/* /nothing 404", "/up/* /%2e%2e/:splat 200", "/dots/* /.git/:splat 200",
		"/caf%C3%A9 /gr%C3%B6%C3%9Fe%2Fx", "/thé /größe",
		"/wiki /wiki/Help:contents", "/colon:mid/* /x:splatter/:splat",
		"/loop/:a /loop/:a/b", "/all/* /all/home", "/bang/* /bang/home 302!",
		"/rules /_redirects 200", "/closing/ /there #glued", "/:1/x /one", "/query /there?ä=\"b\"", "/fragment2 /there#ü",
		"/slashed/* /:splat/file.txt 200", "/same https://example.org/same", "/file.txt /file.txt 404!",
		"/:year/:month/:slug /archive/:slug-:month?y=:year#:slug 308",
	}, "\r\n"))
	checkAnswers(t, s.host(t, "/"), []answerTest{
		{"/indented", leads(301, "/there")},
		{"/moved", leads(302, "/there")},
		{"/moved/", leads(302, "/there")},
		{"/moved/more", missing()},
		{"/moved?a=b", leads(302, "/there?a=b")},
		{"/page/", sends("page/index.html")},
		{"/page/index.html", leads(301, "/forced")},
		{"/forced-file", sends("file.txt")},
		{"/about", missing()},
		{"/news/a/b", leads(301, "/blog/a/b")},
		{"/news/a/?x", leads(301, "/blog/a/?x")},
		{"/news", leads(301, "/blog/")},
		{"/newspaper", missing()},
		{"/slash/evil.example", leads(301, "/evil.example/b")},
		{"/slash/", leads(301, "/b")},
		{"/2026/11/ein Tag", leads(308, "/archive/ein%20Tag-11?y=2026#ein%20Tag")},
		{"/2026/11/a&b=c#d+e", leads(308, "/archive/a%26b%3Dc%23d%2Be-11?y=2026#a%26b%3Dc%23d%2Be")},
		{"/2026/11", missing()},
		{"/2026/11/a/b", missing()},
		{"/out/a/ü", leads(307, "https://example.org:8080/x//a/%C3%BC?a=1")},
		{"/out/@evil.example?b=2", leads(307, "https://example.org:8080/x//%40evil.example?a=1")},
		{"/outside", leads(301, "http://ex%C3%A4mple.org")},
		{"/seeother?theirs=1", leads(303, "/there?own=1#part")},
		{"/fragment?theirs=1", leads(301, "/there?theirs=1#part")},
		{"/rewrite?q", sends("page/index.html")},
		{"/rewrite2", sends("page/index.html")},
		{"/rewrite3", missing()},
		{"/rewrite4", missing()},
		{"/de/nichts", hosting.Answer{Status: 404, Name: "de/404.html"}},
		{"/nowhere/a", missing()},
		{"/up/file.txt", missing()},
		{"/dots/config", missing()},
		{"/café", leads(301, "/gr%C3%B6%C3%9Fe%2Fx")},
		{"/thé", leads(301, "/gr%C3%B6%C3%9Fe")},
		{"/wiki", leads(301, "/wiki/Help:contents")},
		{"/colon:mid/1", leads(301, "/x:splatter/1")},
		{"/loop/a", leads(301, "/loop/a/b")},
		{"/all/a", leads(301, "/all/home")},
		{"/all/home", missing()},
		{"/all/home/", missing()},
		{"/bang/home", missing()},
		{"/rules", missing()},
		{"/closing", leads(301, "/there")},
		{"/closing/", leads(301, "/there")},
		{"/:1/x", leads(301, "/one")},
		{"/2/x", missing()},
		{"/query", leads(301, "/there?%C3%A4=%22b%22")},
		{"/fragment2", leads(301, "/there#%C3%BC")},
		{"/slashed/", hosting.Answer{Status: 200, Name: "file.txt"}},
		{"/same", leads(301, "https://example.org/same")},
		{"/file.txt", hosting.Answer{Status: 404, Name: "file.txt"}},
	})
}

// What follows a rule that leads to itself is tried.
func TestCircularRuleIsPassedOver(t *testing.T) {
	s := site{"_redirects": "/a/* /a/home\n/a/home /else"}
	checkAnswers(t, s.host(t, "/"), []answerTest{{"/a/home", leads(301, "/else")}, {"/a/x", leads(301, "/a/home")}})
}

// A rewrite goes nowhere, so it is never circular, and the first rule that matches decides.
func TestRewriteToItself(t *testing.T) {
	s := site{"_redirects": "/a/* /a/home 200\n/a/home /else"}
	checkAnswers(t, s.host(t, "/"), []answerTest{{"/a/home", hosting.Answer{Status: 404}}})
}

// The read function knows every file, so nothing but the rules for addresses keeps a rewrite within the site.
func TestRewritesStayWithinTheSite(t *testing.T) {
	rules := "/n/up/* /n/%2e%2e/:splat 200\n/n/slash/* /n/%2Fetc/:splat 200!\n/n/dots/* /n/.git/:splat 200!\n/n/out/* /a/:splat 200!\n/n/up2/* /n/%2e%2e/:splat 200!"
	everything := func(name string) ([]byte, bool) { return []byte(rules), name != "_headers" }
	h := hosting.New(everything, "/n/")
	checkAnswers(t, h, []answerTest{
		{"/n/up/x", sends("up/x")}, // a file that is there wins
		{"/n/up2/x", missing()}, {"/n/slash/x", missing()}, {"/n/dots/x", missing()}, {"/n/out/x", missing()},
	})
}

func TestRootSplat(t *testing.T) {
	s := files("index.html", "a.css").with("_redirects", "/* /index.html 200")
	checkAnswers(t, s.host(t, "/"), []answerTest{
		{"/any/where/", sends("index.html")}, {"/a.css", sends("a.css")}, {"/", sends("index.html")}, {"/.env", hosting.Answer{Status: 404}},
		{"//a", hosting.Answer{Status: 400}},
	})
}

func TestRedirectProblems(t *testing.T) {
	tests := []struct{ rule, want string }{
		{"/a", "needs an address and a target"},
		{"/a # /b", "needs an address and a target"},
		{"/a /b 301 more", `begins with "more"`},
		{"/a /b 302 Country=de", "conditions"},
		{"/store id=:id /blog/:id 301", "conditions"},
		{"/a /b 410", `status "410"`},
		{"/a /b 301!!", `status "301!!"`},
		{"/a /b 0301", `status "0301"`},
		{"https://example.org/a /b", "whole addresses"},
		{"a /b", "must begin with a slash"},
		{"/a?b /c", "path alone"},
		{"/a#b /c", "path alone"},
		{"/*/a /b", "only at the end"},
		{"/a* /b", `"/a*" must follow a slash`},
		{"/../a /b", "no visitor"},
		{"//a /b", "no visitor"},
		{"/%zz /b", "no visitor"},
		{"/%00 /b", "no visitor"},
		{`/a\b /b`, "no visitor"},
		{"/: /b", "needs a name"},
		{"/:a/:a /b", "name of its own"},
		{"/:splat/* /b", "name of its own"},
		{"/a /%zz", "not a valid address"},
		{"/a //evil.example/", "takes the target"},
		{"/a ///evil.example/", "takes the target"},
		{"/a b", "must begin with a slash, or"},
		{"/a javascript:alert(1)", "must begin with a slash, or"},
		{"/a ftp://example.org/", "must begin with a slash, or"},
		{"/a https:///x", "must begin with a slash, or"},
		{"/a https://user@example.org/", "must begin with a slash, or"},
		{"/a/* https://:splat.example.org/", "not a valid address"},
		{"/a/* https://:splat/", "not a valid address"},
		{`/a https://example.org\evil/`, "not a valid address"},
		{"/a /b/:c", "names :c"},
		{"/a /b/:splat", "names :splat"},
		{"/a https://example.org/ 200", "can only send a file"},
		{"/a https://example.org/ 404", "can only send a file"},
		{"/a /a", "leads to the address that it is for"},
		{"/a /a/", "leads to the address that it is for"},
		{"/a /a?b 302", "leads to the address that it is for"},
		{"/caf%C3%A9 /café#b", "leads to the address that it is for"},
		{"/:a/x /:a/x 301!", "leads to the address that it is for"},
		{"/* /:splat", "leads to the address that it is for"},
		{"/a /" + strings.Repeat("b", 1000), "longer than 1000 bytes"},
	}
	for _, test := range tests {
		h := hosting.New(site{"_redirects": "/first /x\n\n" + test.rule + "\n/last /y"}.read, "/")
		wantProblem(t, h, "_redirects", 3, test.want)
		checkAnswers(t, h, []answerTest{{"/first", leads(301, "/x")}, {"/last", leads(301, "/y")}, {"/a", hosting.Answer{Status: 404}}})
	}
}

// wantProblem checks that a host has one problem.
func wantProblem(t *testing.T, h *hosting.Host, file string, line int, text string) {
	t.Helper()
	problems := h.Problems()
	if len(problems) != 1 || problems[0].File != file || problems[0].Line != line || !strings.Contains(problems[0].Text, text) {
		t.Errorf("got %+v, want one problem in %s, line %d: %s", problems, file, line, text)
		return
	}
	if strings.Contains(problems[0].Text, "\n") || strings.HasSuffix(problems[0].Text, ".") {
		t.Errorf("the text of a problem is one line without a full stop: %q", problems[0].Text)
	}
}

// numbered returns n lines, each with its number from 1 in place of %d.
func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format+"\n", i+1)
	}
	return b.String()
}

func TestTooManyRules(t *testing.T) {
	h := site{"_redirects": numbered(2000, "/a%d /b")}.host(t, "/")
	checkAnswers(t, h, []answerTest{{"/a2000", leads(301, "/b")}})
	h = hosting.New(site{"_redirects": numbered(2010, "/a%d /b")}.read, "/")
	wantProblem(t, h, "_redirects", 2001, "more than 2000 rules")
	checkAnswers(t, h, []answerTest{{"/a2000", leads(301, "/b")}, {"/a2001", hosting.Answer{Status: 404}}})
}

func TestFilesThatAreLeftOut(t *testing.T) {
	tests := []struct{ text, want string }{
		{"/a /b\n" + strings.Repeat("#", 1<<20), "larger than 1 MiB"},
		{"/a /b\n# \xff", "not text in UTF-8"},
	}
	for _, test := range tests {
		h := hosting.New(site{"_redirects": test.text}.read, "/")
		wantProblem(t, h, "_redirects", 0, test.want)
		checkAnswers(t, h, []answerTest{{"/a", hosting.Answer{Status: 404}}})
		h = hosting.New(site{"_headers": strings.Replace(test.text, " /b", "\n  B: c", 1)}.read, "/")
		wantProblem(t, h, "_headers", 0, test.want)
		if got := h.Headers("/a"); got != nil {
			t.Errorf("got %v", got)
		}
	}
	whole := "/a /b\n" + strings.Repeat("#", 1<<20-len("/a /b\n"))
	checkAnswers(t, site{"_redirects": whole}.host(t, "/"), []answerTest{{"/a", leads(301, "/b")}})
}

func TestManyProblems(t *testing.T) {
	h := hosting.New(site{"_redirects": numbered(500, "/wrong%d") + numbered(2001, "/a%d /b")}.read, "/")
	problems := h.Problems()
	if len(problems) != 101 {
		t.Fatalf("%d problems", len(problems))
	}
	want := []hosting.Problem{
		{File: "_redirects", Line: 100, Text: "this line and others after it are wrong too; mend the ones above first"},
		{File: "_redirects", Line: 2501, Text: "there are more than 2000 rules; those from this line on are left out"},
	}
	if diff := cmp.Diff(want, problems[99:]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestListed lists the rules by their lines, with where they lead where that depends on nothing, and says what they alone answer.
func TestListed(t *testing.T) {
	s := files("index.html", "a/index.html").with("_redirects", "# old\n/old /a/\n/wrong\n/n/* /a/ 302\n/:x/y /:x/ 301\n/a /old\n/app /a/index.html 200\n")
	h := hosting.New(s.read, "/")
	want := []hosting.Redirect{{2, "/old", "/a/", true}, {4, "/n/*", "/a/", true}, {5, "/:x/y", "", true}, {7, "/app", "/a/index.html", false}}
	if diff := cmp.Diff(want, h.Redirects()); diff != "" {
		t.Error(diff)
	}
	if h.Forces() || !hosting.New(s.with("_redirects", "/a /b 301!").read, "/").Forces() {
		t.Error("rules that win over files are not told from others")
	}
	h = hosting.New(s.with("_redirects", "/old /a/\n/a /old\n/gone /none.html 404").read, "/")
	for path, want := range map[string]hosting.Answer{
		"/old": leads(301, "/a/"), "/old/": leads(301, "/a/"), "/a": {}, "/a/": {}, "/": {}, "/none": {}, "/gone": {Status: 404}, "//old": {}, "/.old": {},
	} {
		if got, found := h.ByRule(path); got != want || found != (want != hosting.Answer{}) {
			t.Errorf("%s: %+v, want %+v", path, got, want)
		}
	}
}
