package hostfiles_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"stillpoint/generator/hostfiles"
	"stillpoint/generator/hostfiles/servertest"
	"stillpoint/generator/hosting"
)

// rule reads a redirect.
func rule(t testing.TB, from, to string, status int, force bool) hosting.Rule {
	t.Helper()
	r, err := hosting.ParseRule(from, to, status, force)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func fields(t testing.TB, address string, pairs ...string) hostfiles.Rule {
	t.Helper()
	a, err := hosting.ParseAddress(address)
	if err != nil {
		t.Fatal(err)
	}
	r := hostfiles.Rule{For: a}
	for i := 0; i < len(pairs); i += 2 {
		field, err := hosting.ParseHeader(pairs[i], pairs[i+1])
		if err != nil {
			t.Fatal(err)
		}
		r.Fields = append(r.Fields, field)
	}
	return r
}

// published is a small site, each file with its name in its text.
func published() []string {
	return []string{
		"index.html", "404.html", "about/index.html", "contact/index.html", "plain.html", "app/index.html", "gone.html", "both.html", "both/index.html",
		"css/site.48a3cf27a7.css", "js/today.0123456789.js", "pictures/room-640.0f3a9c1d2b.webp", "pictures/room-640.0f3a9c1d2b.avif",
		"manifest.webmanifest", "feed.xml", "drawing.svg", "events/day.ics", "robots.txt", "café/index.html", "team/anna/index.html", "data.json",
		"downloads/list.pdf", "empty/deep/index.html", ".well-known/security.txt",
	}
}

func immutable() []string {
	return []string{"css/site.48a3cf27a7.css", "js/today.0123456789.js", "pictures/room-640.0f3a9c1d2b.webp", "pictures/room-640.0f3a9c1d2b.avif"}
}

const (
	mostPolicy    = "default-src 'none'; style-src 'self' 'sha256-abc='; script-src 'self'"
	contactPolicy = "default-src 'none'; style-src 'self'; form-action https://forms.example"
	missingPolicy = "default-src 'none'"
)

// described is a description with all that there is.
func described(t testing.TB, host, base string) hostfiles.Site {
	t.Helper()
	b := strings.TrimSuffix(base, "/")
	return hostfiles.Site{
		Host: host, Base: base, Names: published(), Immutable: immutable(), Precompressed: true,
		Fields: []hosting.Header{
			{Name: "Strict-Transport-Security", Value: "max-age=63072000; includeSubDomains"},
			{Name: "X-Content-Type-Options", Value: "nosniff"},
			{Name: "Permissions-Policy", Value: `camera=(), geolocation=(self "https://maps.example")`},
			{Name: "X-Frame-Options", Value: "DENY"},
		},
		Policy:   mostPolicy,
		Policies: map[string]string{"/contact/": contactPolicy, "/404.html": missingPolicy, "/plain.html": contactPolicy},
		Redirects: []hosting.Rule{
			rule(t, b+"/old/", b+"/about/", 0, false),
			rule(t, b+"/about/", b+"/contact/", 0, false), // a file is there
			rule(t, b+"/plain", b+"/about/?a=b", 302, true),
			rule(t, b+"/moved/:year/:name", b+"/:name/?from=:year", 308, false),
			rule(t, b+"/shop/*", "https://shop.example/:splat", 307, false),
			rule(t, b+"/more/*", b+"/about/#:splat", 303, false),
			rule(t, b+"/caf%C3%A9/old", b+"/caf%C3%A9/", 301, false),
			rule(t, b+"/it's%20(new)", b+"/about/", 301, false),
			rule(t, b+"/round/*", b+"/round/here", 301, false),
			rule(t, b+"/app/*", b+"/app/index.html", 200, false),
			rule(t, b+"/people/:name", b+"/team/:name", 200, false),
			rule(t, b+"/forced/:name", b+"/team/:name/", 200, true),
			rule(t, b+"/all/*", b+"/about/", 200, true),
			rule(t, b+"/nothing", b+"/nowhere/", 200, false),
			rule(t, b+"/lost/*", b+"/404.html", 404, false),
		},
		Headers: []hostfiles.Rule{
			fields(t, b+"/downloads/*", "X-Robots-Tag", "noindex", "cache-control", "no-store"),
			fields(t, b+"/downloads/:any", "X-Robots-Tag", "nofollow", "X-Quoted", `a "b" 'c' \d 100% {"e":1} `+"tab\there"),
			fields(t, b+"/about/", "X-Frame-Options", "SAMEORIGIN"),
		},
	}
}

// site is a published folder, and the server's folder in which it lies.
type site struct {
	served, folder string
	host           *hosting.Host
	texts          map[string]string
}

// publish writes a site, and the files of its description.
func publish(t testing.TB, s hostfiles.Site) site {
	t.Helper()
	served := t.TempDir()
	w := site{served: served, folder: filepath.Join(served, filepath.FromSlash(s.Base)), texts: map[string]string{}}
	for _, name := range s.Names {
		text := "This is " + name + ". " + strings.Repeat("Rest here. ", 40)
		w.texts[name] = text
		put(t, filepath.Join(w.folder, name), []byte(text))
		if s.Precompressed && !strings.HasPrefix(name, "pictures/") && !strings.HasSuffix(name, ".pdf") {
			put(t, filepath.Join(w.folder, name+".gz"), gzipped(t, text))
			put(t, filepath.Join(w.folder, name+".br"), brotlied(t, text))
		}
	}
	files, problems := hostfiles.Files(s)
	for _, p := range problems {
		t.Errorf("%s: %+v", s.Host, p)
	}
	for _, f := range files {
		put(t, filepath.Join(w.folder, f.Name), f.Data)
	}
	w.host = s.Answers(func(name string) ([]byte, bool) { text, ok := w.texts[name]; return []byte(text), ok })
	return w
}

func put(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func gzipped(t testing.TB, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func brotlied(t testing.TB, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := brotli.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// got is what a server has answered.
type got struct {
	status int
	header http.Header
	body   string
}

// ask asks a server, and follows no redirect. The address is sent as it stands.
func ask(t testing.TB, server, address, accepts string) got {
	t.Helper()
	client := &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Timeout: time.Minute,
		Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true},
	}
	request, err := http.NewRequest(http.MethodGet, server, nil)
	if err != nil {
		t.Fatal(err)
	}
	path, query, _ := strings.Cut(address, "?")
	request.URL.Opaque, request.URL.RawQuery = path, query
	if strings.HasPrefix(path, "//") {
		request.URL.Opaque = "/." + path
	}
	if accepts != "" {
		request.Header.Set("Accept-Encoding", accepts)
	}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return got{response.StatusCode, response.Header, string(body)}
}

// place returns a Location field without the server's own name, and decoded, so that two that lead to the same place are the same text.
func place(t testing.TB, server, location string) string {
	t.Helper()
	location = strings.TrimPrefix(location, server)
	u, err := url.Parse(location)
	if err != nil {
		t.Errorf("%q cannot be read: %v", location, err)
		return location
	}
	query, err := url.QueryUnescape(u.RawQuery)
	if err != nil {
		query = u.RawQuery
	}
	return fmt.Sprintf("%s %s %s ?%s #%s", u.Scheme, u.Host, u.Path, query, u.Fragment)
}

// disagreement says in what a server's answer is not that of package hosting; "" where it is.
func disagreement(t testing.TB, s site, server, address string, answer got) string {
	t.Helper()
	path, query, _ := strings.Cut(address, "?")
	decoded, err := url.PathUnescape(path)
	if err != nil {
		return ""
	}
	want := s.host.Answer(decoded, query)
	status := answer.status
	if status == 308 && want.Status == 301 && strings.HasPrefix(want.Location, path+"/") {
		status = 301 // as Caddy says it
	}
	switch {
	case status != want.Status:
		return fmt.Sprintf("status %d, want %+v (Location %q)", answer.status, want, answer.header.Get("Location"))
	case want.Location != "":
		if got, want := place(t, server, answer.header.Get("Location")), place(t, server, want.Location); got != want {
			return fmt.Sprintf("leads to %s, want %s", got, want)
		}
		return ""
	case want.Name != "" && answer.body != s.texts[want.Name]:
		return fmt.Sprintf("sends %.40q, want %s", answer.body, want.Name)
	case want.Name != "" && answer.header.Get("Content-Type") != hosting.ContentType(want.Name):
		return fmt.Sprintf("has the type %q, want that of %s", answer.header.Get("Content-Type"), want.Name)
	case want.Status == 400:
		return ""
	}
	return wrongFields(s, decoded, answer)
}

// wrongFields says which header fields are not those of the description.
func wrongFields(s site, decoded string, answer got) string {
	want := http.Header{}
	for _, field := range s.host.Headers(decoded) {
		want.Add(field.Name, field.Value)
	}
	for name := range want {
		if got, want := strings.Join(answer.header.Values(name), ", "), strings.Join(want.Values(name), ", "); got != want {
			return fmt.Sprintf("%s is %q, want %q", name, got, want)
		}
	}
	for _, name := range []string{"Content-Security-Policy", "Cache-Control", "X-Robots-Tag", "X-Quoted", "X-Frame-Options"} {
		if want.Get(name) == "" && answer.header.Get(name) != "" {
			return fmt.Sprintf("%s is %q, want none", name, answer.header.Get(name))
		}
	}
	return ""
}

// addresses are asked of each server, below the base of the site.
func addresses() []string {
	return []string{
		"", "index.html", "about/", "about", "about/index.html", "contact/", "contact", "contact/index.html", "plain.html", "both", "both/", "both.html", "nope", "nope/", "nope/deeper", "about/nope",
		"css/site.48a3cf27a7.css", "css/site.48a3cf27a7.css?v=1", "css/site.0000000000.css", "css/", "css", "js/today.0123456789.js", "pictures/room-640.0f3a9c1d2b.webp", "pictures/room-640.0f3a9c1d2b.avif",
		"manifest.webmanifest", "feed.xml", "drawing.svg", "events/day.ics", "events/", "events", "robots.txt", "robots.txt/", "robots.txt/more", "caf%C3%A9/", "caf%c3%a9", "data.json", "404.html", "404",
		"old", "old/", "old/?x=y", "old/more", "plain", "plain?x=y", "plain/", "moved/2020/about", "moved/2020/about/", "moved/2020/a%20b%26c", "moved/2020", "moved/2020/a/b",
		"shop/", "shop", "shop/a/b/?q=%22", "shop/%22%3E", "shop/%E2%82%AC", "shop/a%25b", "more/x", "more/x?q=1", "caf%C3%A9/old", "caf%c3%a9/old/", "it%27s%20(new)", "it's%20%28new%29",
		"round/x", "round/here", "round/", "app/", "app", "app/any/where", "app/x?y=z", "people/anna", "people/nobody", "forced/anna", "forced/nobody", "all/x", "all", "nothing", "lost/x", "lost",
		".htaccess", ".host/nginx.conf", ".host/Caddyfile", ".host/", ".stillpoint.json", ".git/config", "about/.env", ".well-known/security.txt", ".well-known/nope", ".well-known/.x", "%2egit/config",
		"downloads/list.pdf", "downloads/nope", "downloads/a/b", "empty/", "empty", "empty/deep", "empty/deep/", "a//b", "shop//evil.example", "shop/%5Cevil", "a/../b", "shop/%0d%0aX:y", "a/%2e%2e/b", "shop/..",
	}
}

// TestServers holds the answers of real servers against those of package hosting for the same description.
func TestServers(t *testing.T) {
	t.Parallel()
	for _, kind := range servertest.Kinds() {
		for _, base := range []string{"/", "/nursery/"} {
			t.Run(kind+base, func(t *testing.T) {
				t.Parallel()
				s := publish(t, described(t, kind, base))
				server := servertest.StartBelow(t, kind, s.served, s.folder)
				for _, address := range addresses() {
					if wrong := disagreement(t, s, server, base+address, ask(t, server, base+address, "")); wrong != "" {
						t.Errorf("%s: %s", base+address, wrong)
					}
				}
			})
		}
	}
}

// TestCompressed asks for what was made smaller.
func TestCompressed(t *testing.T) {
	t.Parallel()
	for _, kind := range servertest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := publish(t, described(t, kind, "/"))
			server := servertest.Start(t, kind, s.folder)
			for _, address := range []string{"/", "/about/", "/css/site.48a3cf27a7.css", "/drawing.svg", "/events/day.ics", "/manifest.webmanifest", "/nope", "/plain.html", "/feed.xml"} {
				for _, accepts := range []string{"gzip", "gzip, deflate, br, zstd", "br", "identity", "", "br;q=0, gzip;q=0"} {
					checkCompressed(t, s, kind, address, accepts, ask(t, server, address, accepts))
				}
			}
		})
	}
}

