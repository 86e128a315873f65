package site

import "stillpoint/generator/content"

// vocabulary holds the terms that regular pages give themselves, each by a number: there are few of them, but many pages.
type vocabulary struct {
	numbers map[content.TaxonomyTerm]int
	known   []content.TaxonomyTerm // by number
	said    []int                  // of all pages, one page after another
	ends    []int                  // where in it each page ends
}

// collect takes the terms of the next page.
func (v *vocabulary) collect(terms []content.TaxonomyTerm) {
	if v.numbers == nil {
		v.numbers = map[content.TaxonomyTerm]int{}
	}
	for _, term := range terms {
		n, known := v.numbers[term]
		if !known {
			n = len(v.known)
			v.numbers[term] = n
			v.known = append(v.known, term)
		}
		v.said = append(v.said, n)
	}
	v.ends = append(v.ends, len(v.said))
}

// of returns the terms of the page that was the n-th to be collected.
func (v *vocabulary) of(n int) []int {
	start := 0
	if n > 0 {
		start = v.ends[n-1]
	}
	return v.said[start:v.ends[n]]
}
