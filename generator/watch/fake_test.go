package watch_test

import (
	"maps"
	"slices"
	"sync"
	"testing"

	"github.com/fsnotify/fsnotify"

	"stillpoint/generator/watch"
)

// fake is a source of events that does what a test says.
type fake struct {
	mu     sync.Mutex
	held   map[string]bool
	added  []string                // all that was ever added, in order
	onAdd  func(path string) error // asked before each Add, if there is one
	events chan fsnotify.Event
	errors chan error
	once   sync.Once
}

func newFake() *fake {
	return &fake{held: map[string]bool{}, events: make(chan fsnotify.Event), errors: make(chan error)}
}

func (f *fake) Add(path string) error {
	if f.onAdd != nil {
		if err := f.onAdd(path); err != nil {
			return err
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.held[path] = true
	f.added = append(f.added, path)
	return nil
}

func (f *fake) Remove(path string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.held[path] {
		return fsnotify.ErrNonExistentWatch
	}
	delete(f.held, path)
	return nil
}

func (f *fake) Paths() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Sorted(maps.Keys(f.held))
}

func (f *fake) Events() <-chan fsnotify.Event { return f.events }
func (f *fake) Errors() <-chan error          { return f.errors }

func (f *fake) Close() error {
	f.once.Do(func() {
		close(f.events)
		close(f.errors)
	})
	return nil
}

// write sends the event of a file that was written to.
func (f *fake) write() { f.events <- fsnotify.Event{Name: "file", Op: fsnotify.Write} }

// watcher returns a watcher over the fake, closed at the end of the test.
func (f *fake) watcher(t *testing.T) *watch.Watcher {
	t.Helper()
	w, err := watch.NewWith(watch.Options{}, func() (watch.Notifier, error) { return f, nil })
	must(t, err)
	t.Cleanup(func() { must(t, w.Close()) })
	return w
}