func checkCompressed(t *testing.T, s site, kind, address, accepts string, answer got) {
	t.Helper()
	want := s.host.Answer(address, "").Name
	encoding := ""
	switch {
	case strings.Contains(accepts, "q=0"):
	case strings.Contains(accepts, "br") && (kind != "nginx" || servertest.Brotli()):
		encoding = "br"
	case strings.Contains(accepts, "gzip"):
		encoding = "gzip"
	}
	if got := answer.header.Get("Content-Encoding"); got != encoding {
		t.Errorf("%s for %q comes as %q, want %q", address, accepts, got, encoding)
		return
	}
	if got := unpacked(t, encoding, answer.body); got != s.texts[want] {
		t.Errorf("%s for %q holds %.30q", address, accepts, got)
	}
	if got := answer.header.Get("Content-Type"); got != hosting.ContentType(want) {
		t.Errorf("%s for %q has the type %q", address, accepts, got)
	}
	if !slices.ContainsFunc(answer.header.Values("Vary"), func(v string) bool { return strings.EqualFold(v, "Accept-Encoding") }) {
		t.Errorf("%s for %q does not vary: %q", address, accepts, answer.header.Values("Vary"))
	}
	if wrong := wrongFields(s, address, answer); wrong != "" {
		t.Errorf("%s for %q: %s", address, accepts, wrong)
	}
}

