package cache

import (
	"errors"
	"fmt"
	"os"

	"stillpoint/generator/lock"
)

// LockedError says that another build is writing the same book.
type LockedError struct {
	PID int // its process; 0 where it cannot be told
}

// Error returns the message for people.
func (e *LockedError) Error() string { return lock.Holder(e.PID) + " is writing there" }

// lockName is the file that is locked while the index of a book is changed. Where there are no locks, two writers
// may remove each other's packs, which the next build takes for damage.
const lockName = ".lock"

// acquire takes the lock of a book, or returns a *LockedError at once.
func acquire(root *os.Root) (*lock.Lock, error) {
	if info, err := root.Lstat(lockName); err == nil && !info.Mode().IsRegular() {
		return nil, errForeign
	}
	l, err := lock.Acquire(root, lockName)
	var held *lock.HeldError
	switch {
	case errors.As(err, &held):
		return nil, &LockedError{held.PID}
	case errors.Is(err, lock.ErrUnsteady):
		return nil, fmt.Errorf("its lock file %s changes all the time", lockName)
	}
	return l, err
}
