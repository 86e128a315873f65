package cache_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"stillpoint/generator/cache"
	"stillpoint/generator/wire"
)

// tester is what tests of testing and of rapid have in common.
type tester interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

func must(t tester, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var ours = cache.KeyOf("program", "1")

// pages are the blobs of a site by name; its book lists their refs in the section "pages".
type pages map[string]string

// save keeps pages in a book that is open, those that it has already where they lie, and commits.
func (p pages) save(b *cache.Book, known map[string]cache.Ref) (map[string]cache.Ref, error) {
	refs := map[string]cache.Ref{}
	for _, name := range slices.Sorted(maps.Keys(p)) {
		if r, ok := known[name]; ok {
			if data, whole := b.Blob(r); whole && string(data) == p[name] {
				refs[name] = r
				continue
			}
		}
		r, err := b.Keep([]byte(p[name]))
		if err != nil {
			return nil, err
		}
		refs[name] = r
	}
	moved, err := b.Compact(maps.Values(refs))
	if err != nil {
		return nil, err
	}
	var w wire.Writer
	w.Count(len(refs))
	for _, name := range slices.Sorted(maps.Keys(refs)) {
		refs[name] = moved.Of(refs[name])
		w.Text(name)
		refs[name].Append(&w)
	}
	return refs, b.Commit(map[string][]byte{"pages": w.Bytes, "note": []byte("a note"), "empty": nil}, maps.Values(refs))
}

// refs reads the section of a book that lists its pages.
func refs(t tester, b *cache.Book) map[string]cache.Ref {
	t.Helper()
	all := map[string]cache.Ref{}
	data, ok := b.Section("pages")
	if !ok {
		return all
	}
	r := wire.NewReader(data)
	for range r.Count() {
		name := r.Text()
		all[name] = cache.ReadRef(r)
	}
	if !r.Done() {
		t.Fatal("a section that is not what was written")
	}
	return all
}

// load reads what a book has. Blobs that are not whole are left out.
func load(t tester, b *cache.Book) pages {
	t.Helper()
	found := pages{}
	for name, ref := range refs(t, b) {
		if data, ok := b.Blob(ref); ok {
			found[name] = string(data)
		}
	}
	return found
}

// build is one build with the book of a cache: it opens, saves and closes.
func (p pages) build(t tester, dir string) {
	t.Helper()
	b := cache.OpenBook(dir, "public", ours)
	_, err := p.save(b, refs(t, b))
	must(t, err)
	must(t, b.Close())
}

// want expects what the book of a cache has, and what it remarks.
func (p pages) want(t tester, dir, remark string) {
	t.Helper()
	b := cache.OpenBook(dir, "public", ours)
	found := load(t, b)
	if !maps.Equal(found, p) {
		t.Fatalf("has %d pages %.200v, want %d %.200v; %s", len(found), found, len(p), p, b.Remark())
	}
	if !strings.HasSuffix(b.Remark(), remark) || remark == "" && b.Remark() != "" || strings.Contains(b.Remark(), "\n") {
		t.Fatalf("remark: %q, want %q", b.Remark(), remark)
	}
	must(t, b.Close())
}

// onDisk returns the files of all books, by what their names begin with.
func onDisk(t tester, dir, prefix string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "books-1", "*", prefix+"*"))
	must(t, err)
	return all
}

func TestBookIsThereForTheNextBuild(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "cache")
	pages{}.want(t, dir, "")
	if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Error("looking makes the folder")
	}
	site := pages{"a": "one", "b": strings.Repeat("two", 1e6), "c": ""}
	site.build(t, dir)
	site.want(t, dir, "")
	site["a"] = "another"
	delete(site, "b")
	site.build(t, dir)
	site.want(t, dir, "")
	other := cache.OpenBook(dir, "elsewhere", ours)
	defer other.Close()
	if _, ok := other.Section("pages"); ok || other.Remark() != "" {
		t.Errorf("the book of another name: %v %q", ok, other.Remark())
	}
	if _, ok := other.Blob(cache.Ref{}); ok {
		t.Error("the zero Ref leads somewhere")
	}
	copied := t.TempDir()
	must(t, os.CopyFS(copied, os.DirFS(dir)))
	must(t, os.RemoveAll(dir))
	pages{}.want(t, dir, "")
	site.want(t, copied, "")
}

func TestSections(t *testing.T) {
	dir := t.TempDir()
	pages{}.build(t, dir)
	b := cache.OpenBook(dir, "public", ours)
	defer b.Close()
	for name, want := range map[string]string{"note": "a note", "empty": ""} {
		if data, ok := b.Section(name); !ok || string(data) != want {
			t.Errorf("%s: %q %v", name, data, ok)
		}
	}
	if _, ok := b.Section("none"); ok || b.Remark() != "" {
		t.Errorf("a section that was not written: %v %q", ok, b.Remark())
	}
}

func TestBookOfAnotherKeyIsReplaced(t *testing.T) {
	dir := t.TempDir()
	pages{"a": "1"}.build(t, dir)
	b := cache.OpenBook(dir, "public", cache.KeyOf("program", "2"))
	defer b.Close()
	if _, ok := b.Section("pages"); ok || !strings.HasSuffix(b.Remark(), "is not used: it is of another program or other options") {
		t.Errorf("%v %q", ok, b.Remark())
	}
	_, err := pages{"a": "2"}.save(b, nil)
	must(t, err)
	if packs := onDisk(t, dir, "pack-"); len(packs) != 1 {
		t.Errorf("packs %v", packs)
	}
	pages{}.want(t, dir, "it is of another program or other options")
}

// TestWithoutFolder shows that a book of no cache keeps nothing and complains of nothing.
func TestWithoutFolder(t *testing.T) {
	b := cache.OpenBook("", "public", ours)
	_, err := pages{"a": "1"}.save(b, nil)
	must(t, err)
	if found := load(t, b); len(found) != 0 || b.Remark() != "" {
		t.Errorf("%v %q", found, b.Remark())
	}
	must(t, b.Close())
	must(t, b.Close())
}

// TestKeptAtOnce keeps and reads from many goroutines, before and after Commit.
func TestKeptAtOnce(t *testing.T) {
	b := cache.OpenBook(t.TempDir(), "public", ours)
	defer b.Close()
	const many, each = 8, 300
	var kept [many][each]cache.Ref
	var all sync.WaitGroup
	text := func(i, j int) []byte {
		n := 1 + i*j
		if j%100 == 99 { // a blob that is too large to be copied
			n *= 200
		}
		return bytes.Repeat(fmt.Appendf(nil, "%d-%d ", i, j), n)
	}
	for i := range many {
		all.Go(func() {
			for j := range each {
				r, err := b.Keep(text(i, j))
				if data, ok := b.Blob(r); err != nil || !ok || !bytes.Equal(data, text(i, j)) {
					t.Errorf("%d bytes, %v %v", len(data), ok, err)
				}
				kept[i][j] = r
			}
		})
	}
	all.Wait()
	must(t, b.Commit(nil, slices.Values(slices.Concat(kept[0][:], kept[many-1][:]))))
	for i := range many {
		for j, r := range kept[i] {
			if data, ok := b.Blob(r); !ok || !bytes.Equal(data, text(i, j)) {
				t.Fatalf("%d bytes, %v", len(data), ok)
			}
		}
	}
}