func unpacked(t testing.TB, encoding, body string) string {
	t.Helper()
	var reader io.Reader = strings.NewReader(body)
	switch encoding {
	case "br":
		reader = brotli.NewReader(reader)
	case "gzip":
		unzip, err := gzip.NewReader(reader)
		if err != nil {
			t.Error(err)
			return ""
		}
		reader = unzip
	}
	all, err := io.ReadAll(reader)
	if err != nil {
		t.Error(err)
	}
	return string(all)
}

// TestManyPages has many pages with policies of their own, some of them longer than nginx takes in one word, and many redirects.
func TestManyPages(t *testing.T) {
	t.Parallel()
	for _, kind := range servertest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := hostfiles.Site{Host: kind, Base: "/", Policy: mostPolicy, Policies: map[string]string{}, Names: []string{"404.html", "index.html"}}
			policies := []string{contactPolicy, missingPolicy, "script-src " + strings.Repeat("'sha256-0123456789abcdefghijklmnopqrstuvwxyz0123456='  ", 100) + "'self'"}
			for i := range 300 {
				address := fmt.Sprintf("/page/%d.x/", i)
				s.Names = append(s.Names, address[1:]+"index.html")
				s.Policies[address] = policies[i%len(policies)]
				s.Redirects = append(s.Redirects, rule(t, fmt.Sprintf("/old/%d", i), address, 301, i%2 == 0))
			}
			published := publish(t, s)
			server := servertest.Start(t, kind, published.folder)
			for _, address := range []string{"/", "/nope", "/page/0.x/", "/page/1.x/", "/page/2.x/", "/page/298.x/index.html", "/page/299.x/", "/page/299xx/", "/old/0", "/old/299/", "/old/2999", "/old/7?a=b"} {
				if wrong := disagreement(t, published, server, address, ask(t, server, address, "")); wrong != "" {
					t.Errorf("%s: %s", address, wrong)
				}
			}
		})
	}
}
