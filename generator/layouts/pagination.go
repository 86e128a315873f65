package layouts

import "stillpoint/generator/site"

// Pagination is where one page of a long list stands among the others.
type Pagination struct {
	Number  int // of this page, from 1
	Total   int // of all pages
	PrevURL string
	NextURL string
	Pages   []*PageView // on this page
	list    *PageView
}

// PaginationItem is one page of a long list.
type PaginationItem struct {
	Number  int
	URL     string
	Current bool
}

// HasPrev tells whether there is a page before this one.
func (p *Pagination) HasPrev() bool { return p.PrevURL != "" }

// HasNext tells whether there is a page after this one.
func (p *Pagination) HasNext() bool { return p.NextURL != "" }

// Pagination returns the part of the page's list that is being rendered. A list
// that fits one page has a Total of 1.
func (v *PageView) Pagination() *Pagination {
	current := v.slice()
	all := v.page().Slices
	out := &Pagination{Number: current.Number, Total: len(all), Pages: v.r.views("pages", v.p.Name(), current.Pages), list: v}
	if current.Number > 1 {
		out.PrevURL = v.r.env.Site.URL(all[current.Number-2].Path)
	}
	if current.Number < len(all) {
		out.NextURL = v.r.env.Site.URL(all[current.Number].Path)
	}
	return out
}

// Items returns all pages of the list.
func (p *Pagination) Items() []PaginationItem {
	slices := p.list.p.Slices
	items := make([]PaginationItem, len(slices))
	for i, s := range slices {
		items[i] = PaginationItem{Number: s.Number, URL: p.list.r.env.Site.URL(s.Path), Current: s.Number == p.Number}
	}
	return items
}

func (v *PageView) slice() *site.Slice {
	if v.current != nil {
		return v.current
	}
	return &v.p.Slices[0]
}
