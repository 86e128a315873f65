package links

import (
	"fmt"
	"strings"
)

// linkSlash asks that a link to a page ends with a slash, where that is published as the index of a folder, and one to a file does not.
func linkSlash(s *Site, l *Link) (message, hint string) {
	if !l.Within || s.Published.Has(l.Output) || s.answer(l).Sends {
		return "", ""
	}
	if folder := l.Output + "/index.html"; s.Published.Has(folder) {
		return fmt.Sprintf("the link %q lacks the slash at its end: %q is published", l.Written, folder), "write a slash behind it"
	}
	if file, found := strings.CutSuffix(l.Output, "/index.html"); found && s.Published.Has(file) {
		return fmt.Sprintf("the link %q ends with a slash, but %q is a file", l.Written, file), "take the slash away"
	}
	return "", ""
}
