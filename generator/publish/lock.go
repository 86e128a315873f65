package publish

import (
	"errors"
	"fmt"
	"os"

	"stillpoint/generator/lock"
)

// LockedError says that another build writes the same folder, or that a publication sends what is in it.
type LockedError struct {
	Destination string
	PID         int // its process; 0 where it cannot be told
}

// Error returns the message for people.
func (e *LockedError) Error() string {
	who := "another build or publication"
	if e.PID != 0 {
		who += fmt.Sprintf(" (process %d)", e.PID)
	}
	return fmt.Sprintf("%s is at work with %s: wait until it has ended, or stop it", who, e.Destination)
}

// acquire takes the lock of a destination, or returns a *LockedError at once.
func acquire(root *os.Root, destination string) (*lock.Lock, error) {
	l, err := lock.Acquire(root, lockName)
	var held *lock.HeldError
	switch {
	case errors.As(err, &held):
		return nil, &LockedError{destination, held.PID}
	case errors.Is(err, lock.ErrUnsteady):
		return nil, fmt.Errorf("could not lock %s: its lock file %s changes all the time", destination, lockName)
	case err != nil:
		return nil, trouble("lock", destination, err)
	}
	return l, nil
}
