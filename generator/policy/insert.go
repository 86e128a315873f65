package policy

import (
	"bytes"
	"slices"
)

// Insert returns a page with elements in its head, in front of all that they could have a say in: right after what says how the characters are written, which must stand
// at the beginning (https://html.spec.whatwg.org/multipage/semantics.html#charset), else at the beginning of the head, else where that would begin.
func Insert(page []byte, elements string) []byte {
	at := max(endOf(page, "<html"), endOf(page, "<!doctype"))
	if head := endOf(page, "<head"); head > 0 {
		at = head
	}
	if charset := endOf(page, "<meta charset"); charset > 0 {
		at = charset
	}
	return slices.Insert(bytes.Clone(page), at, []byte(elements)...)
}

// mostBefore is how many bytes may stand before what says how characters are written.
const mostBefore = 1024

// endOf returns where the first tag ends that begins like this, 0 where there is none at the beginning of the page.
func endOf(page []byte, tag string) int {
	begin := bytes.ToLower(page[:min(len(page), mostBefore)])
	for from := 0; ; {
		at := bytes.Index(begin[from:], []byte(tag))
		if at < 0 {
			return 0
		}
		behind := from + at + len(tag)
		if behind < len(page) && bytes.IndexByte([]byte(" =>/\t\r\n\f"), page[behind]) >= 0 { // and not <header>
			if end := bytes.IndexByte(page[behind:], '>'); end >= 0 {
				return behind + end + 1
			}
			return 0
		}
		from = behind
	}
}
