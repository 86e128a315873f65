package claims

import (
	"slices"
	"testing"
)

// TestGlance holds that the glance never passes over what a close look finds, and spares most harmless sentences that.
func TestGlance(t *testing.T) {
	judge := English()
	spared, harmless := 0, 0
	for _, sentence := range readLabelled(t) {
		if quick, close := judge.Sentence(sentence.text), judge.closely(sentence.text); !slices.Equal(quick, close) {
			t.Errorf("%q: %v at a glance, %v in a close look", sentence.text, quick, close)
		}
		if !sentence.claim {
			harmless++
			if !judge.lexicon.first.sees(sentence.text) {
				spared++
			}
		}
	}
	t.Logf("%d of %d harmless sentences are spared the close look", spared, harmless)
	if spared == 0 {
		t.Error("no harmless sentence is spared the close look")
	}
}
