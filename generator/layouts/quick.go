package layouts

import (
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
	"time"

	"stillpoint/generator/practice"
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
func (f *folder) quicken(list *parse.ListNode, s scope) {
	if list == nil {
		return
	}
	for i, n := range list.Nodes {
		below := s.at(varies)
		switch t := n.(type) {
		case *parse.ActionNode:
			list.Nodes[i] = f.quickAction(t)
		case *parse.TemplateNode:
			f.quickBody(t.Name)
		case *parse.IfNode:
			f.quickPipe(t.Pipe, s)
			below = s
		case *parse.WithNode:
			f.quickPipe(t.Pipe, s)
		case *parse.RangeNode:
			list.Nodes[i] = f.quickRange(t)
			f.quickPipe(t.Pipe, s)
		}
		inside, otherwise := branches(n)
		f.quicken(inside, below)
		f.quicken(otherwise, s)
	}
	list.Nodes = f.joined(list.Nodes)
}

// quickBody looks through a template that is called.
func (f *folder) quickBody(name string) {
	if f.seen[name] {
		return
	}
	f.seen[name] = true
	dot := dotRoot
	if f.mixed[name] {
		dot = varies
	}
	f.quicken(f.body(name), scope{dot: dot, root: dot})
}

// quickPipe puts a quick function in place of {{if .Page.HasDate}}, where the dot is the Context for certain. Neither
// the names nor the choice can fail then, so there is nothing to fall back to.
func (f *folder) quickPipe(p *parse.PipeNode, s scope) {
	if len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 1 {
		return
	}
	from, names := chainOf(p.Cmds[0].Args[0])
	if len(names) != 2 || names[0] != "Page" || s.value(from) != dotRoot {
		return
	}
	if value := quickValue(names[1]); value != nil {
		name := f.add(func(c *Context) any { return value(c.Page()) })
		p.Cmds[0].Args = []parse.Node{parse.NewIdentifier(name), from}
	}
}

// add makes a function known to the leaf, and returns its name.
func (f *folder) add(function any) string {
	f.quick++
	name := quickPrefix + strconv.Itoa(f.quick)
	f.leaf.template.Funcs(template.FuncMap{name: function})
	return name
}

// quickAction returns what stands for an action, which may be itself.
func (f *folder) quickAction(a *parse.ActionNode) parse.Node {
	if len(a.Pipe.Decl) > 0 || len(a.Pipe.Cmds) < 2 {
		return a
	}
	q, from := f.quickCommand(a.Pipe.Cmds[0].Args)
	if q.escape = quickEscaper(a.Pipe.Cmds[1:]); q.words == nil || q.escape == nil {
		return a
	}
	part := quickPart{quick: q, from: from}
	n := f.instead([]parse.Node{a}, joinedText([]quickPart{part}), from)
	if !q.long {
		f.actions[n] = part
	}
	return n
}

// quickPart is a part of a run of nodes: plain text, or where it comes from.
type quickPart struct {
	plain []byte
	quick quick
	from  parse.Node // nil for plain text
}

// joined makes one of each run of plain text and quick actions that start from the same value.
func (f *folder) joined(nodes []parse.Node) []parse.Node {
	var all, run []parse.Node
	var parts []quickPart
	var from parse.Node
	actions := 0
	end := func() {
		if actions > 1 {
			run = []parse.Node{f.instead(run, joinedText(parts), from)}
		}
		all = append(all, run...)
		run, parts, from, actions = nil, nil, nil, 0
	}
	for _, n := range nodes {
		part, ok := f.part(n)
		if !ok || part.from != nil && from != nil && part.from.String() != from.String() {
			end()
		}
		run, parts = append(run, n), append(parts, part)
		if part.from != nil {
			from = part.from
			actions++
		}
		if !ok {
			end()
		}
	}
	end()
	return all
}

// part returns what a node is in a run; false where it can be in none.
func (f *folder) part(n parse.Node) (quickPart, bool) {
	if text, plain := n.(*parse.TextNode); plain {
		return quickPart{plain: text.Text}, true
	}
	part, ok := f.actions[n]
	return part, ok
}

// joinedText returns a function that gives a run as a whole, or "".
func joinedText(parts []quickPart) func(any) string {
	size := 64 * len(parts)
	for _, part := range parts {
		size += len(part.plain)
	}
	return func(from any) string {
		var out strings.Builder
		if len(parts) > 1 {
			out.Grow(size)
		}
		for i := range parts {
			if parts[i].from == nil {
				out.Write(parts[i].plain)
				continue
			}
			text, ok := parts[i].quick.text(from)
			switch {
			case !ok:
				return ""
			case len(parts) == 1:
				return text
			}
			out.WriteString(text)
		}
		return out.String()
	}
}

// instead makes the call of a function with one argument stand for some nodes, unless it gives "".
func (f *folder) instead(nodes []parse.Node, function any, argument parse.Node) parse.Node {
	name, at := f.add(function), nodes[0].Position()
	dot := &parse.DotNode{NodeType: parse.NodeDot, Pos: at}
	return &parse.WithNode{BranchNode: parse.BranchNode{
		NodeType: parse.NodeWith, Pos: at,
		Pipe:     pipeOf(at, parse.NewIdentifier(name), argument),
		List:     listOf(at, &parse.ActionNode{NodeType: parse.NodeAction, Pos: at, Pipe: pipeOf(at, dot)}),
		ElseList: &parse.ListNode{NodeType: parse.NodeList, Pos: at, Nodes: nodes},
	}}
}

// quickRange returns what stands for a range, which may be itself. One over members that are
// rendered only once is rendered as a whole.
func (f *folder) quickRange(r *parse.RangeNode) parse.Node {
	name, kept := f.kept[r]
	if !kept {
		return r
	}
	return f.instead([]parse.Node{r}, func(list any) string { return f.leaf.allItems(name, list) }, r.Pipe)
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
	escape escaper
	long   bool // it gives so much that a copy costs more than a call
}

// escaper does what some escapers of html/template do together; false for what it does not know.
type escaper func(text string, finished bool) (string, bool)

// quickCommand finds the way that a command goes: from a value by names to the words of a page, or to
// one of its dates, {{date "2 January 2006" .Page.Date}}. It has no words where it leads elsewhere.
func (f *folder) quickCommand(args []parse.Node) (q quick, from parse.Node) {
	from, names := chainOf(args[len(args)-1])
	if q.root = len(names) > 0 && names[0] == "Page"; q.root {
		names = names[1:]
	}
	for ; len(names) > 1; names = names[1:] {
		hop := method[func(*PageView) *PageView](names[0])
		if hop == nil {
			return q, nil
		}
		q.hops = append(q.hops, hop)
	}
	switch {
	case len(names) == 0:
	case len(args) == 1:
		q.words, q.long = quickWords(names[0]), names[0] == "Content"
	default:
		q.words = f.quickDate(args[:len(args)-1], names[0])
	}
	return q, from
}

// quickDate writes a date as the functions date, dateTag and isodate do.
func (f *folder) quickDate(function []parse.Node, field string) func(*PageView) (string, bool) {
	of := method[func(*PageView) time.Time](field)
	called, ok := function[0].(*parse.IdentifierNode)
	if of == nil || !ok {
		return nil
	}
	if called.Ident == "isodate" && len(function) == 1 {
		return func(v *PageView) (string, bool) { return isodate(of(v)), false }
	}
	if called.Ident != "date" && called.Ident != "dateTag" || len(function) != 2 {
		return nil
	}
	name, ok := function[1].(*parse.StringNode)
	if !ok {
		return nil
	}
	style, err := f.leaf.words.Style(name.Text)
	if err != nil {
		return nil
	}
	if called.Ident == "date" {
		return func(v *PageView) (string, bool) { return style.Format(of(v)), false }
	}
	return func(v *PageView) (string, bool) { return string(timeTag(style.Format(of(v)), isodate(of(v)))), true }
}

// method returns a method of pages of a type, or nil.
func method[F any](name string) (f F) {
	if m, ok := reflect.TypeFor[*PageView]().MethodByName(name); ok {
		f, _ = m.Func.Interface().(F)
	}
	return f
}

func quickWords(name string) func(*PageView) (string, bool) {
	if name == "Content" {
		return quickContent
	}
	if words := method[func(*PageView) string](name); words != nil {
		return func(v *PageView) (string, bool) { return words(v), false }
	}
	return nil
}

// quickValue returns a method whose value layouts make choices by, or go over; nil where it may fail, or is rare.
func quickValue(name string) func(*PageView) any {
	for _, value := range []func(*PageView) any{
		valueOf[bool](name), valueOf[string](name), valueOf[[]*PageView](name), valueOf[*PageView](name), valueOf[*Pagination](name),
		valueOf[*practice.Therapy](name), valueOf[*practice.Practitioner](name), valueOf[*practice.Location](name), valueOf[*practice.Event](name),
		valueOf[*practice.Testimonial](name), valueOf[*practice.Article](name), valueOf[*practice.Policy](name), valueOf[*practice.FAQ](name),
	} {
		if value != nil {
			return value
		}
	}
	return nil
}

// valueOf returns a method that gives values of a type, or nil.
func valueOf[T any](name string) func(*PageView) any {
	if of := method[func(*PageView) T](name); of != nil {
		return func(v *PageView) any { return of(v) }
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

// text returns what is to be shown; false where that is not known.
func (q quick) text(from any) (string, bool) {
	v := q.start(from)
	for _, hop := range q.hops {
		if v == nil {
			return "", false
		}
		v = hop(v)
	}
	if v == nil {
		return "", false
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
func quickEscaper(commands []*parse.CommandNode) escaper {
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
func escapeText(text string, finished bool) (string, bool) {
	if finished {
		return text, text != ""
	}
	return escapeQuoted(text, false)
}

// htmlSigns is never changed. It has what html/template has in a table of its own.
var htmlSigns = strings.NewReplacer("\x00", "\uFFFD", `"`, "&#34;", "&", "&amp;", "'", "&#39;", "+", "&#43;", "<", "&lt;", ">", "&gt;")

// escapeQuoted is for values in quotes, and for titles.
func escapeQuoted(text string, finished bool) (string, bool) {
	return htmlSigns.Replace(text), !finished
}

// escapeAddress is for addresses of the site itself or of the web in which nothing is to be escaped.
func escapeAddress(text string, finished bool) (string, bool) {
	rest, web := strings.CutPrefix(text, "https:")
	if finished || !web && !strings.HasPrefix(text, "/") {
		return "", false
	}
	for i := range len(rest) {
		if c := rest[i]; (c < 'a' || 'z' < c) && (c < 'A' || 'Z' < c) && (c < '-' || '9' < c) && c != '_' && c != '~' {
			return "", false
		}
	}
	return text, true
}
