package share_test

import (
	"testing"

	"stillpoint/generator/share"
)

func BenchmarkCard(b *testing.B) {
	p := painter(b)
	c := card("What research can tell us about craniosacral therapy")
	for b.Loop() {
		paint(b, p, c)
	}
}

func BenchmarkIcons(b *testing.B) {
	svg := []byte(`<svg viewBox="0 0 40 40"><rect width="40" height="40" rx="10" fill="#1d6462"/><path d="M6 17c4.7-6 9.3-6 14 0s9.3 6 14 0" fill="none" stroke="#fbf8f2" stroke-width="2.6"/></svg>`)
	for b.Loop() {
		if _, err := share.Icons(svg, sea()); err != nil {
			b.Fatal(err)
		}
	}
}
