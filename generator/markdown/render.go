package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// Three of goldmark's ways to write HTML cost more than all else that it writes: to see whether an address may run a script it makes
// a dozen copies of it, a cell of a table goes through package fmt, and each letter of a text is looked at twice.

// link writes a link as goldmark does.
func (r nodeRenderer) link(out util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = out.WriteString("</a>")
		return ast.WalkContinue, nil
	}
	l := n.(*ast.Link)
	_, _ = out.WriteString(`<a href="`)
	if address := util.URLEscape(l.Destination, true); r.unsafe || !runsScript(address) {
		_, _ = out.Write(util.EscapeHTML(address))
	}
	_ = out.WriteByte('"')
	if l.Title != nil {
		_, _ = out.WriteString(` title="`)
		html.DefaultWriter.Write(out, l.Title)
		_ = out.WriteByte('"')
	}
	if l.Attributes() != nil {
		html.RenderAttributes(out, l, html.LinkAttributeFilter)
	}
	_ = out.WriteByte('>')
	return ast.WalkContinue, nil
}

// runsScript asks goldmark only about addresses that start like one of those that it is afraid of: data:, file:,
// javascript: and vbscript:.
func runsScript(address []byte) bool {
	return len(address) > 0 && bytes.IndexByte([]byte("dDfFjJvV"), address[0]) >= 0 && html.IsDangerousURL(address)
}

// cell writes a cell of a table as goldmark does when alignment is left to classes.
func (r nodeRenderer) cell(out util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	head := n.Parent().Kind() == east.KindTableHeader
	if !entering {
		if head {
			_, _ = out.WriteString("</th>\n")
		} else {
			_, _ = out.WriteString("</td>\n")
		}
		return ast.WalkContinue, nil
	}
	tag, filter := "<td", extension.TableTdCellAttributeFilter
	if head {
		tag, filter = "<th", extension.TableThCellAttributeFilter
	}
	_, _ = out.WriteString(tag)
	if n.Attributes() != nil {
		html.RenderAttributes(out, n, filter)
	}
	_ = out.WriteByte('>')
	return ast.WalkContinue, nil
}

// writer writes text as goldmark does, but at once where there is nothing to be escaped in it.
type writer struct{ html.Writer }

// Write resolves entities and backslashes.
func (w writer) Write(out util.BufWriter, text []byte) {
	if isPlain(text) {
		_, _ = out.Write(text)
		return
	}
	w.Writer.Write(out, text)
}

// RawWrite leaves them as they are.
func (w writer) RawWrite(out util.BufWriter, text []byte) {
	if isPlain(text) {
		_, _ = out.Write(text)
		return
	}
	w.Writer.RawWrite(out, text)
}

// isPlain tells whether a text has nothing in it that means something to Markdown or HTML within a text.
func isPlain(text []byte) bool {
	for _, c := range text {
		if htmlSigns[c] {
			return false
		}
	}
	return true
}

// htmlSigns is never changed.
var htmlSigns = [256]bool{0: true, '&': true, '\\': true, '<': true, '>': true, '"': true}
