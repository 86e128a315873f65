package claims

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestGlance holds that the glance never passes over what a close look finds, and spares most harmless sentences that.
func TestGlance(t *testing.T) {
	judge := English()
	spared, harmless := 0, 0
	for _, sentence := range readLabelled(t) {
		if quick, close := judge.Sentence(sentence.text), judge.closely(wordsOf(sentence.text), sentence.text); !slices.Equal(quick, close) {
			t.Errorf("%q: %v at a glance, %v in a close look", sentence.text, quick, close)
		}
		if !sentence.claim {
			harmless++
			if !judge.lexicon.first.sees(wordsOf(sentence.text).pieces) {
				spared++
			}
		}
	}
	t.Logf("%d of %d harmless sentences are spared the close look", spared, harmless)
	if spared == 0 {
		t.Error("no harmless sentence is spared the close look")
	}
}

// TestGlanceOnAnyWords holds the same for sentences of any words and phrases of the lexicon, most of which nobody would say.
func TestGlanceOnAnyWords(t *testing.T) {
	judge := English()
	var forms []string
	for line := range strings.Lines(english) {
		if line[0] != '#' && line[0] != '[' {
			for form := range strings.SplitSeq(strings.TrimSpace(line), ",") {
				forms = append(forms, strings.TrimSpace(form))
			}
		}
	}
	forms = append(forms, "the", "your", "my", "it", "a", "of", "and", "to", "is", "not", "you’ll", "Café", "K2", ",", "—", "?", "for 3 weeks", "YOUR")
	rapid.Check(t, func(t *rapid.T) {
		sentence := strings.Join(rapid.SliceOfN(rapid.SampledFrom(forms), 1, 8).Draw(t, "words"), " ")
		if quick, close := judge.Sentence(sentence), judge.closely(wordsOf(sentence), sentence); !slices.Equal(quick, close) {
			t.Errorf("%q: %v at a glance, %v in a close look", sentence, quick, close)
		}
	})
}

func wordsOf(sentence string) *memory { return &memory{pieces: cut(nil, sentence, false)} }
