// Package vector makes SVG drawings safe: what can run, reach out or load
// something is removed, and what is left looks the same.
//
// Nothing is looked for that is bad. [Read] takes a drawing apart and keeps the
// elements, attributes, style properties and references that it knows to be
// harmless; a drawing is written anew from what was kept, so no trick of
// spelling (entities, character sections, aliases of namespaces, escapes of CSS)
// gets through to a browser. What an author may miss is told as a warning; what
// editors leave behind for themselves goes without a word.
//
// A drawing can be shown in three ways: as a file of its own ([Drawing.Bytes]),
// as part of a page ([Drawing.Inline]), and as a symbol in a file of many
// ([Sprite]). The latter two hold no style sheet and no attribute style, since a
// strict Content-Security-Policy forbids both: plain rules become attributes.
package vector

import (
	"strings"
	"sync"

	"stillpoint/generator/diag"
)

// Drawing is an SVG drawing without anything that could do harm. It does not
// change, and is safe for concurrent use. The zero Drawing shows nothing.
type Drawing struct {
	root *node
	once sync.Once
	flat *node // as root, without styles; made on the first use

	losses diag.List
}

// Losses returns a warning, of the code svg-style, for each style that holds in a file of its own but is lost where the
// drawing is part of a page or of a sprite: a rule for some screens only, say.
func (d *Drawing) Losses() diag.List { return d.losses }

// tree returns the outermost element, an empty one for the zero Drawing.
func (d *Drawing) tree() *node {
	if d.root == nil {
		return &node{name: "svg"}
	}
	return d.root
}

// Bytes returns the whole drawing for a file of its own: well-formed, safe, and
// the same bytes each time. It is not minified.
func (d *Drawing) Bytes() []byte {
	root := d.tree().shallow()
	root.children = d.tree().children
	namespaces := []attribute{{name: "xmlns", value: svgSpace}}
	if uses(root, "xlink:href") {
		namespaces = append(namespaces, attribute{name: "xmlns:xlink", value: xlinkSpace})
	}
	root.attributes = append(namespaces, root.attributes...)
	return append(root.write(nil), '\n')
}

// uses tells whether an element or one within it has an attribute.
func uses(n *node, name string) bool {
	if n.get(name) != "" {
		return true
	}
	for _, child := range n.children {
		if uses(child, name) {
			return true
		}
	}
	return false
}

// ViewBox returns the drawing's own system of coordinates as four numbers, "0 0
// 24 24"; "" where it has none, or one that is not valid.
func (d *Drawing) ViewBox() string {
	box, ok := parseViewBox(d.tree().get("viewBox"))
	if !ok {
		return ""
	}
	fields := make([]string, len(box))
	for i, number := range box {
		fields[i] = decimal(number)
	}
	return strings.Join(fields, " ")
}
