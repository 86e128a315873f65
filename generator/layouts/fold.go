package layouts

import (
	"bytes"
	"fmt"
	"io"
	"text/template/parse"

	"stillpoint/generator/site"
)

// A layout says much that is the same on every page: the name of the site, a
// menu, the footer. Before its first page a leaf is folded: each run of nodes that
// reads nothing but the site is rendered once and becomes plain text. What the run
// has read is noted for every page of the leaf, so that a page still knows all that it
// depends on.
//
// A run is folded only when its expressions can be followed to the site from
// beginning to end; whatever is not understood here stays as it is. Assets are left alone,
// since a layout may ask for one on a page that never comes.

// nature says how much is known of a value in a template.
type nature int

const (
	varies   nature = iota // may differ from page to page
	fixed                  // is the same on every page
	dotRoot                // the Context itself
	siteRoot               // the SiteView
	menuList               // the entries of a menu
	menuItem               // one of them: only its name and address are fixed
	pageList               // pages
	pageItem               // a page in a list, or one that it leads to
)

// callDepth is how far templates that call each other are followed.
const callDepth = 20

// fold folds the leaf. It must be done before the leaf is executed by others.
func (l *leaf) fold(env *Env) {
	l.facts = NewRecord()
	f := folder{leaf: l, env: env, mixed: map[string]bool{}, seen: map[string]bool{}, kept: map[*parse.RangeNode]string{}, actions: map[parse.Node]quickPart{}}
	_ = l.template.Execute(io.Discard, nil) // so that html/template puts its escapers in; nothing can be read from nil
	if l.template.Tree == nil {
		return
	}
	f.calls(l.template.Tree.Root, scope{dot: dotRoot, root: dotRoot})
	clear(f.seen)
	f.list(l.template.Tree.Root, dotRoot)
	clear(f.seen)
	f.quicken(l.template.Tree.Root, scope{dot: dotRoot, root: dotRoot})
}

// folder is the folding of one leaf.
type folder struct {
	leaf    *leaf
	env     *Env
	mixed   map[string]bool             // templates that some call gives another dot than the root
	seen    map[string]bool             // templates that have been looked at
	kept    map[*parse.RangeNode]string // ranges whose members are rendered once, and the templates of these
	quick   int                         // how many quick functions there are
	actions map[parse.Node]quickPart    // the quick ones
}

// calls finds out which templates are called with the root as their dot only.
func (f *folder) calls(list *parse.ListNode, s scope) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch t := n.(type) {
		case *parse.TemplateNode:
			f.call(t, s)
		case *parse.IfNode:
			f.calls(t.List, s)
			f.calls(t.ElseList, s)
		case *parse.WithNode:
			f.calls(t.List, s.at(varies))
			f.calls(t.ElseList, s)
		case *parse.RangeNode:
			f.calls(t.List, s.at(varies))
			f.calls(t.ElseList, s)
		}
	}
}

// call follows a call. What a template calls is looked at once for each nature of its dot, which is its root, too.
func (f *folder) call(t *parse.TemplateNode, s scope) {
	dot := s.pipe(t.Pipe)
	if dot != dotRoot {
		f.mixed[t.Name] = true
		dot = varies
	}
	if key := fmt.Sprint(t.Name, " ", dot); !f.seen[key] {
		f.seen[key] = true
		f.calls(f.body(t.Name), scope{dot: dot, root: dot})
	}
}

// body returns what a template of the leaf holds, or nil.
func (f *folder) body(name string) *parse.ListNode {
	t := f.leaf.template.Lookup(name)
	if t == nil || t.Tree == nil {
		return nil
	}
	return t.Tree.Root
}

// list folds the runs of a list, and looks into the nodes between them.
func (f *folder) list(list *parse.ListNode, dot nature) {
	if list == nil {
		return
	}
	var nodes, run []parse.Node
	end := func() {
		nodes = append(nodes, f.run(run)...)
		run = nil
	}
	for _, n := range list.Nodes {
		if f.constant(n, scope{dot: dot, root: dotRoot}) {
			run = append(run, n)
			continue
		}
		end()
		f.inside(n, dot)
		nodes = append(nodes, n)
	}
	end()
	list.Nodes = nodes
}

// inside folds what is within a node that cannot be folded as a whole. A run is
// executed from the root, so below another dot only what starts at $ counts.
func (f *folder) inside(n parse.Node, dot nature) {
	switch t := n.(type) {
	case *parse.IfNode:
		f.list(t.List, dot)
		f.list(t.ElseList, dot)
	case *parse.WithNode:
		f.list(t.List, varies)
		f.list(t.ElseList, dot)
	case *parse.RangeNode:
		f.keep(t)
		f.list(t.List, varies)
		f.list(t.ElseList, dot)
	case *parse.TemplateNode:
		if !f.mixed[t.Name] && !f.seen[t.Name] {
			f.seen[t.Name] = true
			f.list(f.body(t.Name), dotRoot)
		}
	}
}

// run renders a run of nodes and returns the text that takes their place. With
// any error they stay, so that it is told where it happens.
func (f *folder) run(nodes []parse.Node) []parse.Node {
	if onlyText(nodes) {
		return nodes
	}
	tree := f.leaf.template.Tree
	whole := tree.Root
	defer func() { tree.Root = whole }()
	tree.Root = &parse.ListNode{NodeType: parse.NodeList, Pos: nodes[0].Position(), Nodes: nodes}
	record, out := NewRecord(), new(bytes.Buffer)
	dot := &Context{&render{env: f.env, record: record, page: &site.Page{}, arena: &arena{}}}
	if err := f.leaf.template.Execute(out, dot); err != nil {
		return nodes
	}
	f.leaf.facts.add(record)
	return []parse.Node{&parse.TextNode{NodeType: parse.NodeText, Pos: nodes[0].Position(), Text: out.Bytes()}}
}

func onlyText(nodes []parse.Node) bool {
	for _, n := range nodes {
		if n.Type() != parse.NodeText && n.Type() != parse.NodeComment {
			return false
		}
	}
	return true
}

// constant tells whether a node gives the same text on every page.
func (f *folder) constant(n parse.Node, s scope) bool {
	switch t := n.(type) {
	case *parse.TextNode, *parse.CommentNode:
		return true
	case *parse.ActionNode:
		return len(t.Pipe.Decl) == 0 && s.pipe(t.Pipe) == fixed
	case *parse.BreakNode, *parse.ContinueNode:
		return s.ranging
	case *parse.IfNode:
		value := s.pipe(t.Pipe)
		return value != varies && f.constantList(t.List, s.declare(t.Pipe, value)) && f.constantList(t.ElseList, s)
	case *parse.WithNode:
		value := s.pipe(t.Pipe)
		return value != varies && f.constantList(t.List, s.declare(t.Pipe, value).at(value)) && f.constantList(t.ElseList, s)
	case *parse.RangeNode:
		element := s.pipe(t.Pipe).element()
		return element != varies && f.constantList(t.List, s.declare(t.Pipe, element).at(element).inRange()) && f.constantList(t.ElseList, s)
	case *parse.TemplateNode:
		dot := s.pipe(t.Pipe)
		return (dot == dotRoot || dot == pageItem) && s.depth < callDepth && f.body(t.Name) != nil &&
			f.constantList(f.body(t.Name), scope{dot: dot, root: dot, depth: s.depth + 1})
	}
	return false
}

func (f *folder) constantList(list *parse.ListNode, s scope) bool {
	if list == nil {
		return true
	}
	for _, n := range list.Nodes {
		if !f.constant(n, s) {
			return false
		}
	}
	return true
}
