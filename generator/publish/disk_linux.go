package publish

import (
	"io"
	"time"

	"golang.org/x/sys/unix"
)

// A site has thousands of files, and the time to publish it is that of its system calls. So files are looked at and made without package
// os, which asks for each whether it can be waited for, and goes by the path for what it has open.

// lstat looks at a file.
func lstat(place string) (condition, error) {
	var s unix.Stat_t
	if err := again(func() error { return unix.Lstat(place, &s) }); err != nil {
		return condition{}, err
	}
	return conditionOf(&s), nil
}

func conditionOf(s *unix.Stat_t) condition {
	return condition{s.Mode&unix.S_IFMT == unix.S_IFREG, s.Size, s.Mtim.Nano()}
}

// again repeats a system call that a signal interrupts.
func again(call func() error) error {
	for {
		if err := call(); err != unix.EINTR {
			return err
		}
	}
}

// makeFile makes a new file, and asks before each step. What becomes of it is not looked at where times are kept exactly.
func makeFile(place string, data []byte, modified time.Time, exact bool, before func(action string) error) (is condition, err error) {
	if err := before("create"); err != nil {
		return is, err
	}
	fd := -1
	err = again(func() error {
		fd, err = unix.Open(place, unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL|unix.O_CLOEXEC|unix.O_LARGEFILE, 0o644)
		return err
	})
	if err != nil {
		return is, err
	}
	defer func() {
		if closed := unix.Close(fd); err == nil && closed != unix.EINTR {
			err = closed
		}
	}()
	if err := before("fill"); err != nil {
		return is, err
	}
	if err := fill(fd, data); err != nil || modified.IsZero() {
		return is, err
	}
	if err := before("age"); err != nil {
		return is, err
	}
	if err := age(fd, place, modified); err != nil || exact {
		return condition{true, int64(len(data)), modified.UnixNano()}, err
	}
	var s unix.Stat_t
	err = again(func() error { return unix.Fstat(fd, &s) })
	return conditionOf(&s), err
}

func fill(fd int, data []byte) error {
	for len(data) > 0 {
		n, err := unix.Write(fd, data)
		switch {
		case err == unix.EINTR:
		case err != nil:
			return err
		case n == 0:
			return io.ErrUnexpectedEOF
		default:
			data = data[n:]
		}
	}
	return nil
}

// age sets the time of an open file, by its path where the system is too old to do it otherwise.
func age(fd int, place string, modified time.Time) error {
	stamp := unix.NsecToTimespec(modified.UnixNano())
	times := []unix.Timespec{stamp, stamp}
	if unix.UtimesNanoAt(fd, "", times, unix.AT_EMPTY_PATH) == nil {
		return nil
	}
	return unix.UtimesNanoAt(unix.AT_FDCWD, place, times, 0)
}
