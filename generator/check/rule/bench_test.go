package rule_test

import (
	"os"
	"path/filepath"
	"testing"

	"stillpoint/generator/check/rule"
)

func BenchmarkParse(b *testing.B) {
	files, _ := filepath.Glob("/work/main/public/*/index.html")
	var pages [][]byte
	size := 0
	for _, f := range files {
		data, _ := os.ReadFile(f)
		pages = append(pages, data)
		size += len(data)
	}
	b.SetBytes(int64(size / len(pages)))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		rule.Parse("a", "b", pages[i%len(pages)])
		i++
	}
}

func BenchmarkPassages(b *testing.B) {
	data, _ := os.ReadFile("/work/main/public/therapies/craniosacral-therapy/index.html")
	page := rule.Parse("a", "b", data)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range page.Passages() {
			for range p.Sentences() {
			}
		}
	}
}
