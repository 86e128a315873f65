package site_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"stillpoint/generator/config"
	"stillpoint/generator/content"
	"stillpoint/generator/diag"
	"stillpoint/generator/site"
)

// BenchmarkAssemble makes the graph of 10,000 pages in ten sections with twenty tags.
func BenchmarkAssemble(b *testing.B) {
	in := manyPages(b, 10_000)
	b.ReportAllocs()
	for b.Loop() {
		if graph, problems := site.Assemble(in); problems != nil || len(graph.Pages) < len(in.Pages) {
			b.Fatal(problems)
		}
	}
}

func manyPages(t testing.TB, n int) site.Input {
	t.Helper()
	c, problems := config.Decode(diag.NewFile("stillpoint.yaml", []byte("site: {title: Quiet Tide, url: 'https://example.org/'}\n")), nil, config.Known{})
	if problems.Errors() > 0 {
		t.Fatal(problems)
	}
	in := site.Input{Config: c, Now: time.Date(2027, 11, 23, 0, 0, 0, 0, time.UTC)}
	for i := range n {
		name := fmt.Sprintf("content/section-%02d/page-%05d-on-resting.md", i%10, i)
		text := fmt.Sprintf("---\n{title: Page %d on Resting, date: 2026-%02d-%02d, tags: [Tag %d, Topic %d]}\n---\n", (i*7919)%n, i%12+1, i%28+1, i%10, i/10%10)
		source, problems := content.Parse(whole(diag.NewFile(name, []byte(text))), false)
		if problems != nil {
			t.Fatal(problems)
		}
		page, problems := source.Page(nil, content.Options{Taxonomies: []string{"tags"}})
		if problems != nil {
			t.Fatal(problems)
		}
		in.Pages = append(in.Pages, page)
	}
	slices.SortFunc(in.Pages, func(a, b *content.Page) int { return strings.Compare(a.File.Name(), b.File.Name()) })
	return in
}
