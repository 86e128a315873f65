package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// finished is a site as a program may have made it.
func finished() map[string]string {
	return map[string]string{
		"index.html":   `<!DOCTYPE html><p>Calm <a class="x" href="/a/">tide</a></p>`,
		"a/index.html": `<p>Quiet</p>`,
		"feed.xml":     "<rss><channel><link>https://example.org/</link><item><title>A</title>\n <link>https://example.org/a/</link></item></channel></rss>",
		"sitemap.xml":  "<urlset><url>\n<loc>https://example.org/</loc></url><url><loc>https://example.org/a/</loc></url></urlset>",
	}
}

func outlineWith(t *testing.T, amend func(map[string]string)) outline {
	t.Helper()
	dir, files := t.TempDir(), finished()
	amend(files)
	if err := writeFiles(dir, files); err != nil {
		t.Fatal(err)
	}
	o, err := outlineOf(filepath.Clean(dir))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestSameWork(t *testing.T) {
	both := []*contender{{name: stillpointName}, {name: hugoName}}
	first := outlineWith(t, func(map[string]string) {})
	for name, c := range map[string]struct {
		amend func(map[string]string)
		want  string // in the error; "" for none
	}{
		"other markup": {func(f map[string]string) { f["a/index.html"] = "<main>\n<p id=q>Quiet</main>" }, ""},
		"the feed under another name": {func(f map[string]string) {
			f["index.xml"] = f["feed.xml"]
			delete(f, "feed.xml")
		}, ""},
		"a sitemap in two parts": {func(f map[string]string) {
			f["sitemap.xml"] = "<sitemapindex><sitemap><loc>https://example.org/sitemap-1.xml</loc></sitemap></sitemapindex>"
			f["sitemap-1.xml"] = "<urlset><url><loc>https://example.org/</loc></url></urlset>"
			f["sitemap-2.xml"] = "<urlset><url><loc>https://example.org/a/</loc></url></urlset>"
		}, ""},
		"another word":         {func(f map[string]string) { f["a/index.html"] = "<p>Loud</p>" }, "1 pages with other words or links, such as a/index.html"},
		"another link":         {func(f map[string]string) { f["index.html"] = strings.ReplaceAll(f["index.html"], "/a/", "/b/") }, "such as index.html"},
		"a page less":          {func(f map[string]string) { delete(f, "a/index.html") }, "such as a/index.html"},
		"a page more":          {func(f map[string]string) { f["b/index.html"] = "" }, "such as b/index.html"},
		"no feed":              {func(f map[string]string) { delete(f, "feed.xml") }, "feeds with other entries"},
		"another entry":        {func(f map[string]string) { f["feed.xml"] = strings.ReplaceAll(f["feed.xml"], "/a/", "/b/") }, "feeds with other entries"},
		"less in a sitemap":    {func(f map[string]string) { f["sitemap.xml"] = "<urlset></urlset>" }, "2 addresses in one sitemap only"},
		"nothing of a sitemap": {func(f map[string]string) { delete(f, "sitemap.xml") }, "2 addresses in one sitemap only"},
	} {
		err := sameWork(both, []outline{first, outlineWith(t, c.amend)})
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}

func TestNothingToCompare(t *testing.T) {
	none := outlineWith(t, func(f map[string]string) { delete(f, "feed.xml") })
	if err := sameWork([]*contender{{}, {}}, []outline{none, none}); err == nil {
		t.Error("two sites without a feed have the same feeds")
	}
}
