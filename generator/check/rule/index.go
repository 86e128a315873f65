package rule

import (
	"iter"
	"slices"
	"strings"
)

// index holds the numbers of the elements of a page by their tags and by the names of their attributes. It is made when somebody first
// asks, and its memory is used for one page after the other.
type index struct{ byTag, byName lists }

// tags returns the elements by their tags.
func (x *index) tags(p *Page) *lists {
	if x.byTag.made {
		return &x.byTag
	}
	x.byTag.made = true
	for i := range p.Nodes {
		if tag := p.Nodes[i].Tag; tag != "" {
			x.byTag.add(tag, i)
		}
	}
	return &x.byTag
}

// anyARIA stands for the names of all attributes of ARIA.
const anyARIA = "aria-"

// names returns the elements by the names of their attributes, those of ARIA also by [anyARIA].
func (x *index) names(p *Page) *lists {
	if x.byName.made {
		return &x.byName
	}
	x.byName.made = true
	for i := range p.Nodes {
		for _, a := range p.Nodes[i].attributes() {
			x.byName.add(a.name, i)
			if strings.HasPrefix(a.name, anyARIA) {
				x.byName.add(anyARIA, i)
			}
		}
	}
	return &x.byName
}

func (x *index) reset() {
	x.byTag.reset()
	x.byName.reset()
}

// lists are the numbers of elements by a name, in the order of the page.
type lists struct {
	made  bool
	slots map[string]int // where the list of a name stands, also of names that only other pages have
	nodes [][]int
}

// mostNames bounds how many names are remembered from page to page.
const mostNames = 1024

// add notes an element under a name, once.
func (l *lists) add(name string, node int) {
	slot, known := l.slots[name]
	if !known {
		if l.slots == nil {
			l.slots = make(map[string]int, 64)
		}
		slot = len(l.nodes)
		l.slots[strings.Clone(name)] = slot
		l.nodes = append(l.nodes, nil)
	}
	if list := l.nodes[slot]; len(list) == 0 || list[len(list)-1] != node {
		l.nodes[slot] = append(list, node)
	}
}

// of returns the elements of a name.
func (l *lists) of(name string) []int {
	if slot, known := l.slots[name]; known {
		return l.nodes[slot]
	}
	return nil
}

// lists returns the elements of some names, without those that no element has.
func (l *lists) lists(names []string) [][]int {
	var all [][]int
	for _, name := range names {
		if list := l.of(name); len(list) > 0 {
			all = append(all, list)
		}
	}
	return all
}

// merged yields the elements that have one of some names.
func (l *lists) merged(names []string) iter.Seq[int] {
	if len(names) == 1 {
		return slices.Values(l.of(names[0]))
	}
	return merge(l.lists(names))
}

func (l *lists) reset() {
	l.made = false
	if len(l.nodes) > mostNames {
		l.slots, l.nodes = nil, nil
	}
	for i := range l.nodes {
		l.nodes[i] = l.nodes[i][:0]
	}
}

// merge yields the numbers of several lists in their order, each once.
func merge(lists [][]int) iter.Seq[int] {
	if len(lists) == 1 {
		return slices.Values(lists[0])
	}
	return func(yield func(int) bool) {
		rest := slices.Clone(lists)
		for {
			next := -1
			for _, list := range rest {
				if len(list) > 0 && (next < 0 || list[0] < next) {
					next = list[0]
				}
			}
			if next < 0 || !yield(next) {
				return
			}
			for i, list := range rest {
				if len(list) > 0 && list[0] == next {
					rest[i] = list[1:]
				}
			}
		}
	}
}
