package watch

import (
	"errors"
	"time"
)

// Options say how to watch. The zero value uses the events of the system and waits
// for the end of a burst as documented with each field.
type Options struct {
	// Poll is the pace at which Wait returns, without any events: for folders of
	// networks, containers and virtual machines that give none. 0 means events.
	Poll time.Duration

	// Settle is the silence that ends a single save. 0 means 15 ms.
	Settle time.Duration
	// Silence bounds the silence that ends a longer burst, which is a third of the time from its
	// first event to its last. 0 means 250 ms. A Silence below Settle has no effect.
	Silence time.Duration
	// Longest is how long a burst may last before Wait returns in the midst of it; a
	// later Wait tells of the rest. 0 means 2 s.
	Longest time.Duration
}

func (o Options) check() error {
	if min(o.Poll, o.Settle, o.Silence, o.Longest) < 0 {
		return errors.New("the durations of a watcher must not be negative")
	}
	return nil
}

func (o Options) rule() rule {
	return rule{
		settle:  orDefault(o.Settle, 15*time.Millisecond),
		silence: orDefault(o.Silence, 250*time.Millisecond),
		longest: orDefault(o.Longest, 2*time.Second),
	}
}

func orDefault(value, fallback time.Duration) time.Duration {
	if value == 0 {
		return fallback
	}
	return value
}
