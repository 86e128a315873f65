package budget_test

import (
	"strings"
	"testing"

	"stillpoint/generator/check/budget"
	"stillpoint/generator/check/rule"
)

// sizes are the files of the site that all cases are of, in KB.
func sizes() map[string]int64 {
	return map[string]int64{
		"a/b/index.html": 20, "a/b/long.html": 61, "a/b/room.jpg": 300, "big.jpg": 450, "half.jpg": 250, "half two.jpg": 251, "small.jpg": 100,
		"main.css": 41, "plain.css": 10, "main.js": 51, "small.js": 30, "text.woff2": 70, "bold.woff2": 60, "w400.avif": 40, "w900.avif": 90,
		"w1600.avif": 700, "film.mp4": 480,
	}
}

// files tells the sizes of files, and notes which were compressed. That takes nothing off any.
type files struct{ pressed map[string]bool }

func (files) Size(output string) (int64, bool) {
	kb, known := sizes()[output]
	return kb * budget.KB, known
}

func (f files) Sent(output string) (int64, error) {
	f.pressed[output] = true
	size, _ := f.Size(output)
	return size, nil
}

// judge weighs a page by some limits.
func judge(t *testing.T, l budget.Limits, output, html, base string) []budget.Excess {
	t.Helper()
	sizes := files{map[string]bool{}}
	size, _ := sizes.Size(output)
	page := budget.Read(rule.Parse(output, "b.md", []byte(html)), size)
	found, err := budget.NewScale(base, l, sizes).Judge(output, &page)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

const base = "https://example.org/sub/"

// weighed is a page, and the beginnings of the messages about it.
type weighed struct {
	name, output, html string
	want               []string
}

func cases() []weighed {
	return []weighed{
		{"found: a heavy picture", "a/b/index.html", `<img src="/sub/big.jpg">`, []string{"the pictures of this page are 450 KB, and 400 KB is"}},
		{"found: two pictures together", "a/b/index.html", `<img src="../../half.jpg"><img src="/sub/half%20two.jpg">`,
			[]string{"all that this page loads at first is 521 KB", "the pictures of this page are 501 KB"}},
		{"found: styles", "a/b/index.html", `<link rel="stylesheet" href="/sub/main.css?v=2">`, []string{"the styles of this page are 41 KB"}},
		{"found: scripts", "a/b/index.html", `<script src="https://example.org/sub/main.js" defer></script>`, []string{"the scripts of this page are 51 KB"}},
		{"found: fonts", "a/b/index.html", `<link rel=preload as=font href="/sub/text.woff2"><link rel=preload as=font href="/sub/bold.woff2">`,
			[]string{"the fonts of this page are 130 KB"}},
		{"found: a long page", "a/b/long.html", `<p>A</p>`, []string{"the text of this page with its tags is 61 KB"}},
		{"found: only large forms", "a/b/index.html", `<img srcset="/sub/w400.avif 400w, /sub/w1600.avif 1600w" src="/sub/small.jpg">`,
			[]string{"all that this page loads at first is 720 KB", "the pictures of this page are 700 KB"}},
		{"found: a film that plays by itself", "a/b/index.html", `<video autoplay src="/sub/film.mp4"></video><img src="/sub/small.jpg">`,
			[]string{"all that this page loads at first is 600 KB"}},
		{"fine: a page without anything", "a/b/index.html", `<p>A</p>`, nil},
		{"fine: a picture beside the page", "a/b/index.html", `<img src="room.jpg">`, nil},
		{"fine: a picture that waits", "a/b/index.html", `<img src="/sub/big.jpg" loading="lazy">`, nil},
		{"fine: the same picture twice", "a/b/index.html", `<img src="/sub/half.jpg"><img src="../../half.jpg#a">`, nil},
		{"fine: a smaller form", "a/b/index.html", `<img srcset="/sub/w400.avif 400w,/sub/w900.avif 900w, /sub/w1600.avif 1600w" src="/sub/big.jpg">`, nil},
		{"fine: a smaller form of another kind", "a/b/index.html",
			`<picture><source media="print" srcset="/sub/big.jpg"><source srcset="/sub/w900.avif 900w" type="image/avif"><img src="/sub/big.jpg"></picture>`, nil},
		{"fine: icons and frames", "a/b/index.html", `<link rel="icon" href="/sub/big.jpg"><iframe src="/sub/a/b/long.html"></iframe>`, nil},
		{"fine: for paper only", "a/b/index.html", `<link rel="stylesheet" media="print" href="/sub/main.css">`, nil},
		{"fine: data, which no browser runs", "a/b/index.html", `<script type="text/plain" src="/sub/main.js"></script>`, nil},
		{"fine: of another site", "a/b/index.html", `<img src="https://example.com/sub/big.jpg"><img src="/big.jpg"><img src="data:image/png;base64,AA">`, nil},
		{"fine: in a template", "a/b/index.html", `<template><img src="/sub/big.jpg"></template>`, nil},
	}
}

func TestJudge(t *testing.T) {
	for _, c := range cases() {
		t.Run(c.name, func(t *testing.T) {
			found := judge(t, budget.Default(), c.output, c.html, base)
			if len(found) != len(c.want) {
				t.Fatalf("%v, want %q", found, c.want)
			}
			for i, f := range found {
				t.Logf("%s (%s)", f.Message, f.Hint)
				if !strings.HasPrefix(f.Message, c.want[i]) {
					t.Errorf("%q, want %q", f.Message, c.want[i])
				}
			}
		})
	}
}

// TestHint names three files, the heaviest first, and of the kind that is too heavy.
func TestHint(t *testing.T) {
	found := judge(t, budget.Default(), "a/b/index.html",
		`<script src="/sub/main.js"></script><img src="/sub/half.jpg"><img src="/sub/small.jpg"><img src="room.jpg"><img src="/sub/w400.avif">`, base)
	if len(found) != 3 {
		t.Fatal(found)
	}
	pictures := "a/b/room.jpg (300 KB), half.jpg (250 KB), small.jpg (100 KB)"
	for i, want := range []string{pictures, "main.js (51 KB)", pictures} {
		if !strings.HasSuffix(found[i].Hint, "; the heaviest: "+want) {
			t.Error(found[i].Hint)
		}
	}
}

// TestNoLimit asks nothing where no limit is set, and nothing of what is just at it.
func TestNoLimit(t *testing.T) {
	const html = `<img src="/sub/big.jpg">` // 450 KB, on a page of 20
	for limits, want := range map[budget.Limits]int{
		{}: 0, {Page: 470 * budget.KB}: 0, {Page: 470*budget.KB - 1}: 1, {Image: 450 * budget.KB}: 0, {Image: 449 * budget.KB}: 1, {HTML: 20 * budget.KB}: 0, {HTML: 19 * budget.KB}: 1,
	} {
		if found := judge(t, limits, "a/b/index.html", html, base); len(found) != want {
			t.Errorf("%+v: %v, want %d", limits, found, want)
		}
	}
}

// TestBase follows addresses where the page says what they start from, and where the site has no address.
func TestBase(t *testing.T) {
	for html, base := range map[string]string{
		`<base href="/sub/"><img src="big.jpg">`: base,
		`<img src="/big.jpg">`:                   "",
		`<img src="../../big.jpg" alt="">`:       "https://example.org",
	} {
		if found := judge(t, budget.Limits{Image: 449 * budget.KB}, "a/b/index.html", html, base); len(found) != 1 || !strings.Contains(found[0].Message, "are 450 KB") {
			t.Errorf("%s: %v", html, found)
		}
	}
}

func TestDocumentation(t *testing.T) {
	for _, r := range budget.Rules() {
		text, err := budget.Files.ReadFile(r.Code + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		if file, err := rule.ParseFile(string(text)); err != nil || file.Title == "" || len(file.Doc) < 100 {
			t.Errorf("%s: %v", r.Code, err)
		}
	}
}
