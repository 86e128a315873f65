package access

import (
	_ "embed" // the tables of ARIA
	"slices"
	"strings"
	"sync"
)

//go:embed aria/roles.txt
var rolesText string

//go:embed aria/attributes.txt
var attributesText string

//go:embed aria/elements.txt
var elementsText string

// roles, attributes and elements are the tables of ARIA: what each role, attribute and element is and may be.
var (
	roles      = sync.OnceValue(func() map[string]entry { return readTable(rolesText) })
	attributes = sync.OnceValue(func() map[string]entry { return readTable(attributesText) })
	elements   = sync.OnceValue(func() map[string]entry { return readTable(elementsText) })
)

// entry is what a table says of something: single words, and lists with a name.
type entry map[string][]string

func (e entry) is(what string) bool {
	_, found := e[what]
	return found
}

// lists tells whether something stands in a list.
func (e entry) lists(list, what string) bool { return slices.Contains(e[list], what) }

// first returns what stands first in a list, "" where there is none.
func (e entry) first(list string) string {
	for _, what := range e[list] {
		return what
	}
	return ""
}

// readTable reads lines such as "button widget leaf may=expanded,pressed".
func readTable(text string) map[string]entry {
	table := map[string]entry{}
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		table[fields[0]] = entry{}
		for _, field := range fields[1:] {
			what, list, _ := strings.Cut(field, "=")
			table[fields[0]][what] = strings.Split(list, ",")
		}
	}
	return table
}
