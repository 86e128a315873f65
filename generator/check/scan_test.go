package check_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stillpoint/generator/check"
)

// sameAsLexer expects of a page what the lexer alone finds, and that the page is left as it was.
func sameAsLexer(t interface{ Fatalf(string, ...any) }, html []byte) {
	page := append(make([]byte, 0, len(html)+1), html...) // with room behind it, as pages have
	links, ids, duplicates := check.Lexed(bytes.Clone(html))
	gotLinks, gotIDs, gotDuplicates := new(check.Reader).Read("a", "b", page).Lists()
	if !slices.Equal(links, gotLinks) || !slices.Equal(ids, gotIDs) || !slices.Equal(duplicates, gotDuplicates) {
		t.Fatalf("%q has the links %q, ids %q %q\nnot %q, %q %q", html, gotLinks, gotIDs, gotDuplicates, links, ids, duplicates)
	}
	if !bytes.Equal(page, html) {
		t.Fatalf("%q becomes %q", html, page)
	}
}

// pieces are what the tags, comments and texts of pages are made of, whole and broken.
func pieces() []string {
	return strings.Split(`<|>|</|/>|/|<!|<!--|-->|--!>|-|--|<![CDATA[|]]>|<!DOCTYPE html>|<?xml ?>|=|"|'| |`+"\n|\t|\r|\f|\x00"+`|&amp;|a|é|:|#|?|//|1|
<a|<A |<p>|</p>|</P >|<br/>|<link |<img |<a/b |href|HREF=|src=|srcset=|srcset="a 1x, /b 2x"|style="x:url(/a/)"|id=|id="x"|id=x|ID='x'|href="/a/"|href='b'|href=c>|href="http://x"|poster=|action=/a|
<script>|<script |</script>|</SCRIPT|</scripty>|<style>|</style>|<title>|</title>|</Title x>|<textarea>|</textarea>|<iframe>|</iframe>|<xmp>|</xmp>|<plaintext>|<xml>|</xml>|
<svg>|<sVG>|<SVG viewBox="0">|</svg>|<svg/>|<math>|</math>|<path id="p"/>|<a href="/s/">|<svg id='"'>|<title/>|<script/>`, "|")
}

func TestScanIsLexer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var html strings.Builder
		for _, piece := range rapid.SliceOfN(rapid.SampledFrom(pieces()), 0, 24).Draw(t, "pieces") {
			html.WriteString(strings.TrimPrefix(piece, "\n"))
		}
		sameAsLexer(t, []byte(html.String()))
	})
}

func FuzzScanIsLexer(f *testing.F) {
	f.Add([]byte(`<!doctype html><title>a<b</title><svg><a href="/x/"/></svg><script>"</a"</script><a id=x href='/b' c></a><!-- <a> --></p >`))
	f.Fuzz(func(t *testing.T, html []byte) { sameAsLexer(t, html) })
}

// BenchmarkRead reads a page of ordinary length and with a menu.
func BenchmarkRead(b *testing.B) {
	page := longPage()
	var r check.Reader
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		r.Read("a/index.html", "a.md", page)
	}
}

func longPage() []byte {
	return []byte("<!doctype html><html lang=en><title>A page</title>" + strings.Repeat(`<li><a href="/section/page/">A page</a></li>`, 20) +
		strings.Repeat("<p>"+strings.Repeat("Words and words. ", 20)+`<a href="https://example.org/">there</a></p>`, 20))
}

// BenchmarkLexed reads the same page with the lexer alone.
func BenchmarkLexed(b *testing.B) {
	for b.Loop() {
		check.Lexed(longPage())
	}
}
