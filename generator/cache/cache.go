// Package cache keeps on disk what was costly to make, under a key that says all it was made from.
//
// An entry is written whole or not at all, and carries the digest of its bytes: one that was cut short, damaged or
// made by hand is as if it were not there. So the folder may be deleted, copied or carried to another machine
// at any time, and two programs may use it at once.
//
// A [Store] keeps single entries, a [Book] what one build leaves for the next as a whole. [Program] stands in keys for the program.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// Key stands for all that an entry was made from.
type Key [sha256.Size]byte

// KeyOf returns the key of parts, in their order. No two sequences of parts have the same key.
func KeyOf(parts ...string) Key {
	d := sha256.New()
	for _, part := range parts {
		fmt.Fprintf(d, "%d:%s", len(part), part)
	}
	return Key(d.Sum(nil))
}

// String returns the key as 64 hexadecimal digits.
func (k Key) String() string { return hex.EncodeToString(k[:]) }

// entries is the folder of all entries. Its name grows with each change of how they are written.
const entries = "entries-1"

func (k Key) file() string {
	name := k.String()
	return path.Join(entries, name[:2], name[2:])
}

// magic begins every entry; the SHA-256 digest of the bytes after it comes next.
const magic = "stillpoint entry\n"

const headSize = len(magic) + sha256.Size

// Store is a folder of entries. The zero Store has none and keeps none. It is safe for concurrent use.
type Store struct {
	dir     string
	opening sync.Mutex
	root    *os.Root
	temps   atomic.Int64
}

// Open returns the store in a folder, which is made when the first entry is put into it.
func Open(dir string) *Store { return &Store{dir: dir} }

// Close lets go of the folder.
func (s *Store) Close() error {
	s.opening.Lock()
	defer s.opening.Unlock()
	if s.root == nil {
		return nil
	}
	err := s.root.Close()
	s.root = nil
	return err
}

// folder returns the open folder; nil where there is none and none is to be made.
func (s *Store) folder(create bool) (*os.Root, error) {
	s.opening.Lock()
	defer s.opening.Unlock()
	if s.root != nil || s.dir == "" {
		return s.root, nil
	}
	if create {
		if err := prepare(s.dir); err != nil {
			return nil, err
		}
	}
	root, err := os.OpenRoot(s.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	s.root = root
	return root, err
}

// prepare makes the folder of a cache, and tells git and programs that make backups to pass it over
// (bford.info/cachedir).
func prepare(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for name, text := range map[string]string{
		".gitignore":   "# What Stillpoint has made once and need not make again. It may be deleted at any time.\n*\n",
		"CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of Stillpoint. It may be deleted at any time.\n",
	} {
		file := filepath.Join(dir, name)
		if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Get returns the bytes of an entry and marks it as used. It reports false where there is no whole one.
func (s *Store) Get(k Key) ([]byte, bool) {
	root, err := s.folder(false)
	if root == nil || err != nil {
		return nil, false
	}
	whole, err := root.ReadFile(k.file())
	if err != nil || len(whole) < headSize || string(whole[:len(magic)]) != magic {
		return nil, false
	}
	data := whole[headSize:]
	if sum := sha256.Sum256(data); !bytes.Equal(sum[:], whole[len(magic):headSize]) {
		return nil, false
	}
	s.Use(k)
	return data, true
}

// Use marks an entry as used, without reading it.
func (s *Store) Use(k Key) {
	root, err := s.folder(false)
	if root == nil || err != nil {
		return
	}
	now := time.Now()
	if info, err := root.Lstat(k.file()); err == nil && now.Sub(info.ModTime()) > mark {
		_ = root.Chtimes(k.file(), now, now) // an entry that cannot be marked is only collected sooner
	}
}

// mark is how exactly the last use of an entry is known.
const mark = 12 * time.Hour

// Put keeps the bytes of an entry, whole, whatever happens meanwhile.
func (s *Store) Put(k Key, data []byte) error {
	root, err := s.folder(true)
	if root == nil || err != nil {
		return err
	}
	if err := root.MkdirAll(path.Dir(k.file()), 0o755); err != nil {
		return err
	}
	temp := path.Join(entries, fmt.Sprintf(".%d-%d-%s", os.Getpid(), s.temps.Add(1), strconv.FormatInt(time.Now().UnixNano(), 36)))
	sum := sha256.Sum256(data)
	whole := append(append(append(make([]byte, 0, headSize+len(data)), magic...), sum[:]...), data...)
	if err := root.WriteFile(temp, whole, 0o644); err != nil {
		return errors.Join(err, remove(root, temp))
	}
	if err := root.Rename(temp, k.file()); err != nil {
		return errors.Join(err, remove(root, temp))
	}
	return nil
}

func remove(root *os.Root, name string) error {
	if err := root.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
