package layouts

import (
	"html/template"
	"slices"
	"strings"
	"text/template/parse"
)

// choice is the question which layout a page gets. The answer changes where a file appears that is nearer to the page, or one
// that was nearer vanishes.
type choice struct{ wanted, kind, section string }

// name returns the choice as the name of a fact. Only what a page itself asks for, which comes last, may hold any character.
func (c choice) name() string { return c.kind + "\t" + c.section + "\t" + c.wanted }

// Closure returns the files that the answer to a choice of a layout is made from: the layout itself and
// all that its templates lead to, sorted; nil where there is none. The choice is the name of a fact of the kind "layout".
func (s *Set) Closure(name string) []string {
	parts := strings.SplitN(name, "\t", 3)
	if len(parts) != 3 {
		return nil
	}
	l, err := s.lookup(parts[2], parts[0], parts[1])
	if err != nil {
		return nil
	}
	return l.closure
}

// ComponentClosure returns the files that a component is made from; nil where there is no such component.
func (s *Set) ComponentClosure(name string) []string { return s.closures[name] }

// closure returns the files that a template of a group and all that it calls stand in, sorted. It must be made before a template of the
// group is changed or run.
func closure(group *template.Template, name string) []string {
	w := caller{group: group, seen: map[string]bool{}}
	w.template(name)
	slices.Sort(w.files)
	return slices.Compact(w.files)
}

// caller follows the calls of templates.
type caller struct {
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
