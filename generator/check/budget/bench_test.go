package budget_test

import (
	"fmt"
	"os"
	"testing"

	"stillpoint/generator/check/budget"
	"stillpoint/generator/check/rule"
)

// BenchmarkRead keeps of a page what it loads at first, as every page of a cold build has it done.
func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile("../rule/testdata/page.html")
	if err != nil {
		b.Fatal(err)
	}
	page := rule.Parse("a/index.html", "a.md", data)
	b.ReportAllocs()
	for b.Loop() {
		budget.Read(page, int64(len(data)))
	}
}

// light are files of ten kilobytes, whatever they are called.
type light struct{}

func (light) Size(string) (int64, bool)  { return 10_000, true }
func (light) Sent(string) (int64, error) { return 10_000, nil }

// BenchmarkJudge weighs 10,000 pages, as every build has it done: those that load the same, and those with a picture of their own.
func BenchmarkJudge(b *testing.B) {
	for _, own := range []bool{false, true} {
		b.Run(fmt.Sprintf("own=%t", own), func(b *testing.B) {
			var pages []budget.Page
			for i := range 10_000 {
				html := `<link rel="stylesheet" href="/sub/plain.css"><script src="/sub/small.js" defer></script>`
				if own {
					html += fmt.Sprintf(`<img src="/sub/pictures/%d.jpg" alt="A room">`, i)
				}
				pages = append(pages, budget.Read(rule.Parse("a/index.html", "a.md", []byte(html)), 10_000))
			}
			b.ReportAllocs()
			for b.Loop() {
				scale := budget.NewScale(base, budget.Default(), light{})
				for i := range pages {
					if found, err := scale.Judge("a/index.html", &pages[i]); len(found) > 0 || err != nil {
						b.Fatal(found, err)
					}
				}
			}
		})
	}
}
