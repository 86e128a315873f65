package watch

import (
	"context"
	"time"
)

// Wait returns nil once something may have changed since the last Wait returned, at
// the end of the burst of changes; when polling, at the next tick. It returns ctx.Err()
// when ctx ends, and then leaves what it has not told of to the next Wait, and [ErrClosed]
// when the watcher is closed.
func (w *Watcher) Wait(ctx context.Context) error {
	w.listen(true)
	defer w.listen(false)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		if w.isClosed() {
			return ErrClosed
		}
		pause := w.tell()
		if pause <= 0 {
			return nil
		}
		w.sleep(ctx, pause)
	}
}

// listen notes that somebody waits, or no longer does.
func (w *Watcher) listen(heard bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.bursts.heard = heard
	if w.poll > 0 {
		ticks := time.Since(w.started)/w.poll + 1
		w.tick = w.started.Add(ticks * w.poll)
	}
}

// tell takes the events as told when the time has come, and returns 0 or less; otherwise it
// returns how long to wait before asking again, unless there is news.
func (w *Watcher) tell() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	var pause time.Duration
	switch {
	case w.poll > 0:
		pause = time.Until(w.tick)
	case w.bursts.untold:
		pause = time.Until(w.bursts.due())
	default:
		return time.Hour // an event is news
	}
	if pause <= 0 {
		w.bursts.tell()
	}
	return pause
}

// sleep returns after the pause, or earlier when something has changed.
func (w *Watcher) sleep(ctx context.Context, pause time.Duration) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-w.news:
	case <-w.closed:
	case <-ctx.Done():
	}
}
