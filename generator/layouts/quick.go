package layouts

import (
	"html/template"
	"strconv"
	"strings"
	"text/template/parse"
	"time"
)

// Most of what a layout shows are a few words of a page, {{.Page.Title}}, for which
// text/template looks up each method by its name and calls it, and each escaper, through
// package reflect. When a leaf is folded, such an action becomes
//
//	{{with quick7 .}}{{.}}{{else}}{{.Page.Title | escapers}}{{end}}
//
// where quick7 follows the names without reflection, and gives the text as all of the
// escapers would leave it. Where it cannot, because a page is not there or an address has
// unusual signs in it, it gives nothing, and the action is executed as it was: what is shown,
// and what is said to be wrong, is always what it would have been.

// quickPrefix starts the names of these functions. No layout can call them, since they
// are not known when layouts are parsed.
const quickPrefix = "quick"

// quicken looks through a list and all that it calls.
func (f *folder) quicken(list *parse.ListNode) {
	if list == nil {
		return
	}
	for i, n := range list.Nodes {
		switch t := n.(type) {
		case *parse.ActionNode:
			list.Nodes[i] = f.quickAction(t)
		case *parse.TemplateNode:
			if !f.seen[t.Name] {
				f.seen[t.Name] = true
				f.quicken(f.body(t.Name))
			}
		case *parse.RangeNode:
			list.Nodes[i] = f.quickRange(t)
		}
		inside, otherwise := branches(n)
		f.quicken(inside)
		f.quicken(otherwise)
	}
}

// quickAction returns what stands for an action, which may be itself.
func (f *folder) quickAction(a *parse.ActionNode) parse.Node {
	if len(a.Pipe.Decl) > 0 || len(a.Pipe.Cmds) < 2 {
		return a
	}
	q, from := quickCommand(a.Pipe.Cmds[0].Args)
	if q.escape = quickEscaper(a.Pipe.Cmds[1:]); q.words == nil || q.escape == nil {
		return a
	}
	return f.instead(a, q.text, from)
}

// instead makes the call of a function with one argument stand for a node, unless it gives "".
func (f *folder) instead(n parse.Node, function any, argument parse.Node) parse.Node {
	f.quick++
	name := quickPrefix + strconv.Itoa(f.quick)
	f.leaf.template.Funcs(template.FuncMap{name: function})
	dot := &parse.DotNode{NodeType: parse.NodeDot, Pos: n.Position()}
	return &parse.WithNode{BranchNode: parse.BranchNode{
		NodeType: parse.NodeWith, Pos: n.Position(),
		Pipe:     pipeOf(n.Position(), parse.NewIdentifier(name), argument),
		List:     listOf(n.Position(), &parse.ActionNode{NodeType: parse.NodeAction, Pos: n.Position(), Pipe: pipeOf(n.Position(), dot)}),
		ElseList: listOf(n.Position(), n),
	}}
}

// quickRange returns what stands for a range, which may be itself. One over members that are
// rendered only once is rendered as a whole.
func (f *folder) quickRange(r *parse.RangeNode) parse.Node {
	name, kept := f.kept[r]
	if !kept {
		return r
	}
	return f.instead(r, func(list any) string { return f.leaf.allItems(name, list) }, r.Pipe)
}

// chainOf parts an expression into what it starts from and the names that follow.
func chainOf(n parse.Node) (from parse.Node, names []string) {
	switch t := n.(type) {
	case *parse.FieldNode:
		return &parse.DotNode{NodeType: parse.NodeDot, Pos: t.Pos}, t.Ident
	case *parse.VariableNode:
		return &parse.VariableNode{NodeType: parse.NodeVariable, Pos: t.Pos, Ident: t.Ident[:1]}, t.Ident[1:]
	}
	return nil, nil
}

// quick is the way from a value to the words of a page.
type quick struct {
	root   bool // it starts from the Context, not from a page
	hops   []func(*PageView) *PageView
	words  func(*PageView) (text string, finished bool) // finished is HTML
	escape func(text string, finished bool) string      // "" for what it does not know
}

// quickCommand finds the way that a command goes: from a value by names to the words of a page, or to
// one of its dates, {{date "2 January 2006" .Page.Date}}. It has no words where it leads elsewhere.
func quickCommand(args []parse.Node) (q quick, from parse.Node) {
	from, names := chainOf(args[len(args)-1])
	if q.root = len(names) > 0 && names[0] == "Page"; q.root {
		names = names[1:]
	}
	for ; len(names) > 1; names = names[1:] {
		hop := quickHop(names[0])
		if hop == nil {
			return q, nil
		}
		q.hops = append(q.hops, hop)
	}
	switch {
	case len(names) == 0:
	case len(args) == 1:
		q.words = quickWords(names[0])
	default:
		q.words = quickDate(args[:len(args)-1], names[0])
	}
	return q, from
}

