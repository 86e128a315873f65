package serve_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"stillpoint/generator"
	"stillpoint/generator/diag"
	"stillpoint/generator/publish"
	"stillpoint/generator/serve"
)

// patience is how long a test waits for what must happen.
const patience = 20 * time.Second

// files is a finished site by the names of its files.
type files map[string]string

func (f files) result(problems ...diag.Diagnostic) *generator.Result {
	data := map[string][]byte{}
	for name, text := range f {
		data[name] = []byte(text)
	}
	return &generator.Result{Files: publish.NewFiles(data), Diagnostics: problems}
}

func failed(problems ...diag.Diagnostic) *generator.Result {
	return &generator.Result{Diagnostics: append(problems, broken())}
}

func broken() diag.Diagnostic {
	return diag.Diagnostic{
		Code: "unknown-field", Position: diag.Position{File: "content/a.md", Line: 7, Column: 3, Length: 4},
		Source: "- durr: 60", Message: "unknown field in " + root + "/content", Hint: "mend it",
	}
}

const root = "/home/anna/site"

func newServer(t *testing.T, o serve.Options) *serve.Server {
	t.Helper()
	if o.Base == "" {
		o.Base = "/"
	}
	o.Root = root
	s, err := serve.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// serving returns a server that shows a site.
func serving(t *testing.T, f files) *serve.Server {
	t.Helper()
	s := newServer(t, serve.Options{})
	s.Show(f.result())
	return s
}

const local, stranger = "127.0.0.1:4711", "192.168.1.7:4711"

// request returns one of this machine; head holds names and values of headers in turn.
func request(method, target string, head ...string) *http.Request {
	r := httptest.NewRequest(method, target, nil)
	r.Host, r.RemoteAddr = "localhost:8080", local
	for i := 0; i < len(head); i += 2 {
		r.Header.Add(head[i], head[i+1])
	}
	return r
}

func ask(s *serve.Server, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

func get(s *serve.Server, target string, head ...string) *httptest.ResponseRecorder {
	return ask(s, request(http.MethodGet, target, head...))
}

func versionIn(t *testing.T, page string) string {
	t.Helper()
	match := regexp.MustCompile(`data-version="((?:unbuilt-)?[0-9a-f]{32})"`).FindStringSubmatch(page)
	if match == nil {
		t.Fatalf("no version in %s", page)
	}
	return match[1]
}

// start serves on this machine until the test ends, and returns where.
func start(t *testing.T, s *serve.Server, wrap ...func(net.Listener) net.Listener) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	for _, w := range wrap {
		l = w(l)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("Serve: %v", err)
			}
		case <-time.After(patience):
			t.Error("the server does not stop")
		}
	})
	return address
}

func page(head, body string) string {
	return "<!DOCTYPE html><html><head>" + head + "</head><body>" + body + "</body></html>"
}

func TestAnswers(t *testing.T) {
	s := serving(t, files{
		"index.html": page("", "home"), "prices/index.html": page("", "prices"), "404.html": page("", "nothing here"),
		"a.css": "body{}", "p.png": "PNG", "_redirects": "/old /prices/ 302\n", ".git/config": "secret",
		"_headers": "/*\n  X-One: 1\n",
	})
	tests := []struct {
		target, kind, text, location string
		status                       int
	}{
		{"/", "text/html; charset=utf-8", "home", "", 200},
		{"/prices/", "text/html; charset=utf-8", "prices", "", 200},
		{"/prices?a=1", "", "", "/prices/?a=1", 301},
		{"/old", "", "", "/prices/", 302},
		{"/a.css", "text/css; charset=utf-8", "body{}", "", 200},
		{"/p.png", "image/png", "PNG", "", 200},
		{"/none", "text/html; charset=utf-8", "nothing here", "", 404},
		{"/.git/config", "text/html; charset=utf-8", "nothing here", "", 404},
		{"/.stillpoint/none", "text/html; charset=utf-8", "nothing here", "", 404},
		{"/.stillpoint/live.js", "text/javascript; charset=utf-8", "EventSource", "", 200},
		{"/a/../a.css", "", "", "", 400},
		{"/a//b", "", "", "", 400},
		{"/%252e%252e/a.css", "text/html; charset=utf-8", "nothing here", "", 404},
	}
	for _, test := range tests {
		w := get(s, test.target)
		h := w.Header()
		if w.Code != test.status || h.Get("Location") != test.location || !strings.Contains(w.Body.String(), test.text) {
			t.Errorf("%s: %d, location %q, %s", test.target, w.Code, h.Get("Location"), w.Body)
		}
		if test.kind != "" && h.Get("Content-Type") != test.kind {
			t.Errorf("%s: content type %q", test.target, h.Get("Content-Type"))
		}
		if h.Get("Cache-Control") != "no-cache" || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: headers %v", test.target, h)
		}
		if strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%s tells a secret", test.target)
		}
	}
}

