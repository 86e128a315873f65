package lock

import (
	"os"

	"golang.org/x/sys/windows"
)

// Try takes the lock on an open file or returns ErrBusy at once. What is
// locked is one byte far beyond the end, so that others can read the process.
func Try(file *os.File) error {
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	beyond := &windows.Overlapped{OffsetHigh: 1}
	err := windows.LockFileEx(windows.Handle(file.Fd()), flags, 0, 1, 0, beyond)
	if err == windows.ERROR_LOCK_VIOLATION {
		return ErrBusy
	}
	return err
}
