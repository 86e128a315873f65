package online_test

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"stillpoint/generator/hosting"
	"stillpoint/generator/online"
)

// fault is something that is wrong with a site, and all that must be told of it.
type fault struct {
	name  string
	plant func(*testing.T, *server)
	want  []string
}

// TestFaults plants one fault after the other, and finds it and nothing else.
func TestFaults(t *testing.T) {
	for _, f := range slices.Concat(faultsOfFiles(), faultsOfFields(), faultsOfAddresses(), faultsOfConnections()) {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			s := newServer(t, func(s *server) { f.plant(t, s) })
			got := lines(s.check(t))
			for i := range got {
				got[i] = random().ReplaceAllString(got[i], "no-such-page-x")
			}
			if !slices.Equal(got, f.want) {
				t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(f.want, "\n"))
			}
		})
	}
}

func random() *regexp.Regexp { return regexp.MustCompile(`no-such-page-[a-z0-9]+`) }

// on answers for one path in another way; for one encoding alone where that is given.
func on(path, encoding string, answer func(w http.ResponseWriter, r *http.Request)) func(*testing.T, *server) {
	return func(_ *testing.T, s *server) {
		s.planted = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != path || r.Host != "example.com" || r.TLS == nil || encoding != "" && r.Header.Get("Accept-Encoding") != encoding {
				return false
			}
			answer(w, r)
			return true
		}
	}
}

// field changes what a field says, at one path or, with "", everywhere.
func field(path, name string, change func(string) string) func(*testing.T, *server) {
	return packedField(path, name, "", change)
}

// packedField changes what a field says beside what is packed in one way; with "", in any.
func packedField(path, name, encoding string, change func(string) string) func(*testing.T, *server) {
	return func(_ *testing.T, s *server) {
		s.field = func(r *http.Request, field, value string) string {
			if http.CanonicalHeaderKey(name) == http.CanonicalHeaderKey(field) && (path == "" || path == r.URL.Path) && (encoding == "" || encoding == r.Header.Get("Accept-Encoding")) {
				return change(value)
			}
			return value
		}
	}
}

func is(value string) func(string) string { return func(string) string { return value } }

