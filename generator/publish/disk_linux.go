package publish

import (
	"io"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// ground is the open destination. A site has thousands of files, and the time to publish it is that of its system calls. So files are looked
// at and made from the ground, which saves the way to it, and without package os, which asks for each whether it can be waited for.
type ground struct {
	folder *os.File
	fd     int
}

func groundOf(root *os.Root) (ground, error) {
	folder, err := root.Open(".")
	if err != nil {
		return ground{}, err
	}
	return ground{folder, int(folder.Fd())}, nil
}

func (g ground) close() error { return g.folder.Close() }

// lstat looks at a file or folder.
func (g ground) lstat(name string) (condition, error) {
	var s unix.Stat_t
	if err := again(func() error { return unix.Fstatat(g.fd, name, &s, unix.AT_SYMLINK_NOFOLLOW) }); err != nil {
		return condition{}, err
	}
	return conditionOf(&s), nil
}

func conditionOf(s *unix.Stat_t) condition {
	is := condition{other, s.Size, s.Mtim.Nano()}
	switch s.Mode & unix.S_IFMT {
	case unix.S_IFREG:
		is.kind = plainFile
	case unix.S_IFDIR:
		is.kind = folder
	}
	return is
}

func (g ground) makeFolder(name string) error {
	return again(func() error { return unix.Mkdirat(g.fd, name, 0o755) })
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
func (g ground) makeFile(name string, data []byte, modified time.Time, exact bool, before func(action string) error) (is condition, err error) {
	if err := before("create"); err != nil {
		return is, err
	}
	fd := -1
	err = again(func() error {
		fd, err = unix.Openat(g.fd, name, unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL|unix.O_CLOEXEC|unix.O_LARGEFILE, 0o644)
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
	if err := g.age(fd, name, modified); err != nil || exact {
		return condition{plainFile, int64(len(data)), modified.UnixNano()}, err
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

// age sets the time of an open file, by its name where the system is too old to do it otherwise.
func (g ground) age(fd int, name string, modified time.Time) error {
	stamp := unix.NsecToTimespec(modified.UnixNano())
	times := []unix.Timespec{stamp, stamp}
	if unix.UtimesNanoAt(fd, "", times, unix.AT_EMPTY_PATH) == nil {
		return nil
	}
	return unix.UtimesNanoAt(g.fd, name, times, 0)
}
