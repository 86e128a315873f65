package main

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestEdits makes sure that edits do not add up, and that the file is as long after each: otherwise a build could
// tell by the size alone that there was one.
func TestEdits(t *testing.T) {
	page, layouts := newWriter().page(3)[:600], []string{stillpointFiles()["layouts/base.html"], hugoFiles()["layouts/baseof.html"]}
	rapid.Check(t, func(t *rapid.T) {
		first, second := rapid.IntRange(0, 999_999).Draw(t, "first"), rapid.IntRange(0, 999_999).Draw(t, "second")
		for _, e := range edits(rapid.IntRange(smallestSite, 200_000).Draw(t, "pages")) {
			for _, text := range append(layouts, page) {
				once := e.change(text, mark(first))
				twice := e.change(once, mark(second))
				if twice != e.change(text, mark(second)) || len(twice) != len(once) || strings.Count(twice, "Edition") > 1 {
					t.Fatalf("the second edit made of\n%s\nthis:\n%s", once, twice)
				}
			}
		}
	})
}

func TestEditedPages(t *testing.T) {
	for pages, want := range map[int]string{10: "/section-3/page-00003/", 13: "/section-3/page-00003/", 14: "/section-3/page-00013/", 100_000: "/section-3/page-99993/"} {
		if got := edits(pages)["recent"].shown; got != want {
			t.Errorf("the newest of %d pages is %s, want %s", pages, got, want)
		}
	}
}

func TestFigures(t *testing.T) {
	values := []float64{4, 1, 3, 2, 5}
	if median(values) != 3 || quantile(values, 0.95) != 5 || quantile(values, 1) != 5 || quantile(values, 0) != 1 {
		t.Error("the quantiles of 1 to 5 are wrong")
	}
	if got := pairedRatio([]float64{1, 10, 3}, []float64{2, 20, 3}); got != 0.5 {
		t.Errorf("the ratio of pairs is %v", got)
	}
}