func faultsOfFiles() []fault {
	return []fault{
		{"a page is missing", func(_ *testing.T, s *server) { delete(s.files, "prices/index.html") }, []string{
			"pages: /prices/: 200 | 404",
			"redirects: /show/any/place: 200 | 404",
		}},
		{"a page is an older one", func(_ *testing.T, s *server) {
			s.files["über uns/index.html"] = "<!doctype html><title>About me</title>"
		}, []string{
			"pages: /%C3%BCber%20uns/: 38 bytes: …ml><title>About us</title> | 38 bytes: …ml><title>About me</title>",
		}},
		{"a page has something at its end", func(_ *testing.T, s *server) { s.files["prices/index.html"] += "<script src=//ads.example></script>" }, []string{
			"pages: /prices/: 2,319 bytes: …w, quiet hands. | 2,354 bytes: …w, quiet hands. <script src=//ads.example></script>",
			"redirects: /show/any/place: the bytes of prices/index.html | others: 2,354 bytes",
		}},
		{"a picture has other bytes", func(_ *testing.T, s *server) {
			s.files["pictures/harbour.webp"] = strings.ReplaceAll(s.files["pictures/harbour.webp"], "\x9c\x07\x9c\x07\x9c", "\x9c\x07\x9c\x08\x9c")
		}, []string{"other files: /pictures/harbour.webp: 1,814 bytes | as many, but others from byte 18 on"}},
		{"an answer is cut each time", on("/feed.xml", "", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "7")
			_, _ = io.WriteString(w, "<fee")
		}), []string{"other files: /feed.xml: an answer | the answer broke off after 4 bytes: the connection was lost"}},
		{"an answer is cut once", once("/feed.xml", func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "7")
			_, _ = io.WriteString(w, "<fee")
		}), nil},
		{"too busy once", once("/feed.xml", func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
		}), nil},
		{"never an answer", func(t *testing.T, s *server) {
			s.checker.Timeout = 300 * time.Millisecond
			on("/feed.xml", "", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })(t, s)
		}, []string{"other files: /feed.xml: an answer | it did not answer in time"}},
		{"the rest never comes", func(t *testing.T, s *server) {
			s.checker.Timeout = 300 * time.Millisecond
			on("/feed.xml", "", func(w http.ResponseWriter, r *http.Request) {
				_, _ = io.WriteString(w, "<fee")
				_ = http.NewResponseController(w).Flush()
				<-r.Context().Done()
			})(t, s)
		}, []string{"other files: /feed.xml: an answer | the answer broke off after 4 bytes: the rest did not come in time"}},
		{"broken br", on("/prices/", "br", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			_, _ = io.WriteString(w, pack("br", strings.Repeat("abcdefg", 999))[:9])
		}), []string{"packed with br: /prices/: br | what is sent cannot be unpacked"}},
		{"broken gzip", on("/prices/", "gzip", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = io.WriteString(w, "<!doctype html>")
		}), []string{"packed with gzip: /prices/: gzip | what is sent cannot be unpacked"}},
		{"an older br", on("/prices/", "br", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			_, _ = io.WriteString(w, pack("br", "older"))
		}), []string{"packed with br: /prices/: the same as without | other bytes when it is unpacked: 5 bytes"}},
		{"gzip for who takes br", on("/prices/", "br", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = io.WriteString(w, pack("gzip", "older"))
		}), []string{"packed with br: /prices/: br | packed with gzip"}},
		{"no compression", func(_ *testing.T, s *server) {
			s.planted = func(_ http.ResponseWriter, r *http.Request) bool { r.Header.Del("Accept-Encoding"); return false }
		}, []string{
			"packed with gzip: /: br or gzip | not packed (warning)",
			"packed with gzip: /prices/: br or gzip | not packed (warning)",
			"packed with gzip: /styles/main.abc.css: br or gzip | not packed (warning)",
		}},
		{"nothing packed where a packed form was published", func(_ *testing.T, s *server) {
			s.publish("robots.txt.br", "not looked at itself")
		}, []string{"packed with gzip: /robots.txt: br or gzip | not packed"}},
		{"no br where it was published", func(t *testing.T, s *server) {
			s.publish("prices/index.html.br", "not looked at itself")
			s.publish("prices/index.html.gz", "not looked at itself")
			s.planted = func(_ http.ResponseWriter, r *http.Request) bool {
				if r.Header.Get("Accept-Encoding") == "br" {
					r.Header.Del("Accept-Encoding")
				}
				return false
			}
		}, []string{"packed with br: /prices/: br, for which there is a file | not packed (warning)"}},
		{"always packed", on("/robots.txt", "", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			w.Header().Set("Content-Security-Policy", policy)
			w.Header().Set("X-Content-Type-Options", "nosniff")
			w.Header().Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
			w.Header().Set("Cache-Control", "no-store")
			_, _ = io.WriteString(w, pack("gzip", published()["robots.txt"]))
		}), []string{"other files: /robots.txt: the bytes as they are, for who takes no others | packed with gzip"}},
		{"too busy each time", on("/robots.txt", "", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusServiceUnavailable)
		}), []string{"other files: /robots.txt: 200 | 503: too busy, however often it was asked"}},
	}
}

// publish adds a file to those that were published.
func (s *server) publish(name, text string) {
	s.whole[name], s.files[name] = text, text
	s.checker.Files = files(s.whole)
}

// once answers for one path in another way, the first time alone.
func once(path string, answer func(w http.ResponseWriter)) func(*testing.T, *server) {
	return func(_ *testing.T, s *server) {
		var done atomic.Bool
		s.planted = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != path || done.Swap(true) {
				return false
			}
			answer(w)
			return true
		}
	}
}

