package publish

import (
	"cmp"
	"path"
	"strings"

	"stillpoint/generator/compress"
)

// Ranks is how many ranks there are.
const Ranks = 4

// pageRank is the rank from which on files are pages, which name those before.
const pageRank = 2

// Rank returns when a file is written, from 0 on: first files that name no other, then
// style sheets and scripts, then pages, then indexes of pages. Compressed files go
// with what they hold. Removals follow the opposite order.
func Rank(name string) int {
	name, _ = compress.Plain(name)
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
	return cmp.Or(cmp.Compare(Rank(a), Rank(b)), cmp.Compare(a, b))
}
