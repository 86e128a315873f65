package links

import "fmt"

// linkOwn asks that a whole address of the site is one that is published. It may be one of something else that the host has there, such as
// a shop, so it is no error.
func linkOwn(s *Site, l *Link) (message, hint string) {
	if l.Absolute && l.Within && !s.Published.Has(l.Output) && !s.answer(l).Sends {
		return fmt.Sprintf("the link %q leads to nothing on this site: no file %q is published", l.Written, l.Output),
			"link to a file in content/, so that the address is always right"
	}
	return "", ""
}
