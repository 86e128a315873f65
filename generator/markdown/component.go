package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxNesting is how deep component blocks may stand within each other.
const maxNesting = 16

// Component is a block that a template renders:
//
//	::: note {title="Before you come" .calm #before}
//	Markdown …
//	:::
type Component struct {
	Name       string
	Attributes []Attribute
	Inner      string // HTML
	Lead       string // HTML before the first heading
	Items      []Item // the rest, parted at the headings of its highest level
	Offset     int    // of the opening line in the file, in bytes
	Length     int
}

// Attr returns an attribute of the opening line, or "".
func (c *Component) Attr(key string) string {
	for _, a := range c.Attributes {
		if a.Key == key {
			return a.Value
		}
	}
	return ""
}

// Item is a part of a component block that a heading opens.
type Item struct {
	ID         string
	Title      string // HTML
	Body       string // HTML
	Attributes []Attribute
}

// component is the node of a component block.
type component struct {
	ast.BaseBlock
	work       *work
	name       string
	attributes []Attribute
	colons     int
	start, end int // of the opening line, in the body
	closed     bool
}

var kindComponent = ast.NewNodeKind("Component")

// Kind returns the kind of the node.
func (c *component) Kind() ast.NodeKind { return kindComponent }

// Dump prints the node for debugging.
func (c *component) Dump(source []byte, level int) {
	ast.DumpHelper(c, source, level, map[string]string{"Name": c.name}, nil)
}

// workKey is where the parser finds the conversion that it works for.
var workKey = parser.NewContextKey()

func inComponent(n ast.Node) bool {
	for n = n.Parent(); n != nil; n = n.Parent() {
		if n.Kind() == kindComponent {
			return true
		}
	}
	return false
}

// componentParser is goldmark's block parser of component blocks. It has no
// state of its own.
type componentParser struct{}

// Trigger returns the sign that a fence starts with.
func (componentParser) Trigger() []byte { return []byte{':'} }

