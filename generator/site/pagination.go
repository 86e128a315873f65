package site

import (
	"cmp"
	"slices"
	"strconv"
)

// paginate gives every page its outputs. A section or term with more pages than
// its page size has several: "/articles/", "/articles/page/2/" …
func (a *assembly) paginate() {
	single := make([]Slice, len(a.site.Pages))
	for i, p := range a.site.Pages {
		single[i] = Slice{Number: 1, Path: p.Path, Pages: p.Pages}
		p.Slices = single[i : i+1 : i+1]
		if p.Kind == KindSection || p.Kind == KindTerm {
			p.Slices = a.slices(p)
		}
	}
}

func (a *assembly) slices(p *Page) []Slice {
	size := a.in.Config.Build.PageSize
	if p.Source != nil {
		size = cmp.Or(p.Source.PageSize, size)
	}
	chunks := slices.Collect(slices.Chunk(p.Pages, max(size, 1)))
	if len(chunks) < 2 {
		return p.Slices
	}
	all := make([]Slice, len(chunks))
	for i, chunk := range chunks {
		all[i] = Slice{Number: i + 1, Path: p.Path, Pages: chunk}
		if i > 0 {
			all[i].Path = p.Path + "page/" + strconv.Itoa(i+1) + "/"
		}
	}
	return all
}
