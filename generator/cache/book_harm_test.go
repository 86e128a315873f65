package cache_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stillpoint/generator/cache"
)

// sound expects that whatever a book hands out of a site is as it was written, and that the next build is none the worse for it.
func (p pages) sound(t tester, dir string) {
	t.Helper()
	b := cache.OpenBook(dir, "public", ours)
	data, ok := b.Section("pages")
	found := load(t, b)
	for name, text := range found {
		if p[name] != text {
			t.Fatalf("%s is %.20q, not %.20q", name, text, p[name])
		}
	}
	if note, whole := b.Section("note"); whole && string(note) != "a note" {
		t.Fatalf("the note is %q", note)
	}
	if len(found) < len(p) && b.Remark() == "" {
		t.Fatalf("%d pages of %d and no remark; section of %d bytes %v", len(found), len(p), len(data), ok)
	}
	must(t, b.Close())
	next := pages{"a": "new", "z": "new"}
	next.build(t, dir)
	next.want(t, dir, "")
}

// harmed builds a site and has one file of its book changed.
func harmed(t tester, parent, prefix string, harm func([]byte) []byte) {
	t.Helper()
	dir, err := os.MkdirTemp(parent, "")
	must(t, err)
	defer os.RemoveAll(dir)
	site := pages{"a": "one", "b": strings.Repeat("two", 20)}
	site.build(t, dir)
	name := onDisk(t, dir, prefix)[0]
	data, err := os.ReadFile(name)
	must(t, err)
	must(t, os.WriteFile(name, harm(data), 0o644))
	site.sound(t, dir)
}

// TestEachByteCounts changes each byte of an index and a pack in turn, and cuts them short at each place.
func TestEachByteCounts(t *testing.T) {
	parent := t.TempDir()
	for _, prefix := range []string{"index", "pack-"} {
		size := 1
		for at := 0; at < size; at++ {
			harmed(t, parent, prefix, func(d []byte) []byte { size = len(d); d[at] ^= byte(1 + rand.IntN(255)); return d })
			harmed(t, parent, prefix, func(d []byte) []byte { return d[:at] })
		}
		harmed(t, parent, prefix, func(d []byte) []byte { return append(d, 0) })
	}
}

// TestPackOfAnotherBook shows that a pack is not taken for another of the same length.
func TestPackOfAnotherBook(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	pages{"a": "one"}.build(t, dir)
	pages{"a": "two"}.build(t, other)
	data, err := os.ReadFile(onDisk(t, other, "pack-")[0])
	must(t, err)
	must(t, os.WriteFile(onDisk(t, dir, "pack-")[0], data, 0o644))
	b := cache.OpenBook(dir, "public", ours)
	if !strings.HasSuffix(b.Remark(), "is not used: it is damaged") {
		t.Errorf("before any blob of it is read: %q", b.Remark())
	}
	must(t, b.Close())
	must(t, os.Remove(onDisk(t, dir, "pack-")[0]))
	pages{}.want(t, dir, "is not used: it is damaged")
}

// FuzzIndex takes any bytes for an index, and any bytes for the table of one whose digest is right.
func FuzzIndex(f *testing.F) {
	f.Add([]byte("stillpoint book\n"), true)
	f.Add(append(make([]byte, 16), 2, 1, 1), true)
	f.Add(append(make([]byte, 16), 0, 0, 0), true)                            // there is no pack 0
	f.Add(append(make([]byte, 16), 0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0), true) // the last number there is
	f.Add(append(make([]byte, 16), 1, 0, 1, 1, 'a', 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1), true)
	f.Fuzz(func(t *testing.T, data []byte, sealed bool) {
		if sealed {
			head := append([]byte("stillpoint book\n"), ours[:]...)
			sum := sha256.Sum256(append(bytes.Clone(head), data...))
			head = binary.LittleEndian.AppendUint32(append(head, sum[:]...), uint32(len(data)))
			data = append(head, data...)
		}
		dir := t.TempDir()
		pages{}.build(t, dir)
		must(t, os.WriteFile(onDisk(t, dir, "index")[0], data, 0o644))
		pages{}.sound(t, dir)
	})
}

