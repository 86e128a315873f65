package layouts

import (
	"bytes"
	"html/template"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"text/template/parse"

	"stillpoint/generator/site"
)

// A page stands in many lists: that of its section, of each of its tags, of what is
// related. Where a list shows of its pages nothing but what they themselves say,
// {{range .Page.Pages}}<li>{{.Title}}</li>{{end}}, each page is rendered for it once.
//
// To that end the inside of such a range becomes a template of its own before
// html/template puts its escapers in, so that the escaping is what it always was. What a
// rendered item has read is noted for every page that shows it.

// itemPrefix starts the names of these templates; no file can have it.
const itemPrefix = "item "

// itemFunction is called for each member of such a range. No layout can call it,
// since it is not known when layouts are parsed.
const itemFunction = "renderedItem"

// itemLimit bounds how many items a leaf keeps.
const itemLimit = 1 << 16

// items are the rendered items of a leaf.
type items struct {
	ranges map[string]*sync.Map // by template: *site.Page → *item
	kept   atomic.Int64
}

// item is one page as one range shows it.
type item struct {
	text  string
	facts []Fact
}

// separate makes templates of their own out of the ranges whose members may be
// kept. It must be done before the group is executed.
func (l *leaf) separate(group *template.Template) {
	l.items.ranges = map[string]*sync.Map{}
	f := folder{leaf: l}
	for _, t := range group.Templates() {
		if t.Tree != nil {
			f.separate(group, t.Tree, t.Tree.Root)
		}
	}
	group.Funcs(template.FuncMap{itemFunction: l.item})
}

func (f *folder) separate(group *template.Template, tree *parse.Tree, list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		inside, otherwise := branches(n)
		if r, ranges := n.(*parse.RangeNode); !ranges || !f.lift(group, tree, r) {
			f.separate(group, tree, inside)
		}
		f.separate(group, tree, otherwise)
	}
}

// lift puts the inside of a range into a template of its own, unless it reads
// more than the page it stands for.
func (f *folder) lift(group *template.Template, tree *parse.Tree, r *parse.RangeNode) bool {
	if len(r.Pipe.Decl) > 0 || onlyText(r.List.Nodes) || !f.constantList(r.List, scope{dot: pageItem, root: pageItem}) {
		return false
	}
	name := itemPrefix + strconv.Itoa(len(f.leaf.items.ranges))
	if _, err := group.AddParseTree(name, &parse.Tree{Name: name, ParseName: tree.ParseName, Root: r.List}); err != nil {
		return false
	}
	f.leaf.items.ranges[name] = &sync.Map{}
	r.List = listOf(r.Pos, call(r.Pos, name))
	return true
}

// keep lets the members of a range be asked for before they are rendered. A
// template that html/template has given another name is not for running text, and stays.
func (f *folder) keep(r *parse.RangeNode) {
	if len(r.List.Nodes) != 1 {
		return
	}
	t, ok := r.List.Nodes[0].(*parse.TemplateNode)
	if !ok || f.leaf.items.ranges[t.Name] == nil {
		return
	}
	f.kept[r] = t.Name
	dot := &parse.DotNode{NodeType: parse.NodeDot, Pos: r.Pos}
	name := &parse.StringNode{NodeType: parse.NodeString, Pos: r.Pos, Quoted: strconv.Quote(t.Name), Text: t.Name}
	r.List = listOf(r.Pos, &parse.WithNode{BranchNode: parse.BranchNode{
		NodeType: parse.NodeWith, Pos: r.Pos,
		Pipe:     pipeOf(r.Pos, parse.NewIdentifier(itemFunction), name, dot),
		List:     listOf(r.Pos, &parse.ActionNode{NodeType: parse.NodeAction, Pos: r.Pos, Pipe: pipeOf(r.Pos, dot)}),
		ElseList: listOf(r.Pos, t),
	}})
}

func listOf(at parse.Pos, n parse.Node) *parse.ListNode {
	return &parse.ListNode{NodeType: parse.NodeList, Pos: at, Nodes: []parse.Node{n}}
}

func pipeOf(at parse.Pos, words ...parse.Node) *parse.PipeNode {
	return &parse.PipeNode{NodeType: parse.NodePipe, Pos: at,
		Cmds: []*parse.CommandNode{{NodeType: parse.NodeCommand, Pos: at, Args: words}}}
}

// call is {{template "name" .}}.
func call(at parse.Pos, name string) parse.Node {
	return &parse.TemplateNode{NodeType: parse.NodeTemplate, Pos: at, Name: name,
		Pipe: pipeOf(at, &parse.DotNode{NodeType: parse.NodeDot, Pos: at})}
}

// item returns a member of a range, finished, or "" where it must be rendered in
// its place: it is no page, or there is an error in it to be told.
func (l *leaf) item(name string, member any) string {
	v, ok := member.(*PageView)
	if !ok || v == nil || v.current != nil || v.r.bodies == nil {
		return ""
	}
	known := l.items.ranges[name]
	if found, ok := known.Load(v.p); ok {
		return found.(*item).noted(v)
	}
	made := l.makeItem(name, v)
	if made == nil {
		return ""
	}
	if l.items.kept.Add(1) <= itemLimit {
		known.Store(v.p, made)
	}
	return made.noted(v)
}

// allItems returns all members of a range, finished, or "" where one must be rendered in its place.
func (l *leaf) allItems(name string, list any) string {
	members, ok := list.([]*PageView)
	if !ok {
		return ""
	}
	texts := make([]string, len(members))
	for i, member := range members {
		if texts[i] = l.item(name, member); texts[i] == "" {
			return ""
		}
	}
	return strings.Join(texts, "")
}

func (i *item) noted(v *PageView) string {
	for _, f := range i.facts {
		v.r.record.note(f.Kind, f.Name)
	}
	return i.text
}

func (l *leaf) makeItem(name string, v *PageView) *item {
	record, out := NewRecord(), new(bytes.Buffer)
	r := &render{env: v.r.env, record: record, bodies: v.r.bodies, page: &site.Page{}, arena: &arena{}}
	if err := l.template.ExecuteTemplate(out, name, &PageView{r: r, p: v.p}); err != nil {
		return nil
	}
	return &item{text: out.String(), facts: record.Facts()}
}
