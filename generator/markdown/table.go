package markdown

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
)

// table reads tables without the style attributes of goldmark, which a strict
// Content-Security-Policy forbids.
func table() goldmark.Extender {
	return extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone))
}

// align gives a cell the class "align-left", "align-center" or "align-right".
func align(cell *east.TableCell) {
	if cell.Alignment != east.AlignNone {
		cell.SetAttributeString("class", []byte("align-"+cell.Alignment.String()))
	}
}
