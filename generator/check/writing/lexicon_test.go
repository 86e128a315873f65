package writing_test

import (
	"strings"
	"testing"

	"stillpoint/generator/check/writing"
)

// TestLists holds the lists to their size, and to having something to say of each phrase.
func TestLists(t *testing.T) {
	for list, want := range map[string]map[string]int{"jargon": {"en": 60, "de": 30, "fr": 30}, "blame": {"en": 25, "de": 12, "fr": 12}} {
		for language, entries := range writing.Entries(list) {
			if len(entries) < want[language] && list == "jargon" {
				t.Errorf("%s, %s: only %d words", list, language, len(entries))
			}
			phrases := 0
			for _, n := range entries {
				phrases += n
			}
			if phrases < want[language] {
				t.Errorf("%s, %s: only %d phrases", list, language, phrases)
			}
			t.Logf("%s, %s: %d entries, %d phrases", list, language, len(entries), phrases)
		}
	}
}

// TestOpenings finds no phrase that is listed where nobody looks for it.
func TestOpenings(t *testing.T) {
	for _, opening := range writing.Openings() {
		if before, open := strings.CutSuffix(opening, "*"); open && len(before) < writing.Stem {
			t.Errorf("%q is too short", opening)
		}
		if opening != strings.ToLower(opening) {
			t.Errorf("%q is not in small letters", opening)
		}
	}
}