func faultsOfFields() []fault {
	const css, other = "/styles/main.abc.css", "/pictures/harbour.webp"
	return []fault{
		{"a wrong type", field(css, "Content-Type", is("text/plain")), []string{"Content-Type: " + css + ": text/css; charset=utf-8 | text/plain"}},
		{"no type", field(other, "Content-Type", is("")), []string{"Content-Type: " + other + ": image/webp | nothing"}},
		{"a wrong type of what is packed", packedField("/prices/", "Content-Type", "br", is("application/octet-stream")), []string{
			"Content-Type: /prices/: text/html; charset=utf-8 | application/octet-stream, packed with br"}},
		{"no charset", field("/robots.txt", "Content-Type", is("text/plain")), []string{"Content-Type: /robots.txt: text/plain; charset=utf-8 | text/plain"}},
		{"another charset", field(css, "Content-Type", is("text/css; charset=iso-8859-1")), []string{"Content-Type: " + css + ": text/css; charset=utf-8 | text/css; charset=iso-8859-1"}},
		{"a charset in capitals", field("/robots.txt", "Content-Type", is("Text/Plain;charset=UTF-8")), nil},
		{"a style sheet without charset", field(css, "Content-Type", is("text/css")), nil},
		{"an older name of a type", field("/feed.xml", "Content-Type", is("text/xml")), nil},
		{"a field is missing", field(other, "X-Content-Type-Options", is("")), []string{"X-Content-Type-Options: " + other + ": nosniff | nothing"}},
		{"a field is sent twice", field(other, "X-Content-Type-Options", is("nosniff, nosniff")), []string{"X-Content-Type-Options: " + other + ": nosniff | nosniff, nosniff"}},
		{"a field is missing from what is packed", packedField("/prices/", "X-Content-Type-Options", "gzip", is("")), []string{
			"X-Content-Type-Options: /prices/: nosniff | nothing, packed with gzip"}},
		{"a weaker policy", field(other, policyField, is(strings.Replace(policy, "'sha256-abc='", "'unsafe-inline'", 1))), []string{
			policyField + ": " + other + ": script-src 'self' 'sha256-abc=' | script-src 'self' 'unsafe-inline'"}},
		{"a policy without one of its directives", field(other, policyField, is(strings.Replace(policy, "img-src 'self'; ", "", 1))), []string{
			policyField + ": " + other + ": img-src 'self' | without it"}},
		{"a policy that allows more", field(other, policyField, is(policy+"; frame-src *")), []string{policyField + ": " + other + ": no frame-src | frame-src *"}},
		{"a policy in another order", field(other, policyField, is("script-src  'sha256-abc=' 'self' ; img-src 'self';default-src 'none';")), nil},
		{"a second policy", field(other, policyField, is("frame-ancestors 'none', "+policy)), nil},
		{"less caching", field(css, "Cache-Control", is("max-age=600")), []string{"Cache-Control: " + css + ": immutable, max-age=31536000, public | max-age=600"}},
		{"caching in another order", field(css, "Cache-Control", is("immutable,max-age=31536000,  public")), nil},
		{"caching that is public", field("/prices/", "Cache-Control", is("public")), nil},
		{"strict for longer", field("", strictField, is("max-age=63072000; preload; includeSubDomains")), nil},
		{"strict for a shorter time", field(other, strictField, is("max-age=600; includeSubDomains")), []string{
			strictField + ": " + other + ": max-age=31536000; includeSubDomains | max-age=600; includeSubDomains"}},
		{"strict for a part", field(other, strictField, is("max-age=31536000")), []string{
			strictField + ": " + other + ": max-age=31536000; includeSubDomains | max-age=31536000"}},
		{"a cookie", func(_ *testing.T, s *server) {
			s.planted = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path == "/prices/" {
					http.SetCookie(w, &http.Cookie{Name: "__track", Value: "1"})
				}
				return false
			}
		}, []string{"no cookies: /prices/: none | the cookie __track (warning)"}},
		{"no ETag", field("/feed.xml", "ETag", is("")), []string{"asked again: not changed: /feed.xml: ETag or Last-Modified | neither, so all of it is sent each time (warning)"}},
		{"always whole", func(_ *testing.T, s *server) {
			s.planted = func(_ http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path == "/feed.xml" {
					r.Header.Del("If-None-Match")
				}
				return false
			}
		}, []string{`asked again: not changed: /feed.xml: 304 for If-None-Match: "` + etag("<feed/>") + `" | 200`}},
		{"no Vary", field("/prices/", "Vary", is("")), []string{
			"packed with br: /prices/: Vary: Accept-Encoding | nothing", "packed with gzip: /prices/: Vary: Accept-Encoding | nothing"}},
		{"another Vary", packedField("/prices/", "Vary", "gzip", is("Origin")), []string{"packed with gzip: /prices/: Vary: Accept-Encoding | Vary: Origin"}},
		{"a Vary among others", field("", "Vary", is("Origin, accept-encoding")), nil},
	}
}

