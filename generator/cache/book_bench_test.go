package cache_test

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"

	"stillpoint/generator/cache"
)

// BenchmarkKeep keeps 10,000 blobs of 5 KB from two goroutines, and commits.
func BenchmarkKeep(b *testing.B) {
	dir, blob := b.TempDir(), bytes.Repeat([]byte("01234"), 1000)
	for b.Loop() {
		book := cache.OpenBook(dir, "public", ours)
		var kept [2][5000]cache.Ref
		var all sync.WaitGroup
		for i := range kept {
			all.Go(func() {
				for j := range kept[i] {
					kept[i][j], _ = book.Keep(blob)
				}
			})
		}
		all.Wait()
		must(b, book.Commit(nil, slices.Values(kept[0][:])))
		must(b, book.Close())
	}
}

// BenchmarkOpen opens a book and reads a section of 1 MB.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	book := cache.OpenBook(dir, "public", ours)
	must(b, book.Commit(map[string][]byte{"large": make([]byte, 1<<20), "small": make([]byte, 100)}, slices.Values([]cache.Ref(nil))))
	must(b, book.Close())
	for _, section := range []string{"large", "small"} {
		b.Run(section, func(b *testing.B) {
			for b.Loop() {
				book := cache.OpenBook(dir, "public", ours)
				if _, ok := book.Section(section); !ok {
					b.Fatal("not there")
				}
				must(b, book.Close())
			}
		})
	}
}

// BenchmarkBlob reads blobs of 5 KB.
func BenchmarkBlob(b *testing.B) {
	dir, site := b.TempDir(), pages{}
	for i := range 1000 {
		site[fmt.Sprint(i)] = string(bytes.Repeat([]byte{byte(i)}, 5000))
	}
	site.build(b, dir)
	book := cache.OpenBook(dir, "public", ours)
	defer book.Close()
	all := slices.SortedFunc(maps.Values(refs(b, book)), func(a, b cache.Ref) int { return cmp.Compare(a.Offset, b.Offset) })
	for i := 0; b.Loop(); i++ {
		if _, ok := book.Blob(all[i%len(all)]); !ok {
			b.Fatal("not there")
		}
	}
}

// BenchmarkProgram asks for the program, out of memory and anew.
func BenchmarkProgram(b *testing.B) {
	for name, dir := range map[string]string{"anew": "", "remembered": b.TempDir()} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := cache.Program(dir); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
