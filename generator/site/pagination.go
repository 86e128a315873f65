package site

import (
	"cmp"
	"fmt"
	"slices"
)

// paginate gives every page its outputs. A section or term with more pages than
// its page size has several: "/articles/", "/articles/page/2/" …
func (a *assembly) paginate() {
	for _, p := range a.site.Pages {
		p.Slices = []Slice{{Number: 1, Path: p.Path, Pages: p.Pages}}
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
			all[i].Path = fmt.Sprintf("%spage/%d/", p.Path, i+1)
		}
	}
	return all
}