const (
	policyField = "Content-Security-Policy"
	strictField = "Strict-Transport-Security"
)

func faultsOfAddresses() []fault {
	redirect := func(status int, to string) func(http.ResponseWriter, *http.Request) {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", to)
			w.WriteHeader(status)
		}
	}
	whole := func(text string) func(http.ResponseWriter, *http.Request) {
		return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, text) }
	}
	return []fault{
		{"a redirect with another status", on("/old-prices/", "", redirect(302, "/prices/")), []string{
			"redirects: /old-prices/: 301, which leads to /prices/ | 302, which leads to /prices/"}},
		{"a redirect to another place", on("/shop/any/place", "", redirect(308, "https://shop.example/")), []string{
			"redirects: /shop/any/place: 308, which leads to https://shop.example/any/place | 308, which leads to https://shop.example/"}},
		{"a redirect without its query", on("/news/any-year/any-name", "", redirect(302, "/prices/")), []string{
			"redirects: /news/any-year/any-name: 302, which leads to /prices/?from=any-year | 302, which leads to /prices/"}},
		{"a redirect to http", on("/old-prices/", "", redirect(301, "http://example.com/prices/")), []string{
			"redirects: /old-prices/: 301, which leads to /prices/ | 301, which leads to http://example.com/prices/"}},
		{"a redirect with the whole address", on("/old-prices/", "", redirect(301, "https://example.com/prices/")), nil},
		{"a redirect that is not there", on("/old-prices/", "", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) }), []string{
			"redirects: /old-prices/: 301, which leads to /prices/ | 404"}},
		{"a page for what is gone", on("/gone/any/place", "", whole("gone")), []string{"redirects: /gone/any/place: 404 | 200"}},
		{"a folder without redirect", on("/prices", "", whole("prices")), []string{
			"folders without their slash: /prices: 301 or 308, which leads to /prices/ | 200"}},
		{"a folder with a redirect for now", on("/prices", "", redirect(302, "/prices/")), []string{
			"folders without their slash: /prices: 301 or 308, which leads to /prices/ | 302, which leads to /prices/"}},
		{"a folder with another redirect for good", on("/prices", "", redirect(308, "https://example.com/prices/")), nil},
		{"a page where there is none", func(_ *testing.T, s *server) {
			s.planted = func(w http.ResponseWriter, r *http.Request) bool {
				if strings.HasPrefix(r.URL.Path, "/no-such-page") || strings.HasPrefix(r.URL.Path, "/.") && !strings.HasPrefix(r.URL.Path, "/.well-known") {
					s.send(w, r, http.StatusOK, "index.html", s.files["index.html"])
					return true
				}
				return false
			}
		}, []string{"addresses that there are not: /no-such-page-x: 404 | 200", "addresses that there are not: /no-such-page-x/within/: 404 | 200"}},
		{"another page for what is not there", func(_ *testing.T, s *server) { s.files["404.html"] = "<h1>Not found</h1>nginx" }, []string{
			"redirects: /gone/any/place: the bytes of 404.html | others: 23 bytes",
			"addresses that there are not: /no-such-page-x: the page 404.html | another one, of 23 bytes",
			"addresses that there are not: /no-such-page-x/within/: the page 404.html | another one, of 23 bytes"}},
		{"no fields with what is not there", func(_ *testing.T, s *server) {
			s.field = func(r *http.Request, name, value string) string {
				if strings.HasPrefix(r.URL.Path, "/no-such-page") && name == policyField {
					return ""
				}
				return value
			}
		}, []string{policyField + ": /no-such-page-x: " + policy + " | nothing", policyField + ": /no-such-page-x/within/: " + policy + " | nothing"}},
		{"a file for nobody is shown", on("/.stillpoint.json", "", whole("{}")), []string{"not for visitors: /.stillpoint.json: 404 | 200: everybody can read it (warning)"}},
		{"the rules are shown", on("/_headers", "", whole("/*")), []string{"not for visitors: /_headers: 404 | 200: everybody can read it (warning)"}},
		{"a page of an older publication", func(_ *testing.T, s *server) {
			s.files["sitemap.xml"] = strings.Replace(s.files["sitemap.xml"], "/prices/", "/prizes/", 1)
		}, []string{
			"other files: /sitemap.xml: 108 bytes: …/example.com/prices/</loc></url></urlset> | 108 bytes: …/example.com/prizes/</loc></url></urlset>",
			"addresses in the sitemap: /prizes/: a page that was published | in the sitemap online alone"}},
		{"a sitemap in parts", func(_ *testing.T, s *server) {
			s.publish("sitemap.xml", "<sitemapindex><sitemap><loc>https://example.com/sitemap-1.xml</loc></sitemap></sitemapindex>")
			s.publish("sitemap-1.xml", "<urlset><url><loc>https://example.com/lost/</loc></url></urlset>")
		}, []string{"addresses in the sitemap: /lost/: a page that was published | in the sitemap online alone"}},
		{"a page without its ending", func(t *testing.T, s *server) {
			s.publish("plain.html", "<!doctype html>")
			on("/plain.html", "", redirect(308, "/plain"))(t, s)
		}, nil},
	}
}

