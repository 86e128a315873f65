package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// LockedError says that another publication is at work in the same folder.
type LockedError struct {
	Destination string
	PID         int // its process; 0 where it cannot be told
}

// Error returns the message for people.
func (e *LockedError) Error() string {
	who := "another build"
	if e.PID != 0 {
		who = fmt.Sprintf("another build (process %d)", e.PID)
	}
	return fmt.Sprintf("%s is publishing to %s: wait until it has ended, or stop it", who, e.Destination)
}

// errBusy is what tryLock returns when somebody else holds the lock.
var errBusy = errors.New("the lock is held")

// lock is a locked file. The operating system lets go of it when the process
// dies, so a lock of the dead never holds anybody up; the file itself only tells
// others the process. Where there are no such locks, there is no protection.
type lock struct {
	root *os.Root
	file *os.File
}

// acquire takes the lock of a destination, or returns a *LockedError at once.
func acquire(root *os.Root, destination string) (*lock, error) {
	for range 100 {
		l, err := attempt(root)
		var locked *LockedError
		switch {
		case errors.As(err, &locked):
			locked.Destination = destination
			return nil, locked
		case err != nil:
			return nil, trouble("lock", destination, err)
		case l != nil:
			return l, nil
		}
	}
	return nil, fmt.Errorf("could not lock %s: its lock file %s changes all the time", destination, lockName)
}

// attempt returns nil without an error when the lock file was removed by its
// last holder between being opened and being locked.
func attempt(root *os.Root) (*lock, error) {
	file, err := root.OpenFile(lockName, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	err = tryLock(file)
	if errors.Is(err, errBusy) {
		err = &LockedError{PID: readPID(file)}
	} else if errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	if err != nil || !stillThere(root, file) {
		file.Close()
		return nil, err
	}
	writePID(file)
	return &lock{root, file}, nil
}

// stillThere reports whether the opened file is the one that has the name.
func stillThere(root *os.Root, file *os.File) bool {
	opened, err := file.Stat()
	if err != nil {
		return false
	}
	named, err := root.Lstat(lockName)
	return err == nil && os.SameFile(opened, named)
}

// writePID tells others the process, if it can: the lock holds without it.
func writePID(file *os.File) {
	if file.Truncate(0) == nil {
		_, _ = file.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	}
}

func readPID(file io.ReaderAt) int {
	text := make([]byte, 20)
	n, _ := file.ReadAt(text, 0)
	pid, _ := strconv.Atoi(strings.TrimSpace(string(text[:n])))
	return max(pid, 0)
}

// release removes the file while it is still locked, so that nobody's file is
// removed but our own, and lets go of it.
func (l *lock) release() error {
	err := l.root.Remove(lockName)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, l.file.Close())
}