func TestFilesAreNotChangedButForTheScript(t *testing.T) {
	text := page("<title>é</title>", "home")
	f := files{"index.html": text, "raw.html.txt": text}
	s := serving(t, f)
	sent := get(s, "/").Body.String()
	script := regexp.MustCompile(`<script src="/\.stillpoint/live\.js"[^>]*></script>`)
	if found := script.FindAllString(sent, -1); len(found) != 1 || script.ReplaceAllString(sent, "") != text {
		t.Errorf("sent %s", sent)
	}
	if got := get(s, "/raw.html.txt").Body.String(); got != text {
		t.Errorf("what is no HTML was sent as %s", got)
	}
}

func TestConditionsAndRanges(t *testing.T) {
	s := serving(t, files{"index.html": page("", "home"), "a.txt": "0123456789"})
	for _, target := range []string{"/", "/a.txt"} {
		first := get(s, target)
		tag := first.Header().Get("ETag")
		if again := get(s, target, "If-None-Match", tag); again.Code != http.StatusNotModified || !strings.HasPrefix(tag, `"`) {
			t.Errorf("%s: %d for the entity tag %s", target, again.Code, tag)
		}
		head := ask(s, request(http.MethodHead, target))
		if head.Body.Len() != 0 || head.Header().Get("Content-Length") != first.Header().Get("Content-Length") {
			t.Errorf("%s: HEAD gives %v", target, head.Header())
		}
	}
	w := get(s, "/a.txt", "Range", "bytes=2-4")
	if w.Code != http.StatusPartialContent || w.Body.String() != "234" {
		t.Errorf("%d %q", w.Code, w.Body)
	}
	if w := get(s, "/a.txt", "Range", "bytes=2-4", "If-Range", `"other"`); w.Body.String() != "0123456789" {
		t.Errorf("a range of another version: %q", w.Body)
	}
	before := get(s, "/").Header().Get("ETag")
	s.Show(files{"index.html": page("", "house")}.result())
	if after := get(s, "/").Header().Get("ETag"); before == after {
		t.Error("another page has the same entity tag")
	}
}

func TestHeadersOfTheSite(t *testing.T) {
	rules := "/*\n  X-One: 1\n  Cache-Control: max-age=31536000\n  Strict-Transport-Security: max-age=9\n  Set-Cookie: a=b\n" +
		"  Access-Control-Allow-Origin: *\n  Access-Control-Allow-Credentials: true\n  Content-Type: text/plain\n  Content-Encoding: gzip\n  Connection: close\n  Transfer-Encoding: chunked\n  ETag: \"x\"\n"
	s := serving(t, files{"index.html": page("", "home"), "_headers": rules})
	w := get(s, "/")
	if w.Header().Get("X-One") != "1" || w.Header().Get("Cache-Control") != "no-cache" || w.Header().Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("headers: %v", w.Header())
	}
	if w.Header().Get("ETag") == `"x"` {
		t.Error("the site's own entity tag is sent")
	}
	for _, name := range []string{
		"Strict-Transport-Security", "Set-Cookie", "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials",
		"Content-Encoding", "Connection", "Transfer-Encoding",
	} {
		if w.Header().Values(name) != nil {
			t.Errorf("%s is sent: %q", name, w.Header().Values(name))
		}
	}
}

func TestBeforeTheFirstGoodBuild(t *testing.T) {
	s := newServer(t, serve.Options{})
	w := get(s, "/")
	first := versionIn(t, w.Body.String())
	if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "The site is being built") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	s.Show(failed())
	w = get(s, "/")
	if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "content/a.md:7:3: unknown field in "+root) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if versionIn(t, w.Body.String()) == first {
		t.Error("the page of a failed build has the version of the one before")
	}
	s.Show(files{"index.html": page("", "home")}.result())
	s.Show(failed())
	if w = get(s, "/"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "home") {
		t.Errorf("after a failed build: %d %s", w.Code, w.Body)
	}
}

func TestBasePath(t *testing.T) {
	s := newServer(t, serve.Options{Base: "/sub/"})
	s.Show(files{"index.html": page("", "home")}.result())
	if w := get(s, "/"); w.Header().Get("Location") != "/sub/" {
		t.Errorf("the root leads to %q", w.Header().Get("Location"))
	}
	if w := get(s, "/sub/"); w.Code != 200 || !strings.Contains(w.Body.String(), "home") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestBadOptions(t *testing.T) {
	for _, o := range []serve.Options{
		{Base: "sub/"}, {Base: "/sub"}, {Editor: "vi"}, {Editor: "javascript:alert({file})"}, {Editor: "my://open?{line}"},
		{Editor: "my://{file}:{row}"}, {Editor: "DATA:{file}"},
	} {
		if _, err := serve.New(o); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
}
