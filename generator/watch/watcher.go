package watch

import (
	"errors"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// fallbackPoll is the pace of polling where events were wanted and cannot be had.
const fallbackPoll = time.Second

// ErrClosed is what Wait returns once the watcher is closed.
var ErrClosed = errors.New("the watcher is closed")

// Watcher watches folders. All methods may be called at the same time, but one
// goroutine at most should be in Wait, since each change is told once.
type Watcher struct {
	notifier notifier // nil where the watcher polls from the start
	drained  sync.WaitGroup
	news     chan struct{} // wakes Wait: what it waits for has changed
	closed   chan struct{}
	closing  sync.Once

	// watching is held by one Watch at a time. The goroutine that drains the events never
	// takes it, since the notifier may wait for that one.
	watching sync.Mutex

	mu      sync.Mutex // guards what is below, and is never held while the notifier is asked
	set     set
	bursts  bursts
	poll    time.Duration // 0 while there are events
	started time.Time     // of the polling
	tick    time.Time     // the next one, while somebody waits
	trouble string
}

// New returns a watcher that watches nothing yet. Where the system gives no events,
// the watcher polls, and Trouble says so; an error is only returned for options that
// make no sense.
func New(o Options) (*Watcher, error) { return newWatcher(o, openSystem) }

func newWatcher(o Options, open func() (notifier, error)) (*Watcher, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	w := &Watcher{
		news:   make(chan struct{}, 1),
		closed: make(chan struct{}),
		set:    set{},
		bursts: bursts{rule: o.rule()},
		poll:   o.Poll, started: time.Now(),
	}
	if o.Poll > 0 {
		return w, nil
	}
	source, err := open()
	if err != nil {
		w.fallBack(err)
		return w, nil
	}
	w.notifier = source
	w.drained.Go(w.drain)
	return w, nil
}

// drain receives all events at all times, so that the queue of the system does not
// run over during a build. It ends when the notifier is closed.
func (w *Watcher) drain() {
	defer w.fallBack(errEnded) // has no effect after Close
	for {
		select {
		case event, open := <-w.notifier.Events():
			if !open {
				return
			}
			w.note(event)
		case _, open := <-w.notifier.Errors():
			if !open {
				return
			}
			w.noteLoss()
		}
	}
}

// note takes an event. Whatever it is counts: names and kinds say nothing certain
// where there are symbolic links, and the caller's look is cheap.
func (w *Watcher) note(event fsnotify.Event) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if event.Has(fsnotify.Remove | fsnotify.Rename) {
		w.set.doubt(filepath.Clean(event.Name))
	}
	w.count()
}

// noteLoss takes an error. Events have been lost, or may have been: among them may be
// that a folder was replaced, which cannot always be seen by comparing the two (a new folder
// may get the number of the one that was removed).
func (w *Watcher) noteLoss() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.set.doubtAll()
	w.count()
}

func (w *Watcher) count() {
	if w.bursts.add(time.Now()) {
		w.wake()
	}
}

func (w *Watcher) wake() {
	select {
	case w.news <- struct{}{}:
	default:
	}
}

// fallBack goes over to polling for good, and lets go of the watches: other
// programs may need them.
func (w *Watcher) fallBack(err error) {
	if w.isClosed() {
		return
	}
	w.mu.Lock()
	if w.poll == 0 {
		w.poll, w.started, w.trouble = fallbackPoll, time.Now(), sentence(err, runtime.GOOS)
		w.tick = w.started.Add(fallbackPoll)
		clear(w.set)
	}
	w.mu.Unlock()
	w.wake()
	if w.notifier != nil {
		_ = w.notifier.Close() // nothing is expected of it any more
	}
}

// silent reports whether no events are to be had: the watcher polls or is closed.
func (w *Watcher) silent() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.poll > 0 || w.isClosed()
}

// Trouble returns, once, in plain words what keeps the watcher from using events, what
// it does instead and how to mend it. It returns "" when there is nothing new to say, so
// it may be called after every Watch.
func (w *Watcher) Trouble() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	trouble := w.trouble
	w.trouble = ""
	return trouble
}

// Close ends the watches and everything that runs for them. It may be called more
// than once, and while others wait.
func (w *Watcher) Close() (err error) {
	w.closing.Do(func() {
		close(w.closed)
		if w.notifier != nil {
			err = w.notifier.Close()
		}
	})
	w.drained.Wait()
	return err
}

func (w *Watcher) isClosed() bool {
	select {
	case <-w.closed:
		return true
	default:
		return false
	}
}
