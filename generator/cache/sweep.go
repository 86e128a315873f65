package cache

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"
)

// Swept is what a sweep has removed.
type Swept struct {
	Entries int
	Bytes   int64
}

// Sweep removes the entries and books that have not been used for a time, and what interrupted writing has left.
// A time of zero removes all of them, but for what a build that is at work is writing.
func (s *Store) Sweep(unused time.Duration) (Swept, error) {
	var swept Swept
	root, err := s.folder(false)
	if root == nil || err != nil {
		return swept, err
	}
	limit := time.Now().Add(-unused)
	err = fs.WalkDir(root.FS(), entries, func(name string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) { // another program sweeps too
			return nil
		}
		if err != nil || entry.IsDir() {
			return err
		}
		return swept.entry(root, name, limit, unused)
	})
	return swept, errors.Join(err, swept.books(root, limit, unused))
}

// leftover is how old a file must be that is still being written, or was when its program was killed.
const leftover = time.Hour

func (s *Swept) entry(root *os.Root, name string, limit time.Time, unused time.Duration) error {
	info, err := root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if strings.HasPrefix(path.Base(name), ".") && unused > 0 {
		limit = time.Now().Add(-leftover)
	}
	if info.ModTime().After(limit) {
		return nil
	}
	return s.remove(root, name, info.Size())
}

func (s *Swept) remove(root *os.Root, name string, size int64) error {
	s.Entries++
	s.Bytes += size
	return remove(root, name)
}

// books sweeps the books, and what lies beside them.
func (s *Swept) books(root *os.Root, limit time.Time, unused time.Duration) error {
	shelf, err := root.OpenRoot(".")
	if err == nil {
		shelf, err = descend(shelf, books, false)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer shelf.Close()
	all, err := fs.ReadDir(shelf.FS(), ".")
	for _, entry := range all {
		if entry.IsDir() {
			err = errors.Join(err, s.book(shelf, entry.Name(), limit, unused))
		} else {
			err = errors.Join(err, s.entry(shelf, entry.Name(), limit, unused))
		}
	}
	return err
}

// book sweeps one book: its index if that was not used, and each pack that nobody needs.
func (s *Swept) book(shelf *os.Root, name string, limit time.Time, unused time.Duration) error {
	root, err := shelf.OpenRoot(name)
	if err != nil {
		return err
	}
	defer root.Close()
	err = s.entry(root, indexName, limit, unused)
	all, inDir := fs.ReadDir(root.FS(), ".")
	err = errors.Join(err, inDir)
	for _, entry := range all {
		switch name := entry.Name(); {
		case name == indexName:
		case strings.HasPrefix(name, packPrefix):
			err = errors.Join(err, s.pack(root, name))
		case name == lockName:
			err = errors.Join(err, unlock(root))
		default:
			err = errors.Join(err, s.entry(root, name, limit, unused))
		}
	}
	return err
}

func (s *Swept) pack(root *os.Root, name string) error {
	info, err := root.Lstat(name)
	if err != nil || !abandoned(root, name) {
		return nil
	}
	return s.remove(root, name, info.Size())
}

// unlock removes a lock file that a killed program has left.
func unlock(root *os.Root) error {
	info, err := root.Lstat(lockName)
	if err != nil || time.Since(info.ModTime()) < leftover {
		return nil
	}
	l, err := acquire(root)
	var locked *LockedError
	if errors.As(err, &locked) {
		return nil
	}
	if err != nil {
		return err
	}
	return l.Release()
}
