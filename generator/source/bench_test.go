package source_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"stillpoint/generator/source"
)

// benchSite writes 10,000 pages in ten folders, and 200 more in folders of their own.
func benchSite(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	for i := range 10_200 {
		name := fmt.Sprintf("content/section-%d/page-%d.md", i%10, i)
		if i >= 10_000 {
			name = fmt.Sprintf("content/bundles/page-%d/index.md", i)
		}
		place := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(place, fmt.Appendf(nil, "---\ntitle: Page %d\n---\n\nCalm and still.\n", i), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

func benchFolder(b *testing.B) *source.Folder {
	b.Helper()
	folder, err := source.OpenFolder(benchSite(b))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { folder.Close() })
	return folder
}

func benchScan(b *testing.B, folder *source.Folder) *source.Snapshot {
	b.Helper()
	s, problems := source.Scan(context.Background(), source.Layer{Name: "site", FS: folder.FS(), Dir: folder.Dir(), Roots: []string{"content", "data"}})
	if len(problems) > 0 || len(s.Files()) != 10_200 {
		b.Fatal(problems)
	}
	return s
}

// BenchmarkScan lists 10,200 pages.
func BenchmarkScan(b *testing.B) {
	folder := benchFolder(b)
	b.ReportAllocs()
	for b.Loop() {
		benchScan(b, folder)
	}
}

// BenchmarkRead reads 10,200 pages.
func BenchmarkRead(b *testing.B) {
	s := benchScan(b, benchFolder(b))
	b.ReportAllocs()
	for b.Loop() {
		for _, f := range s.Files() {
			if _, err := f.Read(); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// serially runs one after another.
func serially(n int, f func(i int) error) error {
	for i := range n {
		if err := f(i); err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkDigest digests 10,200 pages that a ledger knows.
func BenchmarkDigest(b *testing.B) {
	s := benchScan(b, benchFolder(b))
	var known source.Ledger
	for start := time.Now(); time.Since(start) < 3*time.Second; { // the files must be older than the clock's grain
		if err := s.Digest(&known, serially); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := s.Digest(&known, serially); err != nil {
			b.Fatal(err)
		}
	}
}
