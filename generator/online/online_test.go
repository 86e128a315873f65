package online_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"stillpoint/generator/hosting"
	"stillpoint/generator/online"
)

// now is the day of all these tests.
func now() time.Time { return time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC) }

const policy = "default-src 'none'; img-src 'self'; script-src 'self' 'sha256-abc='"

// published is a small site with all that there is to look at.
func published() map[string]string {
	long := strings.Repeat("Slow, quiet hands. ", 120)
	return map[string]string{
		"index.html":               "<!doctype html><title>Quiet Tide</title><p>" + long,
		"prices/index.html":        "<!doctype html><title>Prices</title><p>" + long,
		"über uns/index.html":      "<!doctype html><title>About us</title>",
		"404.html":                 "<!doctype html><title>Not here</title>",
		"styles/main.abc.css":      "body { color: black } /* " + long + " */",
		"pictures/harbour.webp":    "RIFF\x00\x01\x02\x03WEBP\xff\xfe" + strings.Repeat("\x9c\x07", 900),
		"feed.xml":                 "<feed/>",
		"robots.txt":               "User-agent: *\nAllow: /\n",
		"sitemap.xml":              "<urlset><url><loc>https://example.com/</loc></url><url><loc>https://example.com/prices/</loc></url></urlset>",
		".well-known/security.txt": "Contact: mailto:safe@example.com\n",
		"_redirects": "/old-prices/ /prices/ 301\n/news/:year/:name /prices/?from=:year 302\n/shop/* https://shop.example/:splat 308\n" +
			"/gone/* /404.html 404\n/show/* /prices/ 200\n",
		"_headers": "/*\n  Content-Security-Policy: " + policy + "\n  X-Content-Type-Options: nosniff\n  Strict-Transport-Security: max-age=31536000; includeSubDomains\n" +
			"/styles/*\n  Cache-Control: public, max-age=31536000, immutable\n",
	}
}

// server serves a site as package hosting says. What is planted comes first.
type server struct {
	host    *hosting.Host
	files   map[string]string                                // that are served
	whole   map[string]string                                // that were published
	field   func(r *http.Request, name, value string) string // changes what the fields of files say
	planted func(w http.ResponseWriter, r *http.Request) bool
	secure  *httptest.Server
	open    *httptest.Server
	roots   *x509.CertPool
	checker online.Checker

	packs sync.Map // what was packed already

	mu    sync.Mutex
	asked []string
}

func newServer(t *testing.T, change func(*server)) *server {
	t.Helper()
	s := &server{files: published(), whole: published()}
	s.host = hosting.New(func(name string) ([]byte, bool) { text, ok := s.whole[name]; return []byte(text), ok }, "/")
	if problems := s.host.Problems(); len(problems) > 0 {
		t.Fatal(problems)
	}
	s.secure = httptest.NewUnstartedServer(http.HandlerFunc(s.serve))
	s.secure.EnableHTTP2 = true
	s.secure.Config.ErrorLog = nil
	s.open = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.planted == nil || !s.planted(w, r) {
			http.Redirect(w, r, "https://example.com"+r.URL.RequestURI(), http.StatusMovedPermanently)
		}
	}))
	t.Cleanup(s.open.Close)
	s.checker = online.Checker{
		Base: "https://example.com/", Host: s.host, Timeout: 10 * time.Second, Now: now(), Files: files(s.whole),
		Dial: s.dial,
	}
	s.certify(t, now().AddDate(0, -1, 0), now().AddDate(0, 2, 0), "example.com", "www.example.com")
	if change != nil {
		change(s)
	}
	s.checker.Roots = s.roots
	s.secure.StartTLS()
	t.Cleanup(s.secure.Close)
	return s
}

func files(site map[string]string) []online.File {
	var all []online.File
	for name, text := range site {
		open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
		all = append(all, online.File{Name: name, Size: int64(len(text)), Open: open})
	}
	slices.SortFunc(all, func(a, b online.File) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// dial leads every name to the servers of the test.
func (s *server) dial(ctx context.Context, network, address string) (net.Conn, error) {
	to := s.secure.Listener
	if strings.HasSuffix(address, ":80") {
		to = s.open.Listener
	}
	return (&net.Dialer{}).DialContext(ctx, network, to.Addr().String())
}

// certify gives the server a certificate of its own authority.
func (s *server) certify(t *testing.T, from, to time.Time, names ...string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	plan := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotBefore: from, NotAfter: to, DNSNames: names,
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, plan, plan, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	s.roots = x509.NewCertPool()
	s.roots.AddCert(leaf)
	s.secure.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}}}
}

