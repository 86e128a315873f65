package layouts

import "stillpoint/generator/site"

// Pagination is where one page of a long list stands among the others.
type Pagination struct {
	Number  int // of this page, from 1
	Total   int // of all pages
	PrevURL string
	NextURL string
	Pages   []*PageView // on this page
	Items   []PaginationItem
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
	out := &Pagination{Number: current.Number, Total: len(v.p.Slices), Pages: v.r.views("pages", v.p.Name(), current.Pages)}
	for _, s := range v.p.Slices {
		item := PaginationItem{Number: s.Number, URL: v.r.env.Site.URL(s.Path), Current: s.Number == current.Number}
		switch s.Number {
		case current.Number - 1:
			out.PrevURL = item.URL
		case current.Number + 1:
			out.NextURL = item.URL
		}
		out.Items = append(out.Items, item)
	}
	return out
}

func (v *PageView) slice() *site.Slice {
	if v.current != nil {
		return v.current
	}
	return &v.p.Slices[0]
}
