package share

import "github.com/go-text/typesetting/language"

// item is a part of a line of one direction, one script and one font.
type item struct {
	start, end int // in characters
	level      int
	script     language.Script
	face       *face
}

// items cuts a line, and puts its parts into the order in which they stand, from
// the left to the right.
func (s *setter) items(runes []rune, rtl bool) []item {
	levels, scripts, faces := levels(runes, rtl), scripts(runes), s.faces(runes)
	var all []item
	for i := range runes {
		next := item{i, i + 1, levels[i], scripts[i], faces[i]}
		if n := len(all); n > 0 {
			last := &all[n-1]
			if last.level == next.level && last.script == next.script && last.face == next.face {
				last.end++
				continue
			}
		}
		all = append(all, next)
	}
	reorder(all)
	return all
}

// reorder turns around what runs against the others, the deepest parts first (UAX 9, L2).
func reorder(items []item) {
	deepest := 0
	for _, i := range items {
		deepest = max(deepest, i.level)
	}
	for level := deepest; level > 0; level-- {
		for from := 0; from < len(items); from++ {
			to := from
			for to < len(items) && items[to].level >= level {
				to++
			}
			for a, b := from, to-1; a < b; a, b = a+1, b-1 {
				items[a], items[b] = items[b], items[a]
			}
			from = max(from, to)
		}
	}
}

// scripts returns the script of each character. What belongs to all scripts, as
// spaces and full stops do, goes with what stands before it, and at the beginning
// with what comes first.
func scripts(runes []rune) []language.Script {
	all := make([]language.Script, len(runes))
	now := firstScript(runes)
	for i, r := range runes {
		if s := language.LookupScript(r); special(s) {
			now = s
		}
		all[i] = now
	}
	return all
}

func firstScript(runes []rune) language.Script {
	for _, r := range runes {
		if s := language.LookupScript(r); special(s) {
			return s
		}
	}
	return language.Latin
}

// special tells whether a script is one, and not a word for what many have.
func special(s language.Script) bool {
	return s != language.Common && s != language.Inherited && s != language.Unknown
}
