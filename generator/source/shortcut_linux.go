package source

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"

	"golang.org/x/sys/unix"
	"stillpoint/generator/stamp"
)

// shortcut reaches files of a folder with openat2, which goes the whole way at once and fails where it would lead out of the folder.
// It gives up whenever anything is not as it should be: on a Linux before 5.6, in a sandbox that forbids the call, for a file that is gone.
type shortcut struct {
	dir  *os.File
	conn syscall.RawConn
}

func openShortcut(root *os.Root) *shortcut {
	dir, err := root.Open(".")
	if err != nil {
		return nil
	}
	conn, err := dir.SyscallConn()
	if err != nil {
		dir.Close()
		return nil
	}
	return &shortcut{dir, conn}
}

func (s *shortcut) close() error {
	if s == nil {
		return nil
	}
	return s.dir.Close()
}

// open opens a file or folder below the folder, and returns its descriptor. Nothing is opened once the folder is closed.
func (s *shortcut) open(name string, flags uint64) (int, bool) {
	if s == nil {
		return -1, false
	}
	how := unix.OpenHow{Flags: flags | unix.O_RDONLY | unix.O_CLOEXEC | unix.O_LARGEFILE, Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_MAGICLINKS}
	fd, err := -1, error(nil)
	closed := s.conn.Control(func(dir uintptr) { fd, err = unix.Openat2(int(dir), name, &how) })
	return fd, closed == nil && err == nil
}

// read returns the bytes of a file that has about the given size.
func (s *shortcut) read(name string, size int64) ([]byte, bool) {
	fd, ok := s.open(name, 0)
	if !ok {
		return nil, false
	}
	defer unix.Close(fd)
	data, length := make([]byte, max(size, 511)+1), 0 // one more than the size, so that the end is found without more room
	for {
		n, err := unix.Read(fd, data[length:])
		switch {
		case err != nil:
			return nil, false
		case n == 0:
			return data[:length], true
		}
		if length += n; length == len(data) {
			data = slices.Grow(data, length)
			data = data[:cap(data)]
		}
	}
}

// list returns what is in a folder, sorted, but hidden files and those that are gone since.
func (s *shortcut) list(folder string, aside func(n int, f func(from, to int))) ([]entry, bool) {
	fd, ok := s.open(folder, unix.O_DIRECTORY)
	if !ok {
		return nil, false
	}
	defer unix.Close(fd)
	names, ok := namesIn(fd)
	if !ok {
		return nil, false
	}
	entries := make([]entry, len(names))
	var failed atomic.Bool
	aside(len(names), func(from, to int) {
		for i := from; i < to; i++ {
			if err := entries[i].look(fd, folder, names[i]); err != nil {
				failed.Store(true)
			}
		}
	})
	return slices.DeleteFunc(entries, func(e entry) bool { return e.path == "" }), !failed.Load()
}

// namesIn returns the names in an open folder, sorted, without those that are hidden.
func namesIn(fd int) ([]string, bool) {
	var names []string
	buffer := make([]byte, 32<<10)
	for {
		n, err := unix.ReadDirent(fd, buffer)
		switch {
		case err != nil:
			return nil, false
		case n <= 0:
			names = slices.DeleteFunc(names, hidden)
			slices.SortFunc(names, strings.Compare)
			return names, true
		}
		_, _, names = unix.ParseDirent(buffer[:n], -1, names)
	}
}

// look finds out what a name in an open folder is. One that is gone leaves the entry empty.
func (e *entry) look(fd int, folder, name string) error {
	var s unix.Stat_t
	err := unix.Fstatat(fd, name, &s, unix.AT_SYMLINK_NOFOLLOW)
	if err == unix.ENOENT {
		return nil
	}
	if err != nil {
		return err
	}
	e.path = inFolder(folder, name)
	switch s.Mode & unix.S_IFMT {
	case unix.S_IFREG:
		e.stamp = stamp.Stamp{Size: s.Size, Modified: s.Mtim.Nano(), Changed: s.Ctim.Nano(), Device: uint64(s.Dev), Inode: uint64(s.Ino)}
	case unix.S_IFDIR:
		e.mode = fs.ModeDir
	case unix.S_IFLNK:
		e.mode = fs.ModeSymlink
	default:
		e.mode = fs.ModeIrregular
	}
	return nil
}
