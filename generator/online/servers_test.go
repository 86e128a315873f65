package online_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stillpoint/generator/compress"
	"stillpoint/generator/hostfiles"
	"stillpoint/generator/hostfiles/servertest"
	"stillpoint/generator/hosting"
	"stillpoint/generator/online"
)

// TestServers finds nothing wrong with a site that real servers serve as they were told to, and finds what is wrong once the files are others.
func TestServers(t *testing.T) {
	t.Parallel()
	for _, kind := range servertest.Kinds() {
		for _, base := range []string{"/", "/sub/"} {
			t.Run(kind+base, func(t *testing.T) {
				t.Parallel()
				checker, folder := realServer(t, kind, base)
				report, err := checker.Check(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if wrong := lines(report); len(wrong) > 0 {
					t.Errorf("found\n%s", strings.Join(wrong, "\n"))
				}
				if err := os.Remove(filepath.Join(folder, "prices", "index.html")); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(folder, "css", "site.48a3cf27a7.css.gz"), compressed("gzip", "p { color: red }"), 0o644); err != nil {
					t.Fatal(err)
				}
				report, err = checker.Check(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				wrong := lines(report)
				for _, want := range []string{"pages: " + base + "prices/: 200 | 40", "packed with gzip: " + base + "css/site.48a3cf27a7.css: the same as without | other bytes"} {
					if !slices.ContainsFunc(wrong, func(line string) bool { return strings.HasPrefix(line, want) }) {
						t.Errorf("%q is not among\n%s", want, strings.Join(wrong, "\n"))
					}
				}
			})
		}
	}
}

func compressed(encoding, text string) []byte {
	var press compress.Press
	if encoding == "br" {
		return press.Brotli([]byte(text), compress.Quick)
	}
	return press.Gzip([]byte(text))
}

// realServer starts a server with a site of its configuration, and returns what looks at it, and the folder.
func realServer(t *testing.T, kind, base string) (*online.Checker, string) {
	t.Helper()
	long := strings.Repeat("Slow, quiet hands. ", 120)
	site := map[string]string{
		"index.html": "<!doctype html>" + long, "404.html": "<!doctype html>Not here. " + long, "prices/index.html": "<!doctype html>Prices " + long,
		"contact/index.html": "<!doctype html>Contact", "css/site.48a3cf27a7.css": "p {} /*" + long + "*/", "robots.txt": "User-agent: *\n",
		"pictures/room-640.0f3a9c1d2b.webp": "RIFF" + strings.Repeat("\x00\xff", 2000), "manifest.webmanifest": "{}", "feed.xml": "<feed/>",
		"events/day.ics": "BEGIN:VCALENDAR", ".well-known/security.txt": "Contact: mailto:safe@quiettide.example",
	}
	about := hostfiles.Site{
		Host: kind, Base: base, Precompressed: true, Immutable: []string{"css/site.48a3cf27a7.css", "pictures/room-640.0f3a9c1d2b.webp"},
		Fields:   []hosting.Header{{Name: "X-Content-Type-Options", Value: "nosniff"}, {Name: "Permissions-Policy", Value: "camera=(), microphone=()"}},
		Policy:   "default-src 'none'; style-src 'self'",
		Policies: map[string]string{"/contact/": "default-src 'none'; form-action https://forms.example", "/404.html": "default-src 'none'"},
		Redirects: []hosting.Rule{
			redirectRule(t, base+"old/", base+"prices/", 301), redirectRule(t, base+"moved/:year/:name", base+"prices/?from=:year", 308),
			redirectRule(t, base+"shop/*", "https://shop.example/:splat", 302), redirectRule(t, base+"app/*", base+"contact/", 200),
		},
	}
	for name, text := range site {
		if compress.IsWorth(name, len(text)) {
			site[name+".gz"] = string(compressed("gzip", text))
			if kind != "nginx" || servertest.Brotli() {
				site[name+".br"] = string(compressed("br", text))
			}
		}
	}
	for name := range site {
		about.Names = append(about.Names, name)
	}
	rules, problems := hostfiles.Files(about)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, rule := range rules {
		site[rule.Name] = string(rule.Data)
	}
	served := t.TempDir()
	folder := filepath.Join(served, filepath.FromSlash(base))
	for name, text := range site {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	host := about.Answers(func(name string) ([]byte, bool) { text, ok := site[name]; return []byte(text), ok })
	address := servertest.StartBelow(t, kind, served, folder)
	return &online.Checker{Base: address + base, Files: files(site), Host: host}, folder
}

func redirectRule(t *testing.T, from, to string, status int) hosting.Rule {
	t.Helper()
	rule, err := hosting.ParseRule(from, to, status, false)
	if err != nil {
		t.Fatal(err)
	}
	return rule
}
