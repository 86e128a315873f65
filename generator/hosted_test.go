package generator_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/edits"
)

// settled is a site with some lines more in its configuration.
func settled(t *testing.T, url, lines string) generator.Options {
	t.Helper()
	files := edits.Site()
	files["stillpoint.yaml"] = strings.NewReplacer("publish: {host: \"\"}\n", "", "https://quiettide.example/", url).
		Replace(files["stillpoint.yaml"]) + lines
	dir := folder(t, files)
	return generator.Options{Source: dir, Destination: filepath.Join(dir, "public"), Defaults: edits.Defaults(stillpoint.Defaults()), Remember: true,
		Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
}

// TestSecurityText says whom to tell of a weakness, until a day that changes with the quarters of a year alone, which warm builds see too.
func TestSecurityText(t *testing.T) {
	o := settled(t, "https://quiettide.example/", "security: {contact: [security@quiettide.example, 'https://quiettide.example/contact/']}\n")
	for day, expires := range map[string]string{"2026-10-01": "2027-07-01", "2026-12-31": "2027-07-01", "2027-01-01": "2027-10-01", "2028-02-29": "2028-10-01"} {
		o.Now, _ = time.Parse(time.DateOnly, day)
		want := "Contact: mailto:security@quiettide.example\nContact: https://quiettide.example/contact/\nExpires: " + expires +
			"T00:00:00Z\nPreferred-Languages: en-GB\nCanonical: https://quiettide.example/.well-known/security.txt\n"
		if got := string(rebuild(t, o)[".well-known/security.txt"]); got != want {
			t.Errorf("on %s there is\n%s\nnot\n%s", day, got, want)
		}
	}
}

// TestSecurityTextIsOfTheHost leaves security.txt out of a site that lies below a folder, and says why; not where the site is only tried out there.
func TestSecurityTextIsOfTheHost(t *testing.T) {
	o := settled(t, "https://quiettide.example/sub/", "security:\n  contact: [security@quiettide.example]\n")
	result := must(generator.Build(t.Context(), o))
	told := ""
	for _, d := range result.Diagnostics {
		if d.Code == "no-security-file" {
			told += d.String()
		}
	}
	if !strings.HasPrefix(told, "stillpoint.yaml:10:12: warning: ") || published(t, o.Destination)[".well-known/security.txt"] != nil {
		t.Errorf("%q", told)
	}
	o.BaseURL = "https://preview.example/sub/"
	for _, d := range must(generator.Build(t.Context(), o)).Diagnostics {
		if d.Code == "no-security-file" {
			t.Error(d)
		}
	}
}

// TestDomain names the host for those who publish a branch, and for nobody else; and not where the host is theirs, or the site shares it.
func TestDomain(t *testing.T) {
	for _, c := range []struct{ host, url, want string }{
		{"github", "https://quiettide.example/", "CNAME=quiettide.example\n"},
		{"github", "https://www.praxis-müller.example/", "CNAME=www.xn--praxis-mller-klb.example\n"},
		{"github", "https://mara.github.io/", ""},
		{"github", "https://quiettide.example/sub/", ""},
		{"codeberg", "https://quiettide.example/", ".domains=quiettide.example\n"},
		{"codeberg", "https://mara.codeberg.page/", ""},
		{"nginx", "https://quiettide.example/", ""},
		{"", "https://quiettide.example/", ""},
	} {
		o := settled(t, c.url, "publish: {host: '"+c.host+"'}\n")
		site, got := rebuild(t, o), ""
		for _, name := range []string{"CNAME", ".domains"} {
			if data, there := site[name]; there {
				got += name + "=" + string(data)
			}
		}
		sign, there := site[".nojekyll"]
		if got != c.want || there != (c.host == "github") || len(sign) > 0 {
			t.Errorf("%s on %q: %q, .nojekyll: %t", c.url, c.host, got, there)
		}
	}
}

// TestHostedIsTheAuthors leaves alone what the author has among the static files.
func TestHostedIsTheAuthors(t *testing.T) {
	o := settled(t, "https://quiettide.example/", "security: {contact: [security@quiettide.example]}\npublish: {host: github}\n")
	own := map[string]string{"CNAME": "other.example\n", ".nojekyll": "mine", ".well-known/security.txt": "mine too"}
	for name, text := range own {
		change(t, o.Source, map[string]string{"assets/static/" + name: text})
	}
	site := rebuild(t, o)
	for name, text := range own {
		if string(site[name]) != text {
			t.Errorf("%s is %q", name, site[name])
		}
	}
}
