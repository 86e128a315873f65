package links

import "fmt"

// redirectChain asks that a visitor is sent on once, and is there.
func redirectChain(r Route, w way) (message, hint string) {
	if len(w.steps) < 2 {
		return "", ""
	}
	return fmt.Sprintf("who asks for %s is sent on %d times: to %s", r.From, len(w.steps), w.chain()), "lead it to " + w.steps[len(w.steps)-1]
}
