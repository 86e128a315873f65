package publish

import (
	"cmp"
	"path"
	"strings"
)

// pageRank is the rank from which on files are pages, which name those before.
const pageRank = 2

// rank returns when a file is written: first files that name no other, then
// style sheets and scripts, then pages, then indexes of pages. Compressed files go
// with what they hold. Removals follow the opposite order.
func rank(name string) int {
	name = strings.TrimSuffix(strings.TrimSuffix(name, ".br"), ".gz")
	switch strings.ToLower(path.Ext(name)) {
	case ".css", ".js", ".mjs", ".webmanifest":
		return 1
	case ".html", ".htm":
		return pageRank
	case ".xml":
		return 3
	}
	return 0
}

// byRank orders names by rank, and alphabetically within one.
func byRank(a, b string) int {
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
}
