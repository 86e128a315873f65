package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// To make links of bare addresses, goldmark stops at every blank of a text. Few
// bodies have such an address: so they are parsed without, and once more where one stands
// in the text.

// hasAddress tells whether a text has a sign of an address anywhere.
func hasAddress(text []byte) bool {
	for _, sign := range []string{"://", "www.", "@"} {
		if bytes.Contains(text, []byte(sign)) {
			return true
		}
	}
	return false
}

// bareAddress tells whether the sign of an address stands in running text, rather
// than in the destination of a link.
func (w *work) bareAddress(root ast.Node) bool {
	return !each(root, func(n ast.Node) bool {
		t, ok := n.(*ast.Text)
		return !ok || !hasAddress(t.Segment.Value(w.source))
	})
}
