package writing_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"stillpoint/generator/check/writing"
)

// TestSyllables counts those of words as they are spoken. Not all can be told by their letters: one in ten may be wrong.
func TestSyllables(t *testing.T) {
	for _, language := range []string{"en", "de", "fr"} {
		list, err := os.ReadFile("testdata/syllables-" + language + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		all := 0
		var wrong []string
		for line := range strings.Lines(string(list)) {
			word, want, _ := strings.Cut(strings.TrimSpace(line), " ")
			all++
			if got := writing.Syllables(language, word); fmt.Sprint(got) != want {
				wrong = append(wrong, fmt.Sprintf("%s %d", word, got))
			}
		}
		t.Logf("%s: wrong are %d of %d: %s", language, len(wrong), all, strings.Join(wrong, ", "))
		if all < 60 || 10*len(wrong) > all {
			t.Errorf("%s: too many of %d words are wrong: %s", language, all, strings.Join(wrong, ", "))
		}
	}
}
