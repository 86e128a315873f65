package links

import "fmt"

// redirectLoop asks that nobody is sent round in a circle, which ends with a page of the browser that speaks of too many redirects.
func redirectLoop(r Route, w way) (message, hint string) {
	if !w.loop {
		return "", ""
	}
	return fmt.Sprintf("who asks for %s is sent round in a circle: to %s", r.From, w.chain()), "take one of these redirects away"
}
