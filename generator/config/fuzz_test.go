package config_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"stillpoint/generator/config"
	"stillpoint/generator/diag"
)

// FuzzConfig checks that every text gives either complaints that lie within it
// or a configuration that keeps what the others rely on.
func FuzzConfig(f *testing.F) {
	for _, seed := range []string{
		good, good + "build:\n  pageSize: 0\n", good + "menus:\n  main:\n    - {page: a.md}\n    - {name: x, url: y}\n", good + "  theme:\n    colors: {background: '#fff', text: '#000', accent: '#abc'}\n",
		"site: [\n", "site:\n  url: ://\n", "taxonomies:\n  tags: {path: ../x}\n" + good, "params: {a: {b: [1, 2.5, true, null, 2026-01-01]}}\n" + good, "feeds: {formats: rss}\n" + good, "? a\n: b\n", "site: &a {title: *a}\n",
	} {
		f.Add(seed, "")
		f.Add(good, seed)
	}
	f.Fuzz(func(t *testing.T, base, overlay string) {
		c, problems := config.Decode(diag.NewFile("stillpoint.yaml", []byte(base)), diag.NewFile("stillpoint.x.yaml", []byte(overlay)), known())
		texts := map[string][]string{"stillpoint.yaml": strings.Split(base, "\n"), "stillpoint.x.yaml": strings.Split(overlay, "\n")}
		for _, d := range problems {
			p := d.Position
			lines, known := texts[p.File]
			if !known || p.Line < 1 || p.Line > len(lines) || p.Column > utf8.RuneCountInString(lines[p.Line-1])+1 {
				t.Errorf("%v lies outside of %q %q", d, base, overlay)
			}
		}
		if (c == nil) != (problems.Errors() > 0) {
			t.Fatalf("configuration %v with %v", c, problems)
		}
		if c != nil && (!strings.HasSuffix(c.Site.URL, "/") || c.Site.Zone() == nil || c.Build.PageSize < 1 || c.Site.Title == "") {
			t.Errorf("%q gives %+v", base, c)
		}
	})
}
