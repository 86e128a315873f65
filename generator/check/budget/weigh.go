package budget

import (
	"cmp"
	"slices"

	"stillpoint/generator/check/rule"
)

// Weigh adds up what a browser fetches at first for a page: its text, styles, scripts, what it asks for in advance, and the pictures
// that do not wait. Size tells how large a file of the site is, and whether it is one; base is the address of the site. Each file
// counts once. What other sites send is not known and not counted.
func Weigh(p *rule.Page, size func(output string) (int64, bool), base string) Weight {
	w := Weight{Output: p.Output, Source: p.Source}
	seen := map[string]bool{"": true}
	add := func(output string) {
		if seen[output] {
			return
		}
		seen[output] = true
		if bytes, known := size(output); known {
			*w.of(kindOf(output)) += bytes
			w.Heaviest = append(w.Heaviest, Item{output, bytes})
		}
	}
	add(p.Output)
	at := placeOf(p, base)
	for _, address := range loads(p) {
		add(at.output(address))
	}
	slices.SortStableFunc(w.Heaviest, func(a, b Item) int { return cmp.Compare(b.Bytes, a.Bytes) })
	return w
}