func faultsOfConnections() []fault {
	plain := func(answer func(http.ResponseWriter, *http.Request)) func(*testing.T, *server) {
		return func(_ *testing.T, s *server) {
			s.planted = func(w http.ResponseWriter, r *http.Request) bool {
				if r.TLS == nil {
					answer(w, r)
				}
				return r.TLS == nil
			}
		}
	}
	www := func(answer func(http.ResponseWriter, *http.Request)) func(*testing.T, *server) {
		return func(_ *testing.T, s *server) {
			s.planted = func(w http.ResponseWriter, r *http.Request) bool {
				if r.Host == "www.example.com" {
					answer(w, r)
				}
				return r.Host == "www.example.com"
			}
		}
	}
	const trusted = "certificate and connection: example.com: a certificate that browsers trust | "
	return []fault{
		{"the certificate has expired", func(t *testing.T, s *server) {
			s.certify(t, now().AddDate(0, -3, 0), now().AddDate(0, 0, -1), "example.com")
			s.www(t)
		}, []string{trusted + "it is valid from 2026-08-30 to 2026-11-29"}},
		{"the certificate is for another host", func(t *testing.T, s *server) {
			s.certify(t, now().AddDate(0, -1, 0), now().AddDate(0, 2, 0), "other.example")
			s.www(t)
		}, []string{trusted + "it is for other.example"}},
		{"nobody vouches for the certificate", func(t *testing.T, s *server) {
			s.roots = x509.NewCertPool()
			s.www(t)
		}, []string{trusted + "nobody vouches for it whom browsers trust"}},
		{"the certificate ends soon", func(t *testing.T, s *server) {
			s.certify(t, now().AddDate(0, 0, -80), now().AddDate(0, 0, 10).Add(time.Hour), "example.com", "www.example.com")
		}, []string{"certificate and connection: example.com: a certificate that has been renewed in time | it ends in 10 days (warning)"}},
		{"a certificate of a few days", func(t *testing.T, s *server) {
			s.certify(t, now().AddDate(0, 0, -1), now().AddDate(0, 0, 5), "example.com", "www.example.com")
		}, nil},
		{"HTTP/1.1", func(_ *testing.T, s *server) { s.secure.EnableHTTP2 = false }, []string{"certificate and connection: example.com: HTTP/2 | HTTP/1.1 (warning)"}},
		{"http without https", plain(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "open") }), []string{
			"http leads to https: http://example.com/: 301 or 308, which leads to https://example.com/ | 200",
			"http leads to https: http://example.com/prices/: 301 or 308, which leads to https://example.com/prices/ | 200"}},
		{"http leads to the first page", plain(func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://example.com/", http.StatusMovedPermanently)
		}), []string{
			"http leads to https: http://example.com/prices/: 301 or 308, which leads to https://example.com/prices/ | 301, which leads to https://example.com/"}},
		{"nobody at http", func(_ *testing.T, s *server) { s.open.Close() }, []string{
			"http leads to https: http://example.com/: 301 or 308, which leads to https://example.com/ | no connection could be made (warning)",
			"http leads to https: http://example.com/prices/: 301 or 308, which leads to https://example.com/prices/ | no connection could be made (warning)"}},
		{"the site with www, too", www(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "again") }), []string{
			"with and without www: https://www.example.com/: 301 or 308, which leads to https://example.com/ | 200"}},
		{"no certificate with www", func(t *testing.T, s *server) {
			s.certify(t, now().AddDate(0, -1, 0), now().AddDate(0, 2, 0), "example.com")
		}, []string{"with and without www: https://www.example.com/: a certificate that browsers trust | it is for example.com"}},
		{"nobody with www", func(t *testing.T, s *server) { s.www(t) }, nil},
	}
}

