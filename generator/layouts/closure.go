package layouts

import (
	"html/template"
	"maps"
	"slices"
	"strings"
	"text/template/parse"

	"stillpoint/generator/words"
)

// choice is the question which layout a page gets. The answer changes where a file appears that is nearer to the page, or one
// that was nearer vanishes.
type choice struct{ wanted, kind, section string }

// name returns the choice as the name of a fact. Only what a page itself asks for, which comes last, may hold any character.
func (c choice) name() string { return c.kind + "\t" + c.section + "\t" + c.wanted }

// Closure is what a layout or a component is made from. The zero Closure is that of one that is not there.
type Closure struct {
	Files []string // sorted
	Words []string // keys of the words that it asks for, sorted
}

// Closure returns what the answer to a choice of a layout is made from: the layout itself and
// all that its templates lead to. The choice is the name of a fact of the kind "layout".
func (s *Set) Closure(name string) Closure {
	parts := strings.SplitN(name, "\t", 3)
	if len(parts) != 3 {
		return Closure{}
	}
	l, err := s.lookup(parts[2], parts[0], parts[1])
	if err != nil {
		return Closure{}
	}
	return l.closure
}

// ComponentClosure returns what a component is made from.
func (s *Set) ComponentClosure(name string) Closure { return s.closures[name] }

// closure returns what a template of a group and all that it calls are made from. It must be made before a template of the
// group is changed or run.
func closure(group *template.Template, name string, w *words.Words) Closure {
	c := caller{group: group, seen: map[string]bool{}, asker: asker{words: w, keys: map[string]bool{}}}
	c.template(name)
	slices.Sort(c.files)
	keys := slices.Sorted(maps.Keys(c.keys))
	if c.keys[everyWord] {
		keys = w.Keys()
	}
	return Closure{slices.Compact(c.files), keys}
}

// caller follows the calls of templates.
type caller struct {
	asker
	group *template.Template
	seen  map[string]bool
	files []string
}

func (c *caller) template(name string) {
	if c.seen[name] {
		return
	}
	c.seen[name] = true
	t := c.group.Lookup(name)
	if t == nil || t.Tree == nil {
		return
	}
	c.files = append(c.files, Folder+"/"+t.Tree.ParseName)
	c.list(t.Tree.Root)
}

func (c *caller) list(list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		c.node(n)
		if t, calls := n.(*parse.TemplateNode); calls {
			c.template(t.Name)
		}
		inside, otherwise := branches(n)
		c.list(inside)
		c.list(otherwise)
	}
}

// branches returns what is inside of an if, with or range; nil for any other node.
func branches(n parse.Node) (inside, otherwise *parse.ListNode) {
	switch t := n.(type) {
	case *parse.IfNode:
		return t.List, t.ElseList
	case *parse.WithNode:
		return t.List, t.ElseList
	case *parse.RangeNode:
		return t.List, t.ElseList
	}
	return nil, nil
}
