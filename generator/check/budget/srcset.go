package budget

import (
	"strconv"
	"strings"
)

// enough is the width in pixels that a picture needs on a phone, whose pixels are small, and on most of a desk's screen.
const enough = 800

// candidate is one of several forms of a picture, with its width in pixels, 0 where that is not said.
type candidate struct {
	address string
	width   int
}

// candidates returns the forms that a srcset lists. An address may have commas in it, so it ends at a blank, or at a comma at its end.
func candidates(srcset string) []candidate {
	var all []candidate
	for rest := strings.TrimLeft(srcset, blanks+","); rest != ""; rest = strings.TrimLeft(rest, blanks+",") {
		var c candidate
		c, rest = first(rest)
		all = append(all, c)
	}
	return all
}

// blanks are those that HTML knows.
const blanks = " \t\r\n\f"

// first returns the first form of a list, and what follows.
func first(list string) (c candidate, rest string) {
	end := strings.IndexAny(list, blanks)
	if end < 0 {
		return candidate{address: strings.TrimRight(list, ",")}, ""
	}
	address, rest := list[:end], list[end:]
	if whole := strings.TrimRight(address, ","); whole != address {
		return candidate{address: whole}, rest
	}
	size, rest, _ := strings.Cut(rest, ",")
	width, isWidth := strings.CutSuffix(strings.TrimSpace(size), "w")
	if pixels, err := strconv.Atoi(width); isWidth && err == nil {
		return candidate{address, pixels}, rest
	}
	return candidate{address: address}, rest
}

// choose returns the form that is counted: the smallest that is wide enough, or the widest where none is; where no widths are said,
// the first. It returns "" where there is none.
func choose(srcset string) string {
	var best candidate
	for i, c := range candidates(srcset) {
		if i == 0 || better(c.width, best.width) {
			best = c
		}
	}
	return best.address
}

// better tells whether a width comes closer to what is enough than another, from above where that can be had.
func better(width, than int) bool {
	if than >= enough {
		return enough <= width && width < than
	}
	return width > than
}
