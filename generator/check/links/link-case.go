package links

import (
	"fmt"
	"strings"
)

// linkCase asks that a link has the same letters, small or capital, as what is published: the disks of Macs and of Windows do not tell
// them apart, hosts do.
func linkCase(s *Site, l *Link) (message, hint string) {
	if !l.Within || s.Published.Has(l.Output) || s.answer(l).Sends {
		return "", ""
	}
	near := s.Published.Closest(l.Output)
	if near == "" {
		near = s.Published.Closest(l.Output + "/index.html")
	}
	switch {
	case near == "":
		return "", ""
	case !strings.EqualFold(near, l.Output) && !strings.EqualFold(near, l.Output+"/index.html"):
		return fmt.Sprintf("the link %q looks like %q, but an accented letter in it is made of two characters", l.Written, near), "type the name anew"
	}
	return fmt.Sprintf("the link %q differs in case from %q", l.Written, near), "write it with the same letters, small and capital"
}