// www leaves the name with www without a host.
func (s *server) www(*testing.T) {
	dial := s.checker.Dial
	s.checker.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		if strings.HasPrefix(address, "www.") {
			return nil, &net.DNSError{Err: "no such host", Name: address, IsNotFound: true}
		}
		return dial(ctx, network, address)
	}
}

// TestBelow looks at a site that lies below its host.
func TestBelow(t *testing.T) {
	site := map[string]string{"index.html": "<!doctype html>", "prices/index.html": "<!doctype html>", "404.html": "no", "sitemap.xml": "<urlset/>"}
	host := hosting.New(func(name string) ([]byte, bool) { text, ok := site[name]; return []byte(text), ok }, "/sub/")
	s := &server{host: host, files: site}
	open := httptest.NewServer(http.HandlerFunc(s.serve))
	defer open.Close()
	checker := online.Checker{Base: open.URL + "/sub/", Host: host, Files: files(site)}
	report, err := checker.Check(t.Context())
	if err != nil || len(lines(report)) > 0 {
		t.Fatal(err, lines(report))
	}
	delete(site, "prices/index.html")
	checker.Host = hosting.New(func(name string) ([]byte, bool) { return nil, name == "prices/index.html" || site[name] != "" }, "/sub/")
	if report, err = checker.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := []string{"pages: /sub/prices/: 200 | 404"}
	if got := lines(report); !slices.Equal(got, want) {
		t.Errorf("found %q", got)
	}
}

