package serve

import (
	"maps"
	"slices"
)

// change is what a browser has to do to show another view than it does. Its JSON is an
// event of the stream.
type change struct {
	Version  string   `json:"version"`  // of the view that is shown afterwards
	Fresh    []string `json:"fresh"`    // addresses that have other bytes than before
	Sheets   []swap   `json:"sheets"`   // style sheets to be exchanged
	Pictures []string `json:"pictures"` // addresses of pictures to be shown anew
}

// swap names a style sheet as the page does, and what takes its place.
type swap struct {
	From      string `json:"from"`
	To        string `json:"to"`
	Integrity string `json:"integrity"` // "" for none
}

// compare returns how a browser gets from one view to another without loading the page
// again, or reports false where it cannot.
func compare(from, to view) (change, bool) {
	if from.page != to.page || len(from.sheets) != len(to.sheets) || !maps.Equal(from.others, to.others) {
		return change{}, false
	}
	c := change{Version: to.version(), Sheets: []swap{}, Pictures: changed(from.pictures, to.pictures)}
	c.Fresh = slices.Clone(c.Pictures)
	for i, after := range to.sheets {
		before := from.sheets[i]
		if before.same(after) {
			continue
		}
		if !before.swappable(after) {
			return change{}, false
		}
		c.Fresh = append(c.Fresh, changed(before.parts, after.parts)...)
		c.Sheets = append(c.Sheets, swap{before.href, after.href, after.integrity})
	}
	slices.Sort(c.Fresh)
	c.Fresh = slices.Compact(c.Fresh)
	return c, true
}

func (s sheet) same(t sheet) bool {
	return s.href == t.href && s.integrity == t.integrity && maps.Equal(s.parts, t.parts)
}

// swappable reports whether it is enough that a browser loads t after s. Once it has loaded a picture or a
// sheet that a sheet names, it looks at that address again only with the whole page.
func (s sheet) swappable(t sheet) bool {
	for _, address := range changed(s.parts, t.parts) {
		if address != t.address {
			return false
		}
	}
	return s.href != t.href || s.parts[s.address] != t.parts[t.address]
}

// changed returns the addresses, sorted, that are in both and have another digest.
func changed(from, to map[string]string) []string {
	addresses := []string{}
	for address, digest := range to {
		if before, known := from[address]; known && before != digest {
			addresses = append(addresses, address)
		}
	}
	slices.Sort(addresses)
	return addresses
}
