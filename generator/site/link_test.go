package site_test

import (
	"net/url"
	"testing"

	"pgregory.net/rapid"

	"stillpoint/generator/site"
)

// TestPlainlyElsewhere never keeps from being parsed what parsing would find to be wrong, or to lie within the site.
func TestPlainlyElsewhere(t *testing.T) {
	if !site.PlainlyElsewhere("https://a.example/b_c/d-1.html") {
		t.Error("the plainest address is parsed")
	}
	rapid.Check(t, func(t *rapid.T) {
		destination := rapid.SampledFrom([]string{"https://", "https:/", "http://", ""}).Draw(t, "start") + rapid.StringMatching(`[a-c0/._:@%#?\[\] \-é]{0,8}`).Draw(t, "rest")
		if u, err := url.Parse(destination); site.PlainlyElsewhere(destination) && (err != nil || u.Scheme == "") {
			t.Fatalf("%q is not parsed", destination)
		}
	})
}
