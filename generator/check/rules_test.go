package check_test

import (
	"slices"
	"testing"

	"stillpoint/generator/check"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/claims"
)

// TestRules holds that each rule has a code of its own, a page of documentation, and something to do.
func TestRules(t *testing.T) {
	cases, ofClaims := 0, 0
	codes := map[string]bool{}
	for _, r := range check.Rules([]*claims.Pack{{}}) {
		if codes[r.Code] {
			t.Errorf("there are two rules %s", r.Code)
		}
		codes[r.Code] = true
		file, ok := check.Documentation(r.Code)
		if !ok || file.Title == "" {
			t.Errorf("%s has no documentation", r.Code)
		}
		cases += len(file.Cases)
		if len(r.Code) > 6 && r.Code[:6] == "claim-" {
			ofClaims += len(file.Cases)
		}
	}
	if cases < 400 || ofClaims < 150 {
		t.Errorf("%d cases, %d of them of claims, want at least 400 and 150", cases, ofClaims)
	}
	if known := check.Codes(); len(known) != len(codes) || !slices.IsSorted(known) {
		t.Errorf("%d codes of %d rules", len(known), len(codes))
	}
}

// BenchmarkRule shows what each rule takes of a page, and what it takes to read one.
func BenchmarkRule(b *testing.B) {
	text := []byte(benchmarkPage())
	b.Run("parse", func(b *testing.B) {
		for b.Loop() {
			rule.Parse("a/index.html", "content/a.md", text)
		}
	})
	pack, err := claims.ReadPack("uk")
	if err != nil {
		b.Fatal(err)
	}
	rules := check.Rules([]*claims.Pack{pack})
	b.Run("all", func(b *testing.B) {
		inspector := check.NewInspector(slices.DeleteFunc(slices.Clone(rules), func(r rule.Rule) bool { return r.Level == rule.Off }))
		for b.Loop() {
			inspector.Page(rule.Parse("a/index.html", "content/a.md", text))
		}
	})
	for _, r := range rules {
		if r.Page == nil {
			continue
		}
		b.Run(r.Code, func(b *testing.B) {
			for b.Loop() {
				r.Page(rule.Parse("a/index.html", "content/a.md", text))
			}
		})
	}
}

// benchmarkPage returns a page as the starter has them, of some ten kilobytes.
func benchmarkPage() string {
	page := `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Craniosacral therapy · Quiet Tide</title><meta name="description" content="What craniosacral therapy is, what happens in a session, and what research does and does not show."><link rel="canonical" href="https://example.org/a/"><link rel="stylesheet" href="/css/site.css"><script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Quiet Tide","url":"https://example.org/"}]}</script></head><body class="kind-therapy"><a class="skip-link" href="#main">Skip to the content</a><header><nav aria-label="Main"><ul>`
	for range 8 {
		page += `<li><a href="/therapies/">What we do</a></li>`
	}
	page += `</ul></nav></header><main id="main"><h1>Craniosacral therapy</h1>`
	for range 12 {
		page += `<h2>What happens</h2><p>You lie down, fully clothed, under a blanket. Many clients say that they leave feeling calm. It does not take the place of <a href="/disclaimer/">medical advice</a>.</p><p>Three reviews of trials came to different ends, and we link to each of them; the evidence is limited and mixed.</p><ul><li>An hour, in all</li><li>A quiet room</li></ul><img src="/a.webp" alt="Two chairs by a window" width="640" height="480">`
	}
	return page + `</main><footer><p>12 Harbour Lane, Saltmere</p></footer></body></html>`
}
