package cache

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// LockedError says that another build is writing the same book.
type LockedError struct {
	PID int // its process; 0 where it cannot be told
}

// Error returns the message for people.
func (e *LockedError) Error() string {
	if e.PID == 0 {
		return "another build is writing there"
	}
	return fmt.Sprintf("another build (process %d) is writing there", e.PID)
}

// errBusy is what tryLock returns when somebody else holds the lock.
var errBusy = errors.New("the lock is held")

// lockName is the file that is locked while the index of a book is changed.
const lockName = ".lock"

// lock is a locked file. The operating system lets go of it when the process dies, so that a lock of the dead never
// holds anybody up; the file itself only tells others the process. Where there are no such locks, two writers
// may remove each other's packs, which the next build takes for damage.
type lock struct {
	root *os.Root
	file *os.File
}

// acquire takes the lock of a book, or returns a *LockedError at once.
func acquire(root *os.Root) (*lock, error) {
	for range 100 {
		if l, err := attempt(root); l != nil || err != nil {
			return l, err
		}
	}
	return nil, fmt.Errorf("its lock file %s changes all the time", lockName)
}

// attempt returns nil without an error when the lock file was removed by its last holder between being opened and
// being locked.
func attempt(root *os.Root) (*lock, error) {
	if info, err := root.Lstat(lockName); err == nil && !info.Mode().IsRegular() {
		return nil, errForeign
	}
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
	if err != nil || !stillThere(root, lockName, file) {
		file.Close()
		return nil, err
	}
	writePID(file)
	return &lock{root, file}, nil
}

// stillThere reports whether an opened file is the one that has the name.
func stillThere(root *os.Root, name string, file *os.File) bool {
	opened, err := file.Stat()
	if err != nil {
		return false
	}
	named, err := root.Lstat(name)
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

// release removes the file while it is still locked, so that nobody's file is removed but our own, and lets go of it.
func (l *lock) release() error {
	err := l.root.Remove(lockName)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, l.file.Close())
}
