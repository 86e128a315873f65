package outputs_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/outputs"
)

func feed() *outputs.Feed {
	zone := time.FixedZone("", 3600)
	return &outputs.Feed{
		Title: "Quiet & Tide", Description: "Notes", Home: "https://a.example/articles/", Language: "en-GB", Author: "Mara",
		Items: []outputs.FeedItem{
			{URL: "https://a.example/rest/", Title: "Rest <now>", Summary: "<p>S</p>", Content: "<p>C ]]> \x01</p>", Published: time.Date(2026, 1, 2, 3, 4, 5, 0, zone), Updated: time.Date(2026, 2, 2, 3, 4, 5, 0, zone), Tags: []string{"Calm"}},
			{URL: "https://a.example/old/", Title: "Old"},
		},
	}
}

// TestFeeds writes the same feed in three formats, to the byte.
func TestFeeds(t *testing.T) {
	for name, c := range map[string]struct {
		write func(*outputs.Feed, string) ([]byte, error)
		want  string
	}{
		"rss": {outputs.RSS, `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
 <channel>
  <title>Quiet &amp; Tide</title>
  <link>https://a.example/articles/</link>
  <description>Notes</description>
  <language>en-GB</language>
  <lastBuildDate>Mon, 02 Feb 2026 03:04:05 +0100</lastBuildDate>
  <atom:link href="https://a.example/f" rel="self" type="application/rss+xml"></atom:link>
  <item>
   <title>Rest &lt;now&gt;</title>
   <link>https://a.example/rest/</link>
   <guid>https://a.example/rest/</guid>
   <pubDate>Fri, 02 Jan 2026 03:04:05 +0100</pubDate>
   <category>Calm</category>
   <description>&lt;p&gt;S&lt;/p&gt;</description>
   <content:encoded><![CDATA[<p>C ]]]]><![CDATA[> </p>]]></content:encoded>
  </item>
  <item>
   <title>Old</title>
   <link>https://a.example/old/</link>
   <guid>https://a.example/old/</guid>
  </item>
 </channel>
</rss>
`},
		"atom": {outputs.Atom, `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
 <title>Quiet &amp; Tide</title>
 <subtitle>Notes</subtitle>
 <id>https://a.example/articles/</id>
 <updated>2026-02-02T03:04:05+01:00</updated>
 <link href="https://a.example/f" rel="self" type="application/atom+xml"></link>
 <link href="https://a.example/articles/" rel="alternate" type="text/html"></link>
 <author>
  <name>Mara</name>
 </author>
 <entry>
  <title>Rest &lt;now&gt;</title>
  <id>https://a.example/rest/</id>
  <link href="https://a.example/rest/" rel="alternate"></link>
  <published>2026-01-02T03:04:05+01:00</published>
  <updated>2026-02-02T03:04:05+01:00</updated>
  <category term="Calm"></category>
  <summary type="html">&lt;p&gt;S&lt;/p&gt;</summary>
  <content type="html">&lt;p&gt;C ]]&gt; ` + "\uFFFD" + `&lt;/p&gt;</content>
 </entry>
 <entry>
  <title>Old</title>
  <id>https://a.example/old/</id>
  <link href="https://a.example/old/" rel="alternate"></link>
  <updated>1970-01-01T00:00:00Z</updated>
 </entry>
</feed>
`},
	} {
		got, err := c.write(feed(), "https://a.example/f")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, string(got)); diff != "" {
			t.Errorf("%s\n%s", name, diff)
		}
		if err := xml.Unmarshal(got, new(struct{ XMLName xml.Name })); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestJSONFeed(t *testing.T) {
	data, err := outputs.JSONFeed(feed(), "https://a.example/f")
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	items, _ := got["items"].([]any)
	if len(items) != 2 || got["version"] != "https://jsonfeed.org/version/1.1" || got["feed_url"] != "https://a.example/f" {
		t.Fatalf("%s", data)
	}
	want := map[string]any{"id": "https://a.example/rest/", "url": "https://a.example/rest/", "title": "Rest <now>", "content_html": "<p>C ]]> \x01</p>",
		"date_published": "2026-01-02T03:04:05+01:00", "date_modified": "2026-02-02T03:04:05+01:00", "tags": []any{"Calm"}}
	if diff := cmp.Diff(want, items[0]); diff != "" {
		t.Error(diff)
	}
}

func TestAbsolute(t *testing.T) {
	got := outputs.Absolute(`<a href="/b/">/x</a><img src="/c.jpg"><a href="#d">#</a><a href="//e/"></a><a href="https://f/">&quot;href=&quot;/</a>`, "https://a.example/", "https://a.example/p/")
	want := `<a href="https://a.example/b/">/x</a><img src="https://a.example/c.jpg"><a href="https://a.example/p/#d">#</a><a href="//e/"></a><a href="https://f/">&quot;href=&quot;/</a>`
	if got != want {
		t.Error(cmp.Diff(want, got))
	}
}

// TestSitemap parts a large site, since one file may list 50,000 pages.
func TestSitemap(t *testing.T) {
	for n, want := range map[int][]string{1: {"sitemap.xml"}, 50_000: {"sitemap.xml"}, 100_001: {"sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"}} {
		entries := make([]outputs.SitemapEntry, n)
		for i := range entries {
			entries[i].URL = fmt.Sprintf("https://a.example/%d/", i)
		}
		files, err := outputs.Sitemap(entries, "https://a.example/")
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		listed := 0
		for _, f := range files {
			names = append(names, f.Name)
			listed += strings.Count(string(f.Data), "<url>")
			if strings.Count(string(f.Data), "<url>") > 50_000 {
				t.Errorf("%s lists too many pages", f.Name)
			}
		}
		if diff := cmp.Diff(want, names); diff != "" || listed != n {
			t.Errorf("%d pages: %d listed, %s", n, listed, diff)
		}
		if last := string(files[len(files)-1].Data); n > 50_000 && !strings.Contains(last, "<loc>https://a.example/sitemap-2.xml</loc>") {
			t.Errorf("the index is %s", last)
		}
		for _, name := range names {
			if !strings.Contains(strings.Join(outputs.SitemapNames(n), " "), name) {
				t.Errorf("%s is not announced for %d pages", name, n)
			}
		}
	}
}