// TestForeign puts something else in the place of a file or folder of a book.
func TestForeign(t *testing.T) {
	outside := t.TempDir()
	things := map[string]func(name string) error{
		"a file":   func(name string) error { return os.WriteFile(name, []byte("mine"), 0o644) },
		"a folder": func(name string) error { return os.MkdirAll(filepath.Join(name, "mine"), 0o755) },
		"a link":   func(name string) error { return os.Symlink(outside, name) },
		"a link to a file": func(name string) error {
			return os.Symlink(filepath.Join(outside, "x"), name)
		},
	}
	for thing, put := range things {
		for _, place := range []string{"books-1", "book", "index", "pack-", ".lock"} {
			t.Run(thing+" for "+place, func(t *testing.T) { foreign(t, place, put) })
		}
	}
	if left, err := os.ReadDir(outside); err != nil || len(left) > 0 {
		t.Errorf("%v lies outside, %v", left, err)
	}
}

func foreign(t *testing.T, place string, put func(name string) error) {
	dir := t.TempDir()
	pages{"a": "one"}.build(t, dir)
	book := filepath.Dir(onDisk(t, dir, "index")[0])
	name := map[string]string{"books-1": filepath.Dir(book), "book": book, "pack-": onDisk(t, dir, "pack-")[0]}[place]
	if name == "" {
		name = filepath.Join(book, place)
	}
	must(t, os.RemoveAll(name))
	must(t, put(name))
	b := cache.OpenBook(dir, "public", ours)
	found := load(t, b)
	_, err := pages{"a": "two"}.save(b, nil)
	if err != nil && !strings.Contains(err.Error(), "what this build has made could not be kept in ") {
		t.Errorf("message: %v", err)
	}
	must(t, b.Close())
	b = cache.OpenBook(dir, "public", ours)
	if got := load(t, b)["a"]; err == nil && got != "two" && b.Remark() == "" || got == "one" && len(found) == 0 {
		t.Errorf("before %v, then %q, %v, %q", found, got, err, b.Remark())
	}
	must(t, b.Close())
}

// TestLinkInside shows that a link is not followed even to what lies beside it and is whole.
func TestLinkInside(t *testing.T) {
	for _, place := range []string{"books-1", "book", "index", "pack-"} {
		t.Run(place, func(t *testing.T) {
			dir := t.TempDir()
			pages{"a": "one"}.build(t, dir)
			index := onDisk(t, dir, "index")[0]
			book := filepath.Dir(index)
			name := map[string]string{"books-1": filepath.Dir(book), "book": book, "index": index, "pack-": onDisk(t, dir, "pack-")[0]}[place]
			must(t, os.Rename(name, name+"-aside"))
			must(t, os.Symlink(filepath.Base(name)+"-aside", name))
			pages{}.want(t, dir, "is not used: what lies there is not of Stillpoint")
		})
	}
}

// buildOrDie is a build that dies right before a step, and does nothing after it.
func (p pages) buildOrDie(t tester, dir string, n int, dead error) (alive bool) {
	b := cache.OpenBook(dir, "public", ours)
	alive = true
	b.OnStep(func(string, string) error {
		if n--; n < 0 || !alive {
			alive = false
			return dead
		}
		return nil
	})
	_, err := p.save(b, refs(t, b))
	if err != nil && (alive || !errors.Is(err, dead)) {
		t.Fatalf("the build failed: %v", err)
	}
	_ = b.Close() // it lets go of its locks, as death does
	return alive
}

