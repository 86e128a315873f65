package publish_test

import (
	"bytes"
	"fmt"
	"path/filepath"
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
