package rule_test

import (
	"os"
	"testing"

	"stillpoint/generator/check/rule"
)

// benchPage returns a finished page of the starter, as it was in November 2026.
func benchPage(b *testing.B) []byte {
	b.Helper()
	data, err := os.ReadFile("testdata/page.html")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	return data
}

func BenchmarkParse(b *testing.B) {
	data := benchPage(b)
	for b.Loop() {
		rule.Parse("a", "b", data)
	}
}

func BenchmarkPassages(b *testing.B) {
	page := rule.Parse("a", "b", benchPage(b))
	for b.Loop() {
		for _, p := range page.Passages() {
			for range p.Sentences() {
			}
		}
	}
}
