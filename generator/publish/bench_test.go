package publish_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"stillpoint/generator/publish"
)

const benchFiles = 1000

// benchSite returns pages of 10 KB, each in a folder of its own as pages have it.
func benchSite() map[string][]byte {
	site := make(map[string][]byte, benchFiles)
	for i := range benchFiles {
		page := fmt.Appendf(nil, "<h1>Page %d</h1>", i)
		site[fmt.Sprintf("articles/page-%d/index.html", i)] = append(page, bytes.Repeat([]byte("calm and still. "), 600)...)
	}
	return site
}

func benchBuild(b *testing.B, destination string, site map[string][]byte) publish.Summary {
	b.Helper()
	p, err := publish.Open(destination)
	if err != nil {
		b.Fatal(err)
	}
	defer p.Close()
	for name, data := range site {
		if err := p.Stage(name, data); err != nil {
			b.Fatal(err)
		}
	}
	summary, err := p.Commit()
	if err != nil {
		b.Fatal(err)
	}
	return summary
}

// BenchmarkStageCold publishes 1,000 pages into an empty folder.
func BenchmarkStageCold(b *testing.B) {
	site, folder, n := benchSite(), b.TempDir(), 0
	for b.Loop() {
		n++
		benchBuild(b, filepath.Join(folder, fmt.Sprint(n)), site)
	}
}

// BenchmarkStageUnchanged publishes 1,000 pages that are there already.
func BenchmarkStageUnchanged(b *testing.B) {
	site, folder := benchSite(), b.TempDir()
	benchBuild(b, folder, site)
	for b.Loop() {
		if s := benchBuild(b, folder, site); s.Unchanged != benchFiles {
			b.Fatalf("%+v", s)
		}
	}
}

// largeSite returns 13,000 small files: 10,000 pages, and lists in folders of their own.
func largeSite() map[string][]byte {
	site := make(map[string][]byte, 13_000)
	for i := range 13_000 {
		name := fmt.Sprintf("section-%d/page-%d/index.html", i%10, i)
		if i >= 10_000 {
			name = fmt.Sprintf("tags/tag-%d/%d.xml", i%20, i)
		}
		site[name] = fmt.Appendf(nil, "<h1>Page %d</h1>", i)
	}
	return site
}

// BenchmarkOpen reads a manifest of 13,000 files.
func BenchmarkOpen(b *testing.B) {
	folder := b.TempDir()
	benchBuild(b, folder, largeSite())
	b.ReportAllocs()
	for b.Loop() {
		p, err := publish.Open(folder)
		if err != nil {
			b.Fatal(err)
		}
		p.Close()
	}
}

// BenchmarkLargeCold publishes 13,000 files into an empty folder.
func BenchmarkLargeCold(b *testing.B) {
	site, folder, n := largeSite(), b.TempDir(), 0
	b.ReportAllocs()
	for b.Loop() {
		n++
		benchBuild(b, filepath.Join(folder, fmt.Sprint(n)), site)
	}
}

// BenchmarkKeep keeps 13,000 files with two workers and writes one.
func BenchmarkKeep(b *testing.B) {
	site, folder, n := largeSite(), b.TempDir(), 0
	benchBuild(b, folder, site)
	var halves [2][]string
	for name := range site {
		halves[len(name)%2] = append(halves[len(name)%2], name)
	}
	b.ReportAllocs()
	for b.Loop() {
		n++
		p, err := publish.Open(folder)
		if err != nil {
			b.Fatal(err)
		}
		benchKeep(b, p, halves[:])
		if err := p.Stage("changed.html", fmt.Append(nil, n)); err != nil {
			b.Fatal(err)
		}
		if s, err := p.Commit(); err != nil || s.Written != 1 || s.Unchanged != 13_000 {
			b.Fatal(s, err)
		}
	}
}

func benchKeep(b *testing.B, p *publish.Publication, parts [][]string) {
	b.Helper()
	var group sync.WaitGroup
	for _, names := range parts {
		group.Go(func() {
			for _, name := range names {
				if kept, err := p.Keep(name, ""); err != nil || !kept {
					b.Error(name, kept, err)
				}
			}
		})
	}
	group.Wait()
}

// BenchmarkIntact looks at 13,000 published files.
func BenchmarkIntact(b *testing.B) {
	folder := b.TempDir()
	benchBuild(b, folder, largeSite())
	p, err := publish.Open(folder)
	if err != nil {
		b.Fatal(err)
	}
	defer p.Close()
	b.ReportAllocs()
	for b.Loop() {
		if !p.Intact() {
			b.Fatal("not intact")
		}
	}
}
