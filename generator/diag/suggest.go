package diag

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Closest returns the candidate that a person most likely meant by word, or
// "" where none is near enough: one edit, and one more for each four letters, case
// left aside. Of equally near candidates the first in alphabetical order wins.
func Closest(word string, candidates []string) string {
	best, bestDistance := "", 2+len([]rune(word))/4
	sorted := slices.Sorted(slices.Values(candidates))
	for _, candidate := range sorted {
		distance := levenshtein.ComputeDistance(strings.ToLower(word), strings.ToLower(candidate))
		if distance < bestDistance {
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