// quickDate writes a date as the functions date and isodate do.
func quickDate(function []parse.Node, name string) func(*PageView) (string, bool) {
	var of func(*PageView) time.Time
	switch name {
	case "Date":
		of = (*PageView).Date
	case "Updated":
		of = (*PageView).Updated
	}
	called, ok := function[0].(*parse.IdentifierNode)
	if of == nil || !ok {
		return nil
	}
	if called.Ident == "isodate" && len(function) == 1 {
		return func(v *PageView) (string, bool) { return isodate(of(v)), false }
	}
	if called.Ident != "date" || len(function) != 2 {
		return nil
	}
	layout, ok := function[1].(*parse.StringNode)
	if !ok {
		return nil
	}
	return func(v *PageView) (string, bool) { return date(layout.Text, of(v)), false }
}

func quickHop(name string) func(*PageView) *PageView {
	switch name {
	case "Parent":
		return (*PageView).Parent
	case "Prev":
		return (*PageView).Prev
	case "Next":
		return (*PageView).Next
	}
	return nil
}

func quickWords(name string) func(*PageView) (string, bool) {
	plain := func(method func(*PageView) string) func(*PageView) (string, bool) {
		return func(v *PageView) (string, bool) { return method(v), false }
	}
	switch name {
	case "Title":
		return plain((*PageView).Title)
	case "Description":
		return plain((*PageView).Description)
	case "URL":
		return plain((*PageView).URL)
	case "Permalink":
		return plain((*PageView).Permalink)
	case "Kind":
		return plain((*PageView).Kind)
	case "ImageAlt":
		return plain((*PageView).ImageAlt)
	case "Content":
		return quickContent
	}
	return nil
}

// quickContent gives the text of the page that is being rendered. That of another is not asked
// for twice.
func quickContent(v *PageView) (string, bool) {
	if v.p != v.r.page || v.r.own == nil {
		return "", true
	}
	return string(v.r.own.HTML), true
}

// text returns what is to be shown, or "".
func (q quick) text(from any) string {
	v := q.start(from)
	for _, hop := range q.hops {
		if v == nil {
			return ""
		}
		v = hop(v)
	}
	if v == nil {
		return ""
	}
	return q.escape(q.words(v))
}

func (q quick) start(from any) *PageView {
	if q.root {
		if c, ok := from.(*Context); ok && c != nil {
			return c.Page()
		}
		return nil
	}
	v, _ := from.(*PageView)
	return v
}

// quickEscaper returns what some escapers of html/template do together, or nil.
func quickEscaper(commands []*parse.CommandNode) func(text string, finished bool) string {
	var names []string
	for _, c := range commands {
		name, ok := c.Args[0].(*parse.IdentifierNode)
		if !ok || len(c.Args) != 1 {
			return nil
		}
		names = append(names, strings.TrimPrefix(name.Ident, "_html_template_"))
	}
	switch strings.Join(names, " ") {
	case "htmlescaper":
		return escapeText
	case "rcdataescaper", "attrescaper":
		return escapeQuoted
	case "urlfilter urlnormalizer attrescaper":
		return escapeAddress
	}
	return nil
}

// escapeText is for running text, which finished HTML is put into as it is.
func escapeText(text string, finished bool) string {
	if finished {
		return text
	}
	return escapeQuoted(text, false)
}

// htmlSigns is never changed. It has what html/template has in a table of its own.
var htmlSigns = strings.NewReplacer("\x00", "\uFFFD", `"`, "&#34;", "&", "&amp;", "'", "&#39;", "+", "&#43;", "<", "&lt;", ">", "&gt;")

// escapeQuoted is for values in quotes, and for titles.
func escapeQuoted(text string, finished bool) string {
	if finished {
		return ""
	}
	return htmlSigns.Replace(text)
}

// escapeAddress is for addresses of the site itself or of the web in which nothing is to be escaped.
func escapeAddress(text string, finished bool) string {
	rest, web := strings.CutPrefix(text, "https:")
	if finished || !web && !strings.HasPrefix(text, "/") {
		return ""
	}
	for i := range len(rest) {
		if c := rest[i]; (c < 'a' || 'z' < c) && (c < 'A' || 'Z' < c) && (c < '-' || '9' < c) && c != '_' && c != '~' {
			return ""
		}
	}
	return text
}