// TestNobody says why nothing can be looked at.
func TestNobody(t *testing.T) {
	for _, c := range []struct {
		name, base, want string
		plant            func(*testing.T, *server)
	}{
		{"no host", "https://example.com/", "there is no host of this name", func(_ *testing.T, s *server) {
			s.checker.Dial = func(context.Context, string, string) (net.Conn, error) { return nil, &net.DNSError{IsNotFound: true} }
		}},
		{"no connection", "https://example.com/", "no connection could be made", func(_ *testing.T, s *server) {
			s.checker.Dial = func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("refused") }
		}},
		{"it leads on", "https://example.com/", "it leads on to https://other.example/, so verify that", on("/", "", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://other.example/", http.StatusFound)
		})},
		{"a password", "https://example.com/", "a password is asked for (401)", on("/", "", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(401) })},
		{"no address", "example.com", "it is no address of a site", func(*testing.T, *server) {}},
		{"it stops", "https://example.com/", "it has stopped answering: no connection could be made", func(_ *testing.T, s *server) {
			for i := range 40 {
				s.publish(fmt.Sprintf("more/%d.html", i), "more")
			}
			dial, n := s.checker.Dial, atomic.Int32{}
			s.checker.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
				if n.Add(1) > 1 {
					return nil, errors.New("refused")
				}
				return dial(ctx, network, address)
			}
			s.planted = func(w http.ResponseWriter, _ *http.Request) bool { w.Header().Set("Connection", "close"); return false }
			s.secure.EnableHTTP2 = false
			s.checker.Tries = 1
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newServer(t, func(s *server) { c.plant(t, s) })
			s.checker.Base = c.base
			_, err := s.checker.Check(t.Context())
			var absent *online.AbsentError
			if !errors.As(err, &absent) || absent.Reason != c.want {
				t.Errorf("the error is %v", err)
			}
		})
	}
}

// TestCanceled stops at once.
func TestCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := newServer(t, func(s *server) { s.checker.Progress = func(int, int) { cancel() } })
	if _, err := s.checker.Check(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

// TestFileLost tells of a file that cannot be read, rather than of the site.
func TestFileLost(t *testing.T) {
	lost := errors.New("it is gone")
	s := newServer(t, func(s *server) {
		s.checker.Files[4].Open = func() (io.ReadCloser, error) { return nil, lost }
	})
	if _, err := s.checker.Check(t.Context()); !errors.Is(err, lost) {
		t.Errorf("the error is %v", err)
	}
}

// TestPolite asks no more at once than it may, and leaves a site that is too busy alone with all that it asks.
func TestPolite(t *testing.T) {
	var atOnce, most, early atomic.Int32
	var until atomic.Int64
	s := newServer(t, func(s *server) {
		for i := range 40 {
			s.publish(fmt.Sprintf("more/%d.txt", i), "more")
		}
		s.checker.Workers = 3
		s.planted = func(w http.ResponseWriter, r *http.Request) bool {
			most.Store(max(most.Load(), atOnce.Add(1)))
			defer atOnce.Add(-1)
			if time.Now().UnixNano() < until.Load() {
				early.Add(1)
			}
			if r.Header.Get("User-Agent") != "stillpoint (verifies its own site)" {
				t.Errorf("it names itself %q", r.Header.Get("User-Agent"))
			}
			if r.URL.Path == "/more/7.txt" && until.Load() == 0 {
				until.Store(time.Now().Add(time.Second).UnixNano())
				w.Header().Set("Retry-After", "1")
				w.WriteHeader(http.StatusServiceUnavailable)
				return true
			}
			return false
		}
	})
	if wrong := lines(s.check(t)); len(wrong) > 0 {
		t.Error(wrong)
	}
	if most.Load() > 3 {
		t.Errorf("%d requests at once", most.Load())
	}
	if early.Load() > 20 { // a few were on their way already, of some hundred
		t.Errorf("%d requests came though it was too busy", early.Load())
	}
}

// TestSteady finds the same in the same order, however many are at work.
func TestSteady(t *testing.T) {
	var first []string
	for workers := 1; workers < 20; workers += 6 {
		s := newServer(t, func(s *server) {
			s.files = map[string]string{"index.html": s.files["index.html"]}
			s.checker.Workers = workers
		})
		got := lines(s.check(t))
		for i := range got {
			got[i] = random().ReplaceAllString(got[i], "no-such-page-x")
		}
		if first == nil {
			first = got
		}
		if len(got) < 10 || !slices.Equal(first, got) {
			t.Errorf("with %d at work:\n%s\nwant\n%s", workers, strings.Join(got, "\n"), strings.Join(first, "\n"))
		}
	}
}
