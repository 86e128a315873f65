package style_test

import (
	"fmt"
	"strings"
	"testing"

	"stillpoint/generator/check/style"
)

// TestAddresses finds what a style loads, and as what.
func TestAddresses(t *testing.T) {
	for text, want := range map[string]string{
		`@import "a.css"; @import url(b.css) print;`:                                      "2 a.css, 2 b.css",
		`@font-face { font-family: A; src: url("a.woff2") format("woff2"), local("B") }`:  "1 a.woff2",
		`@font-face{src:url(a.woff2)}p{background:url('b.png')}`:                          "1 a.woff2, 0 b.png",
		`@media print { @font-face { src: url(a.woff2) } p { background: url(b.png) } }`:  "1 a.woff2, 0 b.png",
		`p { background: image-set("a.avif" 1x, url(b.png) 2x); content: "url(c.png)" }`:  "0 a.avif, 0 b.png",
		`@namespace svg url(http://www.w3.org/2000/svg); /* url(a.png) */ p { color: red`: "",
	} {
		var got []string
		for use, address := range style.Addresses(text) {
			got = append(got, fmt.Sprint(int(use), " ", address))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
