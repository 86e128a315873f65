package rule_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/check/rule"
)

func TestSummarise(t *testing.T) {
	page := rule.Parse("de/index.html", "de.md", []byte(`<!doctype html><html lang="de-CH"><head><noscript><img src="x"></noscript>
		<title>Ruhe &amp; Meer</title><meta name="Description" content="Ein Haus"><link rel="Canonical" href=" https://example.org/de/ ">
		<link rel="alternate" type="application/rss+xml" href="/feed.xml"><link rel="alternate" hreflang="en" href="https://example.org/">
		<body><svg><title>Welle</title></svg><meta name="robots" content="noindex">`))
	want := &rule.Summary{
		Output: "de/index.html", Source: "de.md", Title: "Ruhe & Meer", Description: "Ein Haus", Canonical: "https://example.org/de/",
		Language: "de-ch", Whole: true, Alternates: []rule.Alternate{{Language: "en", URL: "https://example.org/"}},
	}
	if diff := cmp.Diff(want, rule.Summarise(page)); diff != "" {
		t.Error(diff)
	}
}

// TestShown holds back from search engines what asks for it, what only leads on, and what is no page.
func TestShown(t *testing.T) {
	cases := []struct {
		html string
		want bool
	}{
		{`<html><title>A</title>`, true},
		{`<p>A piece`, false},
		{`<html><meta name="ROBOTS" content="NoIndex, follow">`, false},
		{`<html><meta name="robots" content="none">`, false},
		{`<html><meta name="robots" content="max-image-preview:none">`, true},
		{`<html><meta http-equiv="Refresh" content="0; URL=/new/">`, false},
		{`<html><meta http-equiv="refresh" content="300">`, true},
	}
	for _, c := range cases {
		if got := rule.Summarise(rule.Parse("a", "b", []byte(c.html))).Shown(); got != c.want {
			t.Errorf("%s: %v", c.html, got)
		}
	}
}

func TestAddress(t *testing.T) {
	s := &rule.Site{BaseURL: "https://example.org/sub/"}
	for output, want := range map[string]string{
		"index.html": "https://example.org/sub/", "a/index.html": "https://example.org/sub/a/", "404.html": "https://example.org/sub/404.html",
		"größe/index.html": "https://example.org/sub/gr%C3%B6%C3%9Fe/", "it's/index.html": "https://example.org/sub/it's/",
	} {
		if got := s.Address(output); got != want {
			t.Errorf("%s: %s, want %s", output, got, want)
		}
	}
}

// TestHead ends the head where browsers end it.
func TestHead(t *testing.T) {
	page := rule.Parse("a", "b", []byte(`<title>A</title><meta charset="utf-8"><template><meta name="b"></template><p>B<meta name="c">`))
	var tags []string
	for i := range page.Head() {
		tags = append(tags, page.Nodes[i].Tag)
	}
	if want := []string{"title", "meta", "template"}; !slices.Equal(tags, want) {
		t.Errorf("%q, want %q", tags, want)
	}
}

// TestDiagnostic names the file of a finding on a page that is let go.
func TestDiagnostic(t *testing.T) {
	f := (&rule.Summary{Source: "content/a.md"}).Found("twice", "once")
	if got := f.Diagnostic("x", rule.Warning).String(); got != "content/a.md: warning: twice" {
		t.Error(got)
	}
}

// TestFrame reads nothing of what stands in a frame for browsers that have none.
func TestFrame(t *testing.T) {
	page := rule.Parse("a", "b", []byte(`<p>Before <iframe src="/map/"><p>No frames.</p></iframe>after</p>`))
	if got := page.Text(0); got != "Before after" {
		t.Error(got)
	}
}
