package links

import "fmt"

// redirectDead asks that a redirect leads to something that is published.
func redirectDead(r Route, w way) (message, hint string) {
	switch {
	case !w.dead:
		return "", ""
	case len(w.steps) > 1:
		return fmt.Sprintf("the redirect from %s leads to nothing: to %s, and no file %q is published", r.From, w.chain(), w.ends), "lead it to a page that is there"
	}
	return fmt.Sprintf("the redirect from %s leads to nothing: no file %q is published", r.From, w.ends), "lead it to a page that is there"
}
