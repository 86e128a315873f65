package watch

import "time"

// rule says when a burst of events is over.
type rule struct {
	settle  time.Duration // the shortest silence that ends a burst
	silence time.Duration // the longest one that is asked for
	longest time.Duration // a burst is cut when it has lasted so long
}

// quiet returns the silence that ends a burst which has lasted for a time. It is a
// third of that: who writes for seconds also pauses for longer.
func (r rule) quiet(lasted time.Duration) time.Duration {
	return max(r.settle, min(lasted/3, r.silence))
}

// bursts follows the events and knows when to tell of them. It has no clock: the
// times are given to it, and must not run backwards.
type bursts struct {
	rule        rule
	heard       bool      // somebody waits
	untold      bool      // there are events that nobody has been told of
	first, last time.Time // of the burst that came last
	cut         time.Time // the moment to tell at the latest
}

// add takes an event. It reports whether it is the first since the last telling.
func (b *bursts) add(at time.Time) bool {
	fresh := !b.untold
	if fresh || !at.Before(b.due()) {
		b.first = at
		// A burst that ended unheard is told of together with this one, whose time is
		// its own. But who waits is not put off by one burst after the other.
		if fresh || !b.heard {
			b.cut = at.Add(b.rule.longest)
		}
	}
	b.last, b.untold = at, true
	return fresh
}

// due returns the moment to tell of the untold events, as far as it is known by now.
func (b *bursts) due() time.Time {
	end := b.last.Add(b.rule.quiet(b.last.Sub(b.first)))
	if end.After(b.cut) {
		return b.cut
	}
	return end
}

// tell takes all events as told.
func (b *bursts) tell() { b.untold = false }
