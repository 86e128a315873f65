package markdown

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// figure is an image that stands alone in its paragraph and has a title, which
// becomes its caption.
type figure struct{ ast.BaseBlock }

var kindFigure = ast.NewNodeKind("Figure")

// Kind returns the kind of the node.
func (f *figure) Kind() ast.NodeKind { return kindFigure }

// Dump prints the node for debugging.
func (f *figure) Dump(source []byte, level int) { ast.DumpHelper(f, source, level, nil, nil) }

// image resolves the destination of an image.
func (w *work) image(i *ast.Image) {
	ref := w.reference(string(i.Destination), w.plain(i), i)
	ref.Within = within(i)
	i.SetAttributeString("alt", []byte(ref.Text))
	if isFigure(i) {
		w.captioned = append(w.captioned, i)
	} else {
		ref.Title = unescape(string(i.Title))
	}
	if w.dangerous(ref) {
		i.Destination = []byte("#")
		return
	}
	if w.env.Image != nil {
		target, problem := w.env.Image(ref)
		if problem != nil {
			w.report(*problem, ref.Offset-w.body.Start, ref.Length)
			return
		}
		i.Destination = []byte(target.URL)
		i.SetAttributeString("element", []byte(target.Element))
	}
}

// isFigure tells whether an image becomes a figure.
func isFigure(i *ast.Image) bool {
	p := i.Parent()
	return p.Kind() == ast.KindParagraph && p.ChildCount() == 1 && len(i.Title) > 0
}

// within returns the name of the innermost component block round a node, or "".
func within(n ast.Node) string {
	for n = n.Parent(); n != nil; n = n.Parent() {
		if c, ok := n.(*component); ok {
			return c.name
		}
	}
	return ""
}

// caption puts an image in a figure in place of its paragraph.
func caption(i *ast.Image) {
	p, f := i.Parent(), &figure{}
	p.Parent().ReplaceChild(p.Parent(), p, f)
	f.AppendChild(f, i)
}

// nodeRenderer renders the nodes of this package, images, links, code and the cells of tables.
type nodeRenderer struct{ unsafe bool }

// RegisterFuncs tells goldmark what is rendered here.
func (r nodeRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindImage, renderImage)
	reg.Register(kindFigure, renderFigure)
	reg.Register(kindComponent, renderComponent)
	reg.Register(ast.KindLink, r.link)
	reg.Register(east.KindTableCell, r.cell)
	reg.Register(ast.KindFencedCodeBlock, renderCode)
	reg.Register(ast.KindCodeBlock, renderCode)
}

func renderImage(out util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	i := n.(*ast.Image)
	element, _ := i.AttributeString("element")
	if html, _ := element.([]byte); len(html) > 0 {
		_, _ = out.Write(html)
		return ast.WalkSkipChildren, nil
	}
	alt, _ := i.AttributeString("alt")
	text, _ := alt.([]byte)
	_, _ = fmt.Fprintf(out, `<img src="%s" alt="%s"`, util.EscapeHTML(util.URLEscape(i.Destination, true)), util.EscapeHTML(text))
	if len(i.Title) > 0 && i.Parent().Kind() != kindFigure {
		_, _ = fmt.Fprintf(out, ` title="%s"`, util.EscapeHTML([]byte(unescape(string(i.Title)))))
	}
	_, _ = out.WriteString(` loading="lazy" decoding="async">`)
	return ast.WalkSkipChildren, nil
}

func renderFigure(out util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = out.WriteString("<figure>")
		return ast.WalkContinue, nil
	}
	if i, ok := n.FirstChild().(*ast.Image); ok {
		_, _ = fmt.Fprintf(out, "<figcaption>%s</figcaption>", util.EscapeHTML([]byte(unescape(string(i.Title)))))
	}
	_, _ = out.WriteString("</figure>\n")
	return ast.WalkContinue, nil
}