func (s *server) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, r.Header.Get("Accept-Encoding")+" "+r.Host+r.URL.Path)
	s.mu.Unlock()
	if s.planted != nil && s.planted(w, r) {
		return
	}
	if r.Host == "www.example.com" {
		http.Redirect(w, r, "https://example.com"+r.URL.RequestURI(), http.StatusMovedPermanently)
		return
	}
	for _, field := range s.host.Headers(r.URL.Path) {
		w.Header().Set(field.Name, field.Value)
	}
	answer := s.host.Answer(r.URL.Path, r.URL.RawQuery)
	text, there := s.files[answer.Name]
	switch {
	case answer.Location != "":
		w.Header().Set("Location", answer.Location)
		w.WriteHeader(answer.Status)
	case !there || answer.Status == http.StatusNotFound:
		s.send(w, r, http.StatusNotFound, "404.html", s.files["404.html"])
	default:
		s.send(w, r, answer.Status, answer.Name, text)
	}
}

// send sends a file, packed where the browser takes that.
func (s *server) send(w http.ResponseWriter, r *http.Request, status int, name, text string) {
	w.Header().Set("Content-Type", hosting.ContentType(name))
	if len(text) > 1000 && !strings.HasSuffix(name, ".webp") {
		w.Header().Set("Vary", "Accept-Encoding")
		if encoding := r.Header.Get("Accept-Encoding"); encoding == "br" || encoding == "gzip" {
			w.Header().Set("Content-Encoding", encoding)
			text = s.packed(encoding, name, text)
		}
	}
	tag := `"` + etag(text) + `"`
	w.Header().Set("ETag", tag)
	if s.field != nil {
		for name := range w.Header() {
			if value := s.field(r, name, w.Header().Get(name)); value != "" {
				w.Header().Set(name, value)
			} else {
				w.Header()[name] = nil // so that nothing is made up
			}
		}
	}
	if status == http.StatusOK && r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text)
}

// packed returns a text packed, which it is once.
func (s *server) packed(encoding, name, text string) string {
	key := encoding + name + fmt.Sprint(len(text))
	if done, known := s.packs.Load(key); known {
		return done.(string)
	}
	done := pack(encoding, text)
	s.packs.Store(key, done)
	return done
}

func etag(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text)))[:16] }

func pack(encoding, text string) string {
	var b bytes.Buffer
	var w io.WriteCloser = gzip.NewWriter(&b)
	if encoding == "br" {
		w = brotli.NewWriter(&b)
	}
	_, _ = io.WriteString(w, text)
	_ = w.Close()
	return b.String()
}

func (s *server) check(t *testing.T) *online.Report {
	t.Helper()
	report, err := s.checker.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// lines returns what is wrong, a line each.
func lines(report *online.Report) []string {
	var all []string
	for _, row := range report.Rows {
		for _, p := range row.Problems {
			line := fmt.Sprintf("%s: %s: %s | %s", row.Name, p.Address, p.Expected, p.Found)
			if p.Warning {
				line += " (warning)"
			}
			all = append(all, line)
		}
	}
	return all
}

// TestGood finds nothing wrong with a site that is served rightly, and has looked at all of it.
func TestGood(t *testing.T) {
	s := newServer(t, nil)
	report := s.check(t)
	if wrong := lines(report); len(wrong) > 0 {
		t.Errorf("found\n%s", strings.Join(wrong, "\n"))
	}
	counts := map[string]int{}
	for _, row := range report.Rows {
		counts[row.Name] = row.Good
	}
	want := map[string]int{
		"pages": 3, "other files": 6, "redirects": 5, "folders without their slash": 2, "addresses that there are not": 2, "Content-Type": 11,
		"Content-Security-Policy": 11, "X-Content-Type-Options": 11, "Strict-Transport-Security": 11, "Cache-Control": 1, "packed with br": 3, "packed with gzip": 3,
		"asked again: not changed": 9, "not for visitors": 4, "no cookies": 5, "addresses in the sitemap": 2, "certificate and connection": 3, "http leads to https": 2,
		"with and without www": 1,
	}
	for name, n := range want {
		if counts[name] != n {
			t.Errorf("%s: %d good, want %d", name, counts[name], n)
		}
		delete(counts, name)
	}
	if len(counts) > 0 {
		t.Errorf("and besides %v", counts)
	}
	if report.Requests != len(s.asked)+2 { // two of them at http
		t.Errorf("%d requests are told, %d came", report.Requests, len(s.asked)+2)
	}
}
