// Package lock keeps two builds from writing in one place at once, by a locked file.
package lock

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// HeldError says that another build holds a lock.
type HeldError struct {
	PID int // its process; 0 where it cannot be told
}

// Error says that the lock is held, and by whom.
func (e *HeldError) Error() string { return Holder(e.PID) + " holds the lock" }

// Holder names the build of a process for people: "another build (process 12)". The process 0 is one that cannot be told.
func Holder(pid int) string {
	if pid == 0 {
		return "another build"
	}
	return fmt.Sprintf("another build (process %d)", pid)
}

// ErrBusy is what [Try] returns when somebody else holds the lock.
var ErrBusy = errors.New("the lock is held")

// ErrUnsteady says that a lock file was removed each time before it could be locked.
var ErrUnsteady = errors.New("the lock file changes all the time")

// Lock is a locked file. The operating system lets go of it when the process
// dies, so a lock of the dead never holds anybody up; the file itself only tells
// others the process. Where there are no such locks, there is no protection.
type Lock struct {
	root *os.Root
	name string
	file *os.File
}

// Acquire takes the lock that a file of a folder stands for. The error is a *[HeldError] at once where another holds it.
func Acquire(root *os.Root, name string) (*Lock, error) {
	for range 100 {
		if l, err := attempt(root, name); l != nil || err != nil {
			return l, err
		}
	}
	return nil, ErrUnsteady
}

// attempt returns nil without an error when the lock file was removed by its
// last holder between being opened and being locked.
func attempt(root *os.Root, name string) (*Lock, error) {
	file, err := root.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	err = Try(file)
	if errors.Is(err, ErrBusy) {
		err = &HeldError{PID: readPID(file)}
	} else if errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	if err != nil || !StillThere(root, name, file) {
		file.Close()
		return nil, err
	}
	writePID(file)
	return &Lock{root, name, file}, nil
}

// StillThere reports whether an opened file is the one that has the name.
func StillThere(root *os.Root, name string, file *os.File) bool {
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

// Release removes the file while it is still locked, so that nobody's file is
// removed but our own, and lets go of it.
func (l *Lock) Release() error {
	err := l.root.Remove(l.name)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, l.Leave())
}

// Leave lets go of the lock and leaves its file where it is, for the next who takes it.
func (l *Lock) Leave() error { return l.file.Close() }
