package style

import (
	"fmt"
	"os"
	"testing"

	"stillpoint/generator/check/rule"
)

// BenchmarkLook shows what a page costs that is like others that were seen before.
func BenchmarkLook(b *testing.B) {
	sheet, err := os.ReadFile("../../../assets/css/site.css")
	if err != nil {
		b.Fatal(err)
	}
	dress := rule.NewDress(func(string, string) (string, bool) { return string(sheet), true })
	text := `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/css/site.css"></head><body class="kind-therapy"><header class="site-header"><nav class="site-nav"><ul>`
	for range 8 {
		text += `<li><a href="/therapies/">What we do</a></li>`
	}
	text += `</ul></nav></header><main id="main"><div class="prose"><h1>Craniosacral therapy</h1>`
	for i := range 12 {
		text += fmt.Sprintf(`<h2 id="h%d">What happens</h2><p>You lie down. See <a href="/p%d/">medical advice</a>.</p><ul><li>An hour</li><li>A quiet room</li></ul>`, i, i)
	}
	text += `</div></main><footer class="site-footer"><p>12 Harbour Lane</p></footer></body></html>`
	finished := rule.Parse("a/index.html", "a.md", []byte(text))
	finished.Dress = dress
	Look(finished)
	b.ReportAllocs()
	for b.Loop() {
		new(Report).look(&page{sheets: of(finished), Page: finished})
	}
	b.ReportMetric(float64(len(finished.Nodes)), "nodes")
}
