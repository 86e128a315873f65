package generator_test

import (
	"io"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/hostfiles"
	"stillpoint/generator/hostfiles/servertest"
	"stillpoint/generator/hosting"
)

// hostedSite is a small site with all that hosts are told of.
func hostedSite(host, more string) map[string]string {
	return map[string]string{
		"stillpoint.yaml": "site: {title: Still Waters, url: \"https://user.example/waters/\"}\nchecks: off\npublish: {host: \"" + host + "\"}\n" +
			"redirects:\n  - {from: /old-prices/, to: /prices/}\n  - {from: \"/blog/*\", to: \"/news/:splat\", status: 302}\n  - {from: /elsewhere, to: https://other.example/, force: true}\n" +
			"headers:\n  - {for: \"/news/*\", set: {X-Robots-Tag: noindex}}\n" + more,
		"content/_index.md":     "---\ntitle: Still Waters\n---\nRest.\n",
		"content/prices.md":     "---\ntitle: Prices\naliases: [/fees/]\n---\nLittle.\n",
		"content/news/first.md": "---\ntitle: First\n---\nNews.\n",
	}
}

func hosted(t *testing.T, files map[string]string) (dir string, result *generator.Result) {
	t.Helper()
	dir = folder(t, files)
	return dir, build(t, generator.Options{Source: dir, Defaults: stillpoint.Defaults()})
}

// TestHostFiles builds for each host: its files are there, aliases are led by it where it can do that, and the result answers as it does.
func TestHostFiles(t *testing.T) {
	t.Parallel()
	for _, host := range append(hostfiles.Hosts(), "github", "") {
		t.Run(host, func(t *testing.T) {
			t.Parallel()
			dir, result := hosted(t, hostedSite(host, ""))
			files := tree(t, filepath.Join(dir, "public"))
			there := ""
			for _, name := range hostfiles.Names(host) {
				there += files[name]
			}
			leads := host != "github" && host != ""
			if told := strings.Contains(there, "old-prices") && strings.Contains(there, "/waters/"); told != leads {
				t.Errorf("%s is told of redirects: %t\n%s", host, told, there)
			}
			if told := strings.Contains(there, "fees"); told != hostfiles.Redirecting(host) {
				t.Errorf("%s is told of the alias: %t", host, told)
			}
			if files["fees/index.html"] == "" {
				t.Error("the page of the alias is gone")
			}
			checkHost(t, host, result, files)
		})
	}
}

// TestHostFilesStayPlain compresses pages, and not what the host alone reads.
func TestHostFilesStayPlain(t *testing.T) {
	t.Parallel()
	for _, host := range []string{"vercel", "azure", "nginx"} {
		dir, _ := hosted(t, hostedSite(host, "build: {precompress: yes}\n"))
		files := tree(t, filepath.Join(dir, "public"))
		for _, name := range hostfiles.Names(host) {
			if files[name] == "" || files[name+".br"] != "" || files[name+".gz"] != "" {
				t.Errorf("%s is there: %t, and compressed: %t, %t", name, files[name] != "", files[name+".br"] != "", files[name+".gz"] != "")
			}
		}
		if files["index.html.br"] == "" {
			t.Error("the home page is not there compressed")
		}
	}
}

// checkHost asks the result how the host answers.
func checkHost(t *testing.T, host string, result *generator.Result, files map[string]string) {
	t.Helper()
	answers := result.Host(func(name string) bool { return files[name] != "" })
	want := hosting.Answer{Status: 200, Name: "fees/index.html"}
	if hostfiles.Redirecting(host) {
		want = hosting.Answer{Status: 301, Location: "/waters/prices/"}
	}
	if got := answers.Answer("/waters/fees/", ""); got != want {
		t.Errorf("%s answers for the alias with %+v, want %+v", host, got, want)
	}
	sheet := ""
	for name := range files {
		if strings.HasPrefix(name, "css/") {
			sheet = name
		}
	}
	told := host != "github" && host != "gitlab" && host != "codeberg" && host != ""
	immutable := slices.Contains(answers.Headers("/waters/"+sheet), hosting.Header{Name: "Cache-Control", Value: hostfiles.CacheImmutable})
	if immutable != told {
		t.Errorf("%s lets %q be kept: %t", host, sheet, immutable)
	}
	if slices.Contains(answers.Headers("/waters/prices/"), hosting.Header{Name: "Cache-Control", Value: hostfiles.CacheImmutable}) {
		t.Errorf("%s lets a page be kept", host)
	}
}

