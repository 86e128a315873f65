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

// Sweep removes the entries that have not been used for a time, and what interrupted writing has left.
// A time of zero removes all entries.
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
	return swept, err
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
	s.Entries++
	s.Bytes += info.Size()
	return remove(root, name)
}
