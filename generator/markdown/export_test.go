package markdown

import (
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
)

// LinkifyAlways lets bare addresses be looked for also where no sign of one is.
func (c *Converter) LinkifyAlways() { c.plain = c.markdown.Parser() }

// NodeRenderer returns what renders nodes here rather than in goldmark.
func NodeRenderer(unsafe bool) renderer.NodeRenderer { return nodeRenderer{unsafe} }

// TextWriter returns what writes text here rather than in goldmark.
func TextWriter() html.Writer { return writer{html.DefaultWriter} }

// CountWords counts the words of a text.
func CountWords(text []byte) int { return countWords(text) }
