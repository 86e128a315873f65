package site

import (
	"cmp"
	"slices"
	"strings"
)

// sortPages puts pages into list order: by weight (those without one last), then
// the newest first, then by title and path.
func sortPages(pages []*Page) {
	slices.SortFunc(pages, func(a, b *Page) int {
		return cmp.Or(compareWeight(a.weight(), b.weight()), compareDate(a, b), compareTitle(a, b))
	})
}

// SortByDate puts pages into the order of feeds and terms: the newest first.
func SortByDate(pages []*Page) {
	slices.SortFunc(pages, func(a, b *Page) int { return cmp.Or(compareDate(a, b), compareTitle(a, b)) })
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
	return cmp.Or(strings.Compare(a.sortTitle, b.sortTitle), strings.Compare(a.Path, b.Path))
}

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
