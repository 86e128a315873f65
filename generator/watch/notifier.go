package watch

import (
	"errors"
	"io/fs"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// notifier gives the events of folders. Its methods may be called at the same
// time, but Add, Remove and Close may wait until earlier events have been received.
type notifier interface {
	// Add watches a folder, and nothing below it.
	Add(path string) error
	Remove(path string) error
	// Paths returns the paths that it holds a watch under. A path is missing when it
	// leads to a folder that was watched under another path already.
	Paths() []string
	// Events and Errors are closed when the notifier is.
	Events() <-chan fsnotify.Event
	Errors() <-chan error
	Close() error
}

// system is the notifier of the operating system.
type system struct{ *fsnotify.Watcher }

func openSystem() (notifier, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	return system{w}, nil
}

func (s system) Paths() []string               { return s.WatchList() }
func (s system) Events() <-chan fsnotify.Event { return s.Watcher.Events }
func (s system) Errors() <-chan error          { return s.Watcher.Errors }

// gone reports whether a folder could not be watched because it is no longer there.
func gone(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}
