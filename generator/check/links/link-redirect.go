package links

import "fmt"

// linkRedirect asks that a link leads to where a page is, and not to where it was. An address that is only sent on for a while is the
// one to link to (RFC 9110, 15.4).
func linkRedirect(s *Site, l *Link) (message, hint string) {
	to := s.Aliases[l.Output]
	if answer := s.answer(l); answer.Sends {
		to = answer.To
		if !answer.Permanent {
			to = ""
		}
	}
	if to == "" || !l.Within {
		return "", ""
	}
	return fmt.Sprintf("the link %q leads to an old address, and from there to %s", l.Written, to), "link to where the page is now"
}
