package links_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stillpoint/generator/check/links"
)

// pieces are what links are made of.
func pieces() []string {
	return strings.Fields("/ / / // . .. ../ ./ a b-c d_e F 1 .html index.html é %20 %2F %zz % # # #a #top ? ?a=b & : :// http: https: example.org @ \\ ~ + , ; * sub sub/ /sub/ mailto:")
}

// TestPlainLinks takes links apart quickly, where that can be done, and as a browser does: both find the same in them.
func TestPlainLinks(t *testing.T) {
	quick := 0
	rapid.Check(t, func(t *rapid.T) {
		s := &links.Site{Base: rapid.SampledFrom([]string{"/", "/sub/", "/sub/a/"}).Draw(t, "base"), Host: "example.org"}
		page := rapid.SampledFrom([]string{"index.html", "a/index.html", "a/b/index.html", "404.html", "a/b.html", "größe/index.html"}).Draw(t, "page")
		link := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces()), 0, 7).Draw(t, "link"), "")
		if !links.Concerns(link, s.Host) || link == "" {
			return
		}
		got, plain := s.Plainly(page, link)
		if !plain {
			return
		}
		quick++
		want := s.Thoroughly(page, link)
		if got.Path != want.Path || got.Output != want.Output || got.Fragment != want.Fragment || got.Within != want.Within || got.Absolute || got.Foreign {
			t.Fatalf("%q on %s of %s is %+v, not %+v", link, page, s.Base, got, want)
		}
	})
	if quick == 0 {
		t.Error("no link was plain")
	}
}

// TestConcerns leaves links to other sites alone, and what is no link of the web.
func TestConcerns(t *testing.T) {
	for link, want := range map[string]bool{
		"": true, "/a/": true, "a": true, "#a": true, "?a": true, "a/b:c": true, "//example.org/a": true, "https://example.org": true, "HTTP://me@Example.ORG:80/": false,
		"https://example.org:8080/": false, "//example.com/": false, "https://example.com/?example.org": false, "mailto:a@example.org": false, "tel:1": false, "data:,": false,
		"http://localhost/": true, "https://localhost:8080": true, "http://127.0.0.1/": true, "http://10.0.0.1/": true, "http://[::1]/": true, "http://0.0.0.0:1/": true,
		"http://a.localhost./": true, "http://localhost.example/": false, "file:///a": true, "FILE:/a": true, "C:/a": true, "javascript:a": false, "http:/a": false, "http:": false,
	} {
		if got := links.Concerns(link, "example.org"); got != want {
			t.Errorf("%q: %v", link, got)
		}
	}
}

func BenchmarkJudge(b *testing.B) {
	s := &links.Site{Base: "/", Host: "example.org", Published: everything{}, IDs: func(string) ([]string, bool) { return nil, true }}
	for name, link := range map[string]string{"plain": "/therapies/craniosacral-therapy/", "near": "../prices/", "escaped": "/gr%C3%B6%C3%9Fe/"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Judge("a/b/index.html", link)
			}
		})
	}
}

type everything struct{}

func (everything) Has(string) bool       { return true }
func (everything) Closest(string) string { return "" }