// CanInterruptParagraph says that a fence needs no empty line before it.
func (componentParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine says that four blanks make code of a fence, too.
func (componentParser) CanAcceptIndentedLine() bool { return false }

// Open begins a block at a fence that has a name.
func (componentParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	f, ok := parseFence(line)
	if !ok {
		return nil, parser.NoChildren
	}
	w, _ := pc.Get(workKey).(*work)
	start := segment.Start + f.indent
	c := &component{work: w, name: f.name, colons: f.colons, start: start, end: start + len(bytes.TrimSpace(line))}
	reader.AdvanceToEOL()
	if w.tooDeep { // one complaint is enough
		c.name, c.closed = "", true
		return c, parser.NoChildren
	}
	if f.name == "" {
		w.report(Problem{Code: "stray-fence", Message: "there is no open block that this ::: could close",
			Hint: "take it out, or give it a name to open a block: ::: note"}, start, f.colons)
		c.closed = true
		return c, parser.NoChildren
	}
	if !componentName().MatchString(f.name) {
		w.report(Problem{Code: "bad-component", Message: fmt.Sprintf("%q cannot be the name of a block", f.name),
			Hint: "use letters, digits and hyphens: ::: note"}, start, c.end-start)
	}
	c.attributes = w.attributes(f.attributes, segment.Start+f.attributesAt)
	if depth := openComponents(pc); depth >= maxNesting {
		w.report(Problem{Code: "too-deep", Message: fmt.Sprintf("blocks stand more than %d deep within each other here", maxNesting),
			Hint: "close some of them with ::: first"}, start, c.end-start)
		w.tooDeep = true
		c.name, c.closed = "", true
		return c, parser.NoChildren
	}
	if f.oneLine {
		c.closed = true
		return c, parser.NoChildren
	}
	return c, parser.HasChildren
}

func openComponents(pc parser.Context) int {
	n := 0
	for _, b := range pc.OpenedBlocks() {
		if b.Node.Kind() == kindComponent {
			n++
		}
	}
	return n
}

// Continue closes the block at a bare fence that no block within it wants.
// Goldmark asks the outermost block first.
func (componentParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	c := node.(*component)
	if c.closed {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	f, ok := parseFence(line)
	if !ok || f.name != "" || f.colons != c.colons || wantedWithin(c, pc) {
		return parser.Continue | parser.HasChildren
	}
	c.closed = true
	reader.AdvanceToEOL()
	return parser.Close
}

// wantedWithin tells whether a closing fence belongs to a block further in: one
// of the same length, or a block of code, in which it is text.
func wantedWithin(c *component, pc parser.Context) bool {
	blocks := pc.OpenedBlocks()
	for i := len(blocks) - 1; i >= 0; i-- {
		switch n := blocks[i].Node.(type) {
		case *component:
			if n == c {
				return false
			}
			if !n.closed && n.colons == c.colons {
				return true
			}
		case *ast.FencedCodeBlock:
			return true
		}
	}
	return false
}

// Close complains about a block that was never closed.
func (componentParser) Close(node ast.Node, _ text.Reader, _ parser.Context) {
	c := node.(*component)
	if c.closed {
		return
	}
	c.closed = true
	c.work.report(Problem{Code: "unterminated-component", Message: fmt.Sprintf("the block %q that opens here is never closed", c.name),
		Hint: "put a line of " + strings.Repeat(":", c.colons) + " after its last line"}, c.start, c.end-c.start)
}

// fence is a line of a component block: "::: name {attributes}" or ":::".
type fence struct {
	indent, colons int
	name           string
	attributes     string // without the braces
	attributesAt   int    // offset in the line
	oneLine        bool   // closed on the same line
}

// parseFence reads a line that starts with at least three colons.
func parseFence(line []byte) (fence, bool) {
	var f fence
	f.indent = len(line) - len(bytes.TrimLeft(line, " "))
	rest := line[f.indent:]
	f.colons = len(rest) - len(bytes.TrimLeft(rest, ":"))
	if f.colons < 3 || f.indent > 3 {
		return f, false
	}
	rest = bytes.TrimRight(rest[f.colons:], " \t\r\n")
	if trimmed, ok := bytes.CutSuffix(rest, bytes.Repeat([]byte{':'}, f.colons)); ok && len(bytes.TrimSpace(trimmed)) > 0 {
		rest, f.oneLine = bytes.TrimRight(trimmed, " \t"), true
	}
	head := rest
	if open := bytes.IndexByte(rest, '{'); open >= 0 {
		head = rest[:open]
		f.attributesAt = f.indent + f.colons + open + 1
		f.attributes = strings.TrimSuffix(string(rest[open+1:]), "}")
	}
	f.name = strings.TrimSpace(string(head))
	return f, true
}

var componentName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]*$`) })

// renderComponent renders what is in a block, each child once, and hands it to
// the caller's template.
func renderComponent(out util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	c := n.(*component)
	if !entering || c.name == "" {
		return ast.WalkSkipChildren, nil
	}
	block := &Component{Name: c.name, Attributes: c.attributes, Offset: c.work.body.Start + c.start, Length: c.end - c.start}
	if err := c.work.inside(c, block); err != nil {
		return ast.WalkStop, err
	}
	if c.work.env.Component == nil {
		_, _ = fmt.Fprintf(out, "<div class=\"%s\">\n%s</div>\n", util.EscapeHTML([]byte(c.name)), block.Inner)
		return ast.WalkSkipChildren, nil
	}
	html, problem := c.work.env.Component(block)
	if problem != nil {
		c.work.report(*problem, c.start, c.end-c.start)
	}
	_, _ = out.WriteString(html)
	_ = out.WriteByte('\n')
	return ast.WalkSkipChildren, nil
}

// inside renders the children of a block and parts them at its headings.
func (w *work) inside(c *component, block *Component) error {
	level := highestHeading(c)
	var all output
	starts := []int{}
	for child := c.FirstChild(); child != nil; child = child.NextSibling() {
		h, isHeading := child.(*ast.Heading)
		opens := isHeading && h.Level == level
		if opens {
			var title output
			if err := w.inline(&title, h); err != nil {
				return err
			}
			starts = append(starts, all.Len())
			block.Items = append(block.Items, Item{ID: attributeText(h, "id"), Title: title.String(), Attributes: headingAttributes(h)})
		}
		if err := w.converter.markdown.Renderer().Render(&all, w.source, child); err != nil {
			return err
		}
		if opens {
			starts = append(starts, all.Len())
		}
	}
	block.Inner = all.String()
	block.Lead = block.Inner
	for i := range block.Items {
		end := all.Len()
		if 2*i+2 < len(starts) {
			end = starts[2*i+2]
		}
		block.Items[i].Body = block.Inner[starts[2*i+1]:end]
	}
	if len(starts) > 0 {
		block.Lead = block.Inner[:starts[0]]
	}
	return nil
}

func highestHeading(c *component) int {
	level := 7
	for child := c.FirstChild(); child != nil; child = child.NextSibling() {
		if h, ok := child.(*ast.Heading); ok {
			level = min(level, h.Level)
		}
	}
	return level
}

// inline renders what is in a heading, without the heading.
func (w *work) inline(out *output, h *ast.Heading) error {
	for child := h.FirstChild(); child != nil; child = child.NextSibling() {
		if err := w.converter.markdown.Renderer().Render(out, w.source, child); err != nil {
			return err
		}
	}
	return nil
}

func attributeText(n ast.Node, name string) string {
	value, _ := n.AttributeString(name)
	text, _ := value.([]byte)
	return string(text)
}

func headingAttributes(h *ast.Heading) []Attribute {
	var list []Attribute
	for _, a := range h.Attributes() {
		if text, ok := a.Value.([]byte); ok {
			list = append(list, Attribute{Key: string(a.Name), Value: string(text)})
		}
	}
	return list
}
