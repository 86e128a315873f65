package cache_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"stillpoint/generator/cache"
)

func files(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(filepath.Join(dir, "entries-1"), func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			all = append(all, name)
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return all
}

func put(t *testing.T, s *cache.Store, k cache.Key, data string) {
	t.Helper()
	if err := s.Put(k, []byte(data)); err != nil {
		t.Fatal(err)
	}
}

// TestKeeps holds what is kept, also by another store over the same folder, and what is not.
func TestKeeps(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "cache")
	s := cache.Open(dir)
	defer s.Close()
	key := cache.KeyOf("room.jpg", "640")
	if _, ok := s.Get(key); ok {
		t.Error("an empty cache has an entry")
	}
	if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Error("looking makes the folder")
	}
	put(t, s, key, "bytes")
	put(t, s, key, "bytes")
	other := cache.Open(dir)
	defer other.Close()
	if data, ok := other.Get(key); !ok || string(data) != "bytes" {
		t.Errorf("%q %v", data, ok)
	}
	if _, ok := s.Get(cache.KeyOf("room.jpg6", "40")); ok {
		t.Error("other parts have the same key")
	}
	for name, want := range map[string]string{".gitignore": "*\n", "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n"} {
		if text, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !bytes.Contains(text, []byte(want)) {
			t.Errorf("%s: %q %v", name, text, err)
		}
	}
}

// TestZero shows that the zero Store keeps nothing and complains of nothing.
func TestZero(t *testing.T) {
	var s cache.Store
	put(t, &s, cache.KeyOf("a"), "b")
	if _, ok := s.Get(cache.KeyOf("a")); ok {
		t.Error("kept")
	}
	if _, err := s.Sweep(0); err != nil {
		t.Error(err)
	}
}

// TestDamage shows that an entry that is not whole is none.
func TestDamage(t *testing.T) {
	for name, harm := range map[string]func(data []byte) []byte{
		"cut short":    func(d []byte) []byte { return d[:len(d)-1] },
		"only a start": func(d []byte) []byte { return d[:20] },
		"empty":        func([]byte) []byte { return nil },
		"one bit":      func(d []byte) []byte { d[len(d)-2] ^= 1; return d },
		"its digest":   func(d []byte) []byte { d[20] ^= 1; return d },
		"not ours":     func([]byte) []byte { return bytes.Repeat([]byte("x"), 100) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := cache.Open(dir)
			defer s.Close()
			key := cache.KeyOf("a")
			put(t, s, key, "some bytes of a picture")
			file := files(t, dir)[0]
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, harm(data), 0o644); err != nil {
				t.Fatal(err)
			}
			if data, ok := s.Get(key); ok {
				t.Errorf("read as %q", data)
			}
			put(t, s, key, "again")
			if data, ok := s.Get(key); !ok || string(data) != "again" {
				t.Errorf("%q %v", data, ok)
			}
		})
	}
}

// TestLink shows that a symbolic link in the cache leads nowhere outside of it.
func TestLink(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "entries-1")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	s := cache.Open(dir)
	defer s.Close()
	if err := s.Put(cache.KeyOf("a"), []byte("b")); err == nil {
		t.Error("written through a link")
	}
	if entries, _ := os.ReadDir(outside); len(entries) > 0 {
		t.Errorf("%v lies outside", entries)
	}
}

// TestSweep collects what has not been used, and what a killed program has left half written.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	s := cache.Open(dir)
	defer s.Close()
	old, used, marked, fresh := cache.KeyOf("old"), cache.KeyOf("used"), cache.KeyOf("marked"), cache.KeyOf("fresh")
	for _, k := range []cache.Key{old, used, marked} {
		put(t, s, k, "12345")
	}
	long := time.Now().Add(-48 * time.Hour)
	half := filepath.Join(dir, "entries-1", ".1-1-x")
	if err := os.WriteFile(half, []byte("half"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range files(t, dir) {
		if err := os.Chtimes(name, long, long); err != nil {
			t.Fatal(err)
		}
	}
	put(t, s, fresh, "12345")
	if _, ok := s.Get(used); !ok {
		t.Fatal("not there")
	}
	s.Use(marked)
	swept, err := s.Sweep(24 * time.Hour)
	if err != nil || swept.Entries != 2 || swept.Bytes == 0 {
		t.Errorf("%+v %v", swept, err)
	}
	for k, want := range map[cache.Key]bool{old: false, used: true, marked: true, fresh: true} {
		if _, ok := s.Get(k); ok != want {
			t.Errorf("%v: %v", k, ok)
		}
	}
	if swept, err = s.Sweep(0); err != nil || swept.Entries != 3 || len(files(t, dir)) != 0 {
		t.Errorf("%+v %v, left %v", swept, err, files(t, dir))
	}
}

// TestAtOnce shows that many may write and read one entry at once, and never see half of it.
func TestAtOnce(t *testing.T) {
	dir := t.TempDir()
	key, want := cache.KeyOf("a"), bytes.Repeat([]byte("0123456789"), 10_000)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			s := cache.Open(dir)
			defer s.Close()
			for range 20 {
				if err := s.Put(key, want); err != nil {
					t.Error(err)
				}
				if data, ok := s.Get(key); !ok || !bytes.Equal(data, want) {
					t.Errorf("%d bytes, %v", len(data), ok)
				}
			}
		})
	}
	all.Wait()
	if left := files(t, dir); len(left) != 1 {
		t.Errorf("%v", left)
	}
}
