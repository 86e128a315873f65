package diag

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// Closest returns the candidate that a person most likely meant by word, or
// "" where none is near enough: one edit, and one more for each four letters, case
// left aside. Of equally near candidates the first in alphabetical order wins.
func Closest(word string, candidates []string) string {
	lower, size := strings.ToLower(word), utf8.RuneCountInString(word)
	best, bestDistance := "", 2+size/4
	for _, candidate := range candidates {
		if gap := utf8.RuneCountInString(candidate) - size; max(gap, -gap) > bestDistance {
			continue // the gap alone takes more edits: no need to count the others
		}
		distance := levenshtein.ComputeDistance(lower, strings.ToLower(candidate))
		if distance < bestDistance || distance == bestDistance && best != "" && candidate < best {
			best, bestDistance = candidate, distance
		}
	}
	return best
}

// DidYouMean returns `: did you mean "candidate"?` to close a message with,
// or "" where no candidate is near enough.
func DidYouMean(word string, candidates []string) string {
	if best := Closest(word, candidates); best != "" {
		return fmt.Sprintf(": did you mean %q?", best)
	}
	return ""
}
