package rule

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestProse holds that passages have single blanks for all that is blank, however the texts of a page are cut.
func TestProse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOf(rapid.StringOfN(rapid.RuneFrom([]rune("ab é\u00a0\u2003\t\n.…\x01\xff")), 0, 8, -1)).Draw(t, "pieces")
		var w prose
		for _, piece := range pieces {
			w.write(piece)
		}
		w.end(0)
		want := strings.Join(strings.Fields(strings.Join(pieces, "")), " ")
		if got := string(w.text); got != want {
			t.Errorf("%q: %q, want %q", pieces, got, want)
		}
		if got := Single(strings.Join(pieces, "")); got != want {
			t.Errorf("%q: single %q, want %q", pieces, got, want)
		}
	})
}