// TestBookDeathAtEachStep kills a build at each of its steps; what it leaves is the old book or the new one, whole, and is
// collected by the next one.
func TestBookDeathAtEachStep(t *testing.T) {
	before, after := pages{"a": "1", "b": "1", "same": "same"}, pages{"a": "2", "c": strings.Repeat("2", 600_000), "same": "same"}
	for n, alive := 0, false; !alive; n++ {
		for _, first := range []pages{before, nil} {
			dir := t.TempDir()
			if first != nil {
				first.build(t, dir)
			}
			alive = after.buildOrDie(t, dir, n, errors.New("killed"))
			b := cache.OpenBook(dir, "public", ours)
			found := load(t, b)
			must(t, b.Close())
			if fmt.Sprint(found) == fmt.Sprint(after) {
				after.want(t, dir, "")
			} else {
				first.want(t, dir, "")
			}
			last := pages{"a": "3"}
			last.build(t, dir)
			last.want(t, dir, "")
			if left := onDisk(t, dir, ""); len(left) != 2 {
				t.Errorf("step %d: left %v", n, left)
			}
		}
		if n > 100 {
			t.Fatal("the build has no end")
		}
	}
}

var errFull = errors.New("no space left on device")

// TestNoRoom fails one step after another, as a full disk and a folder that is not to be written do. What was there stays, and the same
// Book can be closed without a trace.
func TestNoRoom(t *testing.T) {
	before, after := pages{"a": "1"}, pages{"a": "2", "b": strings.Repeat("2", 600_000)}
	for _, failure := range []error{&fs.PathError{Op: "write", Path: "secret", Err: errFull}, &fs.PathError{Op: "open", Path: "secret", Err: fs.ErrPermission}} {
		for _, action := range []string{"create", "write", "lock", "rename"} {
			for nth := range 4 {
				dir := t.TempDir()
				before.build(t, dir)
				b := cache.OpenBook(dir, "public", ours)
				b.OnStep(func(a, _ string) error {
					if nth -= len(slices.DeleteFunc([]string{a}, func(s string) bool { return s != action })); a == action && nth < 0 {
						return failure
					}
					return nil
				})
				_, err := after.save(b, refs(t, b))
				must(t, b.Close())
				if err == nil {
					after.want(t, dir, "")
					continue
				}
				if !errors.Is(err, errors.Unwrap(failure)) || strings.Contains(err.Error(), "secret") {
					t.Errorf("message: %v", err)
				}
				before.want(t, dir, "")
				if left := onDisk(t, dir, ""); len(left) != 2 {
					t.Errorf("%s: left %v", action, left)
				}
			}
		}
	}
}

// TestReplacedWhileOpen commits where no file can take the place of one that is open, as with Windows on a disk without NTFS.
func TestReplacedWhileOpen(t *testing.T) {
	dir := t.TempDir()
	pages{"a": "1"}.build(t, dir)
	b := cache.OpenBook(dir, "public", ours)
	refused := 0
	b.OnStep(func(action, _ string) error {
		if action == "rename" && refused == 0 {
			refused++
			return &fs.PathError{Op: "rename", Path: "index", Err: fs.ErrPermission}
		}
		return nil
	})
	after := pages{"a": "2", "b": "3"}
	_, err := after.save(b, refs(t, b))
	must(t, err)
	if got := load(t, b); refused != 1 || fmt.Sprint(got) != fmt.Sprint(after) {
		t.Errorf("after %d refusals the book has %v", refused, got)
	}
	must(t, b.Close())
	after.want(t, dir, "")
}

// TestCommitTellsOfLostBlobs shows that a book with a blob that could not be written is not kept, whoever has overlooked that.
func TestCommitTellsOfLostBlobs(t *testing.T) {
	dir := t.TempDir()
	pages{"a": "1"}.build(t, dir)
	b := cache.OpenBook(dir, "public", ours)
	b.OnStep(func(action, _ string) error {
		if action == "write" {
			return errFull
		}
		return nil
	})
	if _, err := b.Keep(make([]byte, 1<<20)); !errors.Is(err, errFull) {
		t.Errorf("Keep: %v", err)
	}
	b.OnStep(nil)
	if err := b.Commit(nil, slices.Values([]cache.Ref(nil))); !errors.Is(err, errFull) {
		t.Errorf("Commit: %v", err)
	}
	must(t, b.Close())
	pages{"a": "1"}.want(t, dir, "")
}
