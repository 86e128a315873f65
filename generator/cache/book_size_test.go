package cache_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stillpoint/generator/cache"
)

// TestBooksOverTime edits a site again and again, in one long session or in many, and never finds more on disk than is bearable.
func TestBooksOverTime(t *testing.T) {
	parent := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp(parent, "")
		must(t, err)
		defer os.RemoveAll(dir)
		site, long := pages{}, cache.OpenBook(dir, "public", ours)
		var known map[string]cache.Ref
		for n := range rapid.IntRange(1, 30).Draw(t, "builds") {
			name := rapid.StringMatching("[a-j]").Draw(t, "page")
			if size := rapid.IntRange(-1, 4).Draw(t, "size"); size < 0 {
				delete(site, name)
			} else {
				site[name] = strings.Repeat(fmt.Sprint(n, " "), size*size*size*500)
			}
			if rapid.Bool().Draw(t, "another process") {
				must(t, long.Close())
				long = cache.OpenBook(dir, "public", ours)
				known = refs(t, long)
			}
			known, err = site.save(long, known)
			must(t, err)
			site.want(t, dir, "")
			if packs := onDisk(t, dir, "pack-"); len(packs) > 24 {
				t.Fatalf("%d packs", len(packs))
			}
		}
		must(t, long.Close())
		site.want(t, dir, "")
	})
}

// TestWasteIsCollected rewrites most of a large site many times, so that a little of each pack stays live.
func TestWasteIsCollected(t *testing.T) {
	dir, site := t.TempDir(), pages{}
	for n := range 12 {
		for i := range 24 {
			if n == 0 || i >= n { // page n stays in the pack of build n
				site[fmt.Sprint(i)] = strings.Repeat(fmt.Sprint(n, " ", i, " "), 20_000)
			}
		}
		site.build(t, dir)
		site.want(t, dir, "")
		var live int64
		for _, text := range site {
			live += int64(len(text))
		}
		if size := sizeOf(t, onDisk(t, dir, "pack-")); size > 2*live+8<<20 {
			t.Fatalf("build %d: %d bytes on disk for %d", n, size, live)
		}
	}
}

func sizeOf(t *testing.T, files []string) int64 {
	t.Helper()
	var size int64
	for _, name := range files {
		info, err := os.Lstat(name)
		must(t, err)
		size += info.Size()
	}
	return size
}

// TestSmallPacksAreMerged adds one page after another to a large site. The packs stay few, and the large one is left alone.
func TestSmallPacksAreMerged(t *testing.T) {
	dir, site := t.TempDir(), pages{"large": strings.Repeat("large", 400_000)}
	site.build(t, dir)
	large := onDisk(t, dir, "pack-")[0]
	for n := range 60 {
		site[fmt.Sprint(n)] = strings.Repeat("small", n)
		site.build(t, dir)
		site.want(t, dir, "")
		if packs := onDisk(t, dir, "pack-"); len(packs) > 9 || !slices.Contains(packs, large) {
			t.Fatalf("build %d: packs %v", n, packs)
		}
	}
}

// TestSweepOfBooks removes books that nobody uses, and leaves those that are being written.
func TestSweepOfBooks(t *testing.T) {
	dir := t.TempDir()
	s := cache.Open(dir)
	defer s.Close()
	pages{"a": "1"}.build(t, dir)
	old := time.Now().Add(-48 * time.Hour)
	must(t, os.WriteFile(filepath.Join(filepath.Dir(onDisk(t, dir, "index")[0]), "pack-00000000000000000000000000000000"), []byte("left"), 0o644))
	for _, name := range onDisk(t, dir, "") {
		must(t, os.Chtimes(name, old, old))
	}
	b := cache.OpenBook(dir, "public", ours) // which marks it as used
	swept, err := s.Sweep(24 * time.Hour)
	if err != nil || swept.Entries != 1 {
		t.Errorf("%+v %v", swept, err)
	}
	pages{"a": "1"}.want(t, dir, "")
	must(t, os.Chtimes(onDisk(t, dir, "index")[0], old, old))
	r, err := b.Keep([]byte("being written"))
	must(t, err)
	if swept, err = s.Sweep(24 * time.Hour); err != nil || swept.Entries != 2 || len(onDisk(t, dir, "")) != 1 {
		t.Errorf("%+v %v", swept, err)
	}
	if err := b.Commit(nil, slices.Values([]cache.Ref{r})); !errors.Is(err, cache.ErrOvertaken) {
		t.Errorf("after the book was removed: %v", err)
	}
	must(t, b.Close())
	pages{"a": "2"}.build(t, dir)
	if swept, err = s.Sweep(0); err != nil || swept.Entries != 2 || len(onDisk(t, dir, "")) != 0 {
		t.Errorf("%+v %v, left %v", swept, err, onDisk(t, dir, ""))
	}
}
