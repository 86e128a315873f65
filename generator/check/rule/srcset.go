package rule

import (
	"iter"
	"strings"
)

// Candidates yields the addresses of a srcset: https://html.spec.whatwg.org/multipage/images.html#srcset-attributes
func Candidates(srcset string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for rest := strings.TrimLeft(srcset, " \t\r\n\f,"); rest != ""; rest = strings.TrimLeft(rest, " \t\r\n\f,") {
			address, behind := rest, ""
			if end := strings.IndexAny(rest, " \t\r\n\f"); end >= 0 {
				address, behind = rest[:end], rest[end:]
			}
			if whole := strings.TrimRight(address, ","); whole != address {
				address = whole // and no description follows
			} else {
				_, behind, _ = strings.Cut(behind, ",")
			}
			if !yield(address) {
				return
			}
			rest = behind
		}
	}
}
