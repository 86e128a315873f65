package links

import "fmt"

// brokenLink asks that a link leads to something that is published.
func brokenLink(s *Site, l *Link) (message, hint string) {
	switch {
	case l.Absolute || l.Foreign:
		return "", ""
	case !l.Within:
		return fmt.Sprintf("the link %q leads out of the site's own path %s", l.Written, s.Base), "write it with " + s.Base + " at its beginning"
	case s.Published.Has(l.Output) || s.answer(l).Sends:
		return "", ""
	}
	return fmt.Sprintf("the link %q leads to nothing: no file %q is published", l.Written, l.Output), "mend the link, or put the file there"
}