// TestHostFilesFollow adds a page with an alias to a site that was built before: its host is told as if it had been there from the beginning.
func TestHostFilesFollow(t *testing.T) {
	t.Parallel()
	dir := folder(t, hostedSite("netlify", ""))
	options := generator.Options{Source: dir, Defaults: stillpoint.Defaults(), Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
	warm := generator.NewBuilder(options)
	defer func() { check(t, warm.Close()) }()
	if _, err := warm.Build(t.Context()); err != nil {
		t.Fatal(err)
	}
	change(t, dir, map[string]string{"content/news/second.md": "---\ntitle: Second\naliases: [/2/]\n---\nMore.\n"})
	if _, err := warm.Build(t.Context()); err != nil {
		t.Fatal(err)
	}
	got := tree(t, filepath.Join(dir, "public"))
	options.Destination, options.NoCache = t.TempDir(), true
	build(t, options)
	want := tree(t, options.Destination)
	for _, name := range hosting.RuleFiles() {
		if got[name] != want[name] || want[name] == "" {
			t.Errorf("%s:\n%s\nwant\n%s", name, got[name], want[name])
		}
	}
	if !strings.Contains(got["_redirects"], "/waters/2/ /waters/news/second/ 301!") {
		t.Error(got["_redirects"])
	}
}

// TestOwnHostFiles keeps a file of rules that the site has itself, and says what is not published for it.
func TestOwnHostFiles(t *testing.T) {
	t.Parallel()
	site := hostedSite("netlify", "")
	site["assets/static/_headers"] = "/waters/*\n  X-Own: yes\n"
	site["assets/static/_redirects"] = "/waters/gone /waters/prices/\n"
	dir, result := hosted(t, site)
	if got := tree(t, filepath.Join(dir, "public")); got["_headers"] != site["assets/static/_headers"] || got["_redirects"] != site["assets/static/_redirects"] {
		t.Errorf("%s\n%s", got["_headers"], got["_redirects"])
	}
	for _, name := range []string{"_headers", "_redirects"} {
		if !strings.Contains(diagnostics(result), "assets/static/"+name) {
			t.Errorf("nothing is said of %s: %s", name, diagnostics(result))
		}
	}
	answers := result.Host(func(string) bool { return false })
	if got := answers.Answer("/waters/gone", ""); got.Location != "/waters/prices/" {
		t.Errorf("got %+v", got)
	}
	if got := answers.Headers("/waters/"); len(got) != 1 || got[0].Name != "X-Own" {
		t.Errorf("got %v", got)
	}
}

func diagnostics(result *generator.Result) string {
	text := ""
	for _, d := range result.Diagnostics {
		text += d.String() + "\n"
	}
	return text
}

// TestRedirectsLead follows redirects of the configuration whatever the host, and tells of them where they are written.
func TestRedirectsLead(t *testing.T) {
	t.Parallel()
	for _, host := range []string{"", "nginx", "github"} {
		site := hostedSite(host, "")
		site["stillpoint.yaml"] = strings.NewReplacer("/prices/", "/prizes/", "checks: off\n", "").Replace(site["stillpoint.yaml"])
		result, err := generator.Build(t.Context(), generator.Options{Source: folder(t, site), Defaults: stillpoint.Defaults()})
		if err != nil {
			t.Fatal(err)
		}
		if said := diagnostics(result); !strings.Contains(said, "stillpoint.yaml:4:30: the redirect from /waters/old-prices/ leads to nothing") {
			t.Errorf("%q: %s", host, said)
		}
		if said := diagnostics(result); (strings.Contains(said, "no host is told") || strings.Contains(said, "GitHub Pages")) == (host == "nginx") {
			t.Errorf("%q: %s", host, said)
		}
	}
}

// TestServed serves a whole site with each real server as it was published for it, and asks for every file.
func TestServed(t *testing.T) {
	t.Parallel()
	for _, kind := range servertest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			files := hostedSite(kind, "")
			files["stillpoint.yaml"] = strings.Replace(files["stillpoint.yaml"], "/waters/", "/", 1)
			dir, result := hosted(t, files)
			root := filepath.Join(dir, "public")
			server := servertest.Start(t, kind, root)
			published := tree(t, root)
			answers := result.Host(func(name string) bool { return published[name] != "" })
			for name := range published {
				if plain := strings.TrimSuffix(strings.TrimSuffix(name, ".br"), ".gz"); plain != name && published[plain] != "" {
					continue // nobody asks for these by their names, and servers differ in which type they say
				}
				address := "/" + strings.TrimSuffix(name, "index.html")
				compare(t, server, address, answers, published)
			}
			for _, address := range []string{"/nothing/here", "/css/site.0000000000.css", "/.host/nginx.conf", "/.stillpoint.json", "/.htaccess", "/old-prices", "/blog/a/b", "/elsewhere/", "/news"} {
				compare(t, server, address, answers, published)
			}
		})
	}
}

func compare(t *testing.T, server, address string, answers *hosting.Host, published map[string]string) {
	t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true}}
	response, err := client.Get(server + address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	want := answers.Answer(address, "")
	if response.StatusCode != want.Status || strings.TrimPrefix(response.Header.Get("Location"), server) != want.Location {
		t.Errorf("%s: %d %q, want %+v", address, response.StatusCode, response.Header.Get("Location"), want)
		return
	}
	if want.Name == "" {
		return
	}
	if string(body) != published[want.Name] || response.Header.Get("Content-Type") != hosting.ContentType(want.Name) {
		t.Errorf("%s: %d bytes of type %q, want %s", address, len(body), response.Header.Get("Content-Type"), want.Name)
	}
	for _, field := range answers.Headers(address) {
		if got := strings.Join(response.Header.Values(field.Name), ", "); got != field.Value {
			t.Errorf("%s: %s is %q, want %q", address, field.Name, got, field.Value)
		}
	}
	if address == "/css/site.0000000000.css" && strings.Contains(response.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("%s is not there, and must not be kept", address)
	}
}
