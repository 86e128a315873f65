package links

import "fmt"

// linkLocal asks that no link leads to the machine of whoever wrote it, nor by the site's whole address to what is not published.
func linkLocal(s *Site, l *Link) (message, hint string) {
	name, _, _ := hostOf(l.Written)
	switch what := machine(l.Written); {
	case what != "":
		return fmt.Sprintf("the link %q leads to %s, where no visitor gets", l.Written, what),
			"put the file into the site's folder, beside the page, and link to it there"
	case l.Foreign && private(name):
		return fmt.Sprintf("the link %q leads to %s, which is another machine for each visitor", l.Written, name),
			"link to where it can be seen by everyone"
	case l.Absolute && l.Within && !s.Published.Has(l.Output) && !s.answer(l).Sends:
		return fmt.Sprintf("the link %q leads to nothing on this site: no file %q is published", l.Written, l.Output),
			"link to a file in content/, so that the address is always right"
	}
	return "", ""
}
