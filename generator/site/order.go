package site

import (
	"cmp"
	"slices"
	"strings"
)

// order puts all lists of pages into their order. Those of a section go as the regular pages of the whole site do, so that only
// these are sorted.
func (a *assembly) order() {
	for _, p := range a.site.Pages {
		if p.sortTitle == "" {
			p.sortTitle = strings.ToLower(p.Title)
		}
	}
	for _, p := range a.site.Pages {
		p.Pages = p.Pages[:0]
		sortPages(p.Sections)
	}
	a.newest = slices.Clone(a.site.Regular)
	SortByDate(a.newest)
	a.site.Regular = byWeight(a.newest)
	for _, p := range a.site.Regular {
		if n := len(p.Parent.Pages); n > 0 {
			p.Prev = p.Parent.Pages[n-1]
			p.Prev.Next = p
		}
		p.Parent.Pages = append(p.Parent.Pages, p)
	}
}

// byWeight returns pages by their weight, those without one last, and equals as they were.
func byWeight(pages []*Page) []*Page {
	sorted := make([]*Page, 0, len(pages))
	for _, p := range pages {
		if p.weight() != 0 {
			sorted = append(sorted, p)
		}
	}
	slices.SortStableFunc(sorted, func(x, y *Page) int { return compareWeight(x.weight(), y.weight()) })
	for _, p := range pages {
		if p.weight() == 0 {
			sorted = append(sorted, p)
		}
	}
	return sorted
}

// number sorts all pages by address, so that every later stage meets them in one order.
func (a *assembly) number() {
	pages := keyed(a.site.Pages, func(p *Page) string { return p.Path })
	slices.SortFunc(pages, func(x, y key[string]) int { return cmp.Or(strings.Compare(x.by, y.by), cmp.Compare(x.at, y.at)) })
	for i, k := range pages {
		k.page.ID = i
		a.site.Pages[i] = k.page
	}
}

// indexPaths finds pages by their addresses.
func (s *Site) indexPaths() {
	s.byPath = make(map[string]*Page, len(s.Pages))
	for _, p := range s.Pages {
		s.byPath[p.Path] = p
	}
}

// key is what a page is sorted by, beside it, so that a comparison need not look for it far away in memory.
type key[T any] struct {
	by   T
	at   int // where the page was before, which decides between equals
	page *Page
}

func keyed[T any](pages []*Page, by func(*Page) T) []key[T] {
	keys := make([]key[T], len(pages))
	for i, p := range pages {
		keys[i] = key[T]{by(p), i, p}
	}
	return keys
}

// sortPages puts pages into list order: by weight (those without one last), then
// the newest first, then by title and path.
func sortPages(pages []*Page) {
	slices.SortFunc(pages, func(a, b *Page) int {
		return cmp.Or(compareWeight(a.weight(), b.weight()), compareDate(a, b), compareTitle(a, b))
	})
}

// SortByDate puts pages into the order of feeds and terms: the newest first.
func SortByDate(pages []*Page) {
	type dated struct {
		seconds     int64
		nanoseconds int
		title       string
	}
	keys := keyed(pages, func(p *Page) dated {
		date := p.Date()
		return dated{date.Unix(), date.Nanosecond(), p.sortTitle}
	})
	slices.SortFunc(keys, func(x, y key[dated]) int {
		if x.by.seconds != y.by.seconds {
			return cmp.Compare(y.by.seconds, x.by.seconds)
		}
		if title := strings.Compare(x.by.title, y.by.title); title != 0 && x.by.nanoseconds == y.by.nanoseconds {
			return title
		}
		return cmp.Or(cmp.Compare(y.by.nanoseconds, x.by.nanoseconds), comparePath(x.page, y.page), cmp.Compare(x.at, y.at))
	})
	for i, k := range keys {
		pages[i] = k.page
	}
}

func (p *Page) weight() int {
	if p.Source == nil {
		return 0
	}
	return p.Source.Weight
}

func compareWeight(a, b int) int {
	switch {
	case a == b:
		return 0
	case a == 0:
		return 1
	case b == 0:
		return -1
	}
	return cmp.Compare(a, b)
}

func compareDate(a, b *Page) int { return b.Date().Compare(a.Date()) }

func compareTitle(a, b *Page) int {
	if title := strings.Compare(a.sortTitle, b.sortTitle); title != 0 {
		return title
	}
	return comparePath(a, b)
}

func comparePath(a, b *Page) int { return strings.Compare(a.Path, b.Path) }

// Dated returns the pages with a date in a section and all sections below it, the
// newest first, those left out that search engines are asked to pass over.
func (p *Page) Dated() []*Page {
	pages := p.dated(nil)
	SortByDate(pages)
	return pages
}

func (p *Page) dated(into []*Page) []*Page {
	for _, page := range p.Pages {
		if !page.Date().IsZero() && !page.NoIndex() {
			into = append(into, page)
		}
	}
	for _, section := range p.Sections {
		into = section.dated(into)
	}
	return into
}
