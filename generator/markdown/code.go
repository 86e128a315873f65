package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// renderCode writes a block of code. Where it is wider than its place it scrolls within itself, so that the keyboard must be able to reach it
// (WCAG 2.2, 2.1.1). A name of a file that stands behind the language, as in “yaml file=stillpoint.yaml”, is handed to the style sheet.
func renderCode(out util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	_, _ = out.WriteString(`<pre tabindex="0"`)
	language := []byte(nil)
	if fenced, ok := n.(*ast.FencedCodeBlock); ok {
		language = fenced.Language(source)
		if name := fileOf(fenced, source); name != nil {
			_, _ = out.WriteString(` data-file="`)
			_, _ = out.Write(util.EscapeHTML(name))
			_ = out.WriteByte('"')
		}
	}
	_, _ = out.WriteString("><code")
	if len(language) > 0 {
		_, _ = out.WriteString(` class="language-`)
		_, _ = out.Write(util.EscapeHTML(language))
		_ = out.WriteByte('"')
	}
	_ = out.WriteByte('>')
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		_, _ = out.Write(util.EscapeHTML(line.Value(source)))
	}
	_, _ = out.WriteString("</code></pre>\n")
	return ast.WalkSkipChildren, nil
}

// fileOf returns the name of the file that a block of code is said to be of, nil where nothing is said.
func fileOf(n *ast.FencedCodeBlock, source []byte) []byte {
	if n.Info == nil {
		return nil
	}
	for _, word := range bytes.Fields(n.Info.Segment.Value(source)) {
		for _, key := range []string{"file=", "append="} {
			if name, found := bytes.CutPrefix(word, []byte(key)); found {
				return name
			}
		}
	}
	return nil
}
