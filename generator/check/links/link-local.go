package links

import "fmt"

// linkLocal asks that no link leads to the machine of whoever wrote it.
func linkLocal(s *Site, l *Link) (message, hint string) {
	name, _, _ := hostOf(l.Written)
	switch what := machine(l.Written); {
	case what != "":
		return fmt.Sprintf("the link %q leads to %s, where no visitor gets", l.Written, what),
			"put the file into the site's folder, beside the page, and link to it there"
	case l.Foreign && private(name):
		return fmt.Sprintf("the link %q leads to %s, which is another machine for each visitor", l.Written, name),
			"link to where it can be seen by everyone"
	}
	return "", ""
}
