package serve

import (
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadPage(t *testing.T) {
	const text = `<link rel="alternate Stylesheet" href="a.css?x=1#y" integrity=i><link rel=stylesheet href="https://cdn.example/b.css">
		<link rel="shortcut icon" href=/icon.svg><link rel=alternate href=/feed.xml><a href=/other/>o</a>
		<img src="../p%20q.png" srcset="one.webp 1x, two,2.webp 2x,/three.webp"><picture><source srcset="s.avif"></picture>
		<img src="data:image/png,x"><img src="//cdn.example/c.png"><video poster=v.jpg src=v.mp4></video><script src=x.js></script>
		<p style="background:url('bg.png')"><svg><use href="sprite.svg#a"/></svg>`
	got := readPage([]byte(text), &url.URL{Path: "/de/seite/"})
	want := references{
		page:     got.page,
		sheets:   []sheetLink{{"a.css?x=1#y", "i", "/de/seite/a.css?x=1"}, {"https://cdn.example/b.css", "", ""}},
		pictures: []string{"/icon.svg", "/de/p%20q.png", "/de/seite/one.webp", "/de/seite/two,2.webp", "/three.webp", "/de/seite/s.avif", "/de/seite/v.jpg"},
		others:   []string{"/de/seite/v.mp4", "/de/seite/x.js", "/de/seite/bg.png", "/de/seite/sprite.svg"},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(references{}, sheetLink{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	based := readPage([]byte(`<base href="/sub/"><img src=a.png><base href="/no/"><img src=b.png>`), &url.URL{Path: "/"})
	if diff := cmp.Diff([]string{"/sub/a.png", "/sub/b.png"}, based.pictures); diff != "" {
		t.Errorf("with a base (-want +got):\n%s", diff)
	}
}

func TestReadSheet(t *testing.T) {
	const text = `@import "a.css"; @import url(b.css) print; c{background:url("c.png"),URL( 'd d.png' )} e{src:url(/e.woff2#f)} g{mask:url(#g);background:url(data:x)}`
	want := []string{"/css/a.css", "/css/b.css", "/css/c.png", "/css/d%20d.png", "/e.woff2"}
	if diff := cmp.Diff(want, readSheet([]byte(text), "/css/site.css?x=1")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
