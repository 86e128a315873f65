package fonts

import (
	"fmt"
	"strings"
)

// Ranges returns for each face what its rule should have as unicode-range, in the
// order of the faces. It is empty for a face that is alone with its family, weight
// and style. Where a font comes in several files, each with the letters of some
// languages, it lists the characters of a file, so that browsers load the file only
// for pages that have one of them. A character that several files have belongs
// to the first of them.
func Ranges(faces []*Face) []string {
	type kind struct {
		family string
		weight [2]int
		italic bool
	}
	of := func(f *Face) kind { return kind{f.Family, f.Weight, f.Italic} }
	count := map[kind]int{}
	for _, f := range faces {
		count[of(f)]++
	}
	taken := map[kind]map[rune]bool{}
	ranges := make([]string, len(faces))
	for i, f := range faces {
		if k := of(f); count[k] > 1 {
			if taken[k] == nil {
				taken[k] = map[rune]bool{}
			}
			ranges[i] = f.ranges(taken[k])
		}
	}
	return ranges
}

// ranges lists the characters of a font but for those that are taken, and takes them.
func (f *Face) ranges(taken map[rune]bool) string {
	var list []string
	first, last := rune(-1), rune(-1)
	note := func() {
		switch {
		case first < 0:
		case first == last:
			list = append(list, fmt.Sprintf("U+%X", first))
		default:
			list = append(list, fmt.Sprintf("U+%X-%X", first, last))
		}
	}
	for r := range f.characters.all {
		if taken[r] {
			continue
		}
		taken[r] = true
		if r != last+1 || first < 0 {
			note()
			first = r
		}
		last = r
	}
	note()
	if list == nil {
		return "U+10FFFF" // which is no character: a range cannot be empty
	}
	return strings.Join(list, ", ")
}
