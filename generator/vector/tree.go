package vector

import (
	"slices"
	"strings"
)

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
	xmlSpace   = "http://www.w3.org/XML/1998/namespace"
	htmlSpace  = "http://www.w3.org/1999/xhtml"
)

// node is an element of SVG, or, where name is "", a text.
type node struct {
	name       string
	text       string
	attributes []attribute
	children   []*node
}

// attribute has a name as it is written: "fill", "xlink:href", "xml:space".
type attribute struct{ name, value string }

// get returns the value of an attribute, "" where there is none.
func (n *node) get(name string) string {
	for _, a := range n.attributes {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// has tells whether there is an attribute of a name, be it without a value.
func (n *node) has(name string) bool {
	return slices.ContainsFunc(n.attributes, func(a attribute) bool { return a.name == name })
}

// set changes an attribute or puts it last.
func (n *node) set(name, value string) {
	for i := range n.attributes {
		if n.attributes[i].name == name {
			n.attributes[i].value = value
			return
		}
	}
	n.attributes = append(n.attributes, attribute{name, value})
}

// setKnown changes an attribute, unless the value is "".
func (n *node) setKnown(name, value string) {
	if value != "" {
		n.set(name, value)
	}
}

// drop takes attributes away.
func (n *node) drop(names ...string) {
	n.attributes = slices.DeleteFunc(n.attributes, func(a attribute) bool { return slices.Contains(names, a.name) })
}

// shallow returns a copy without children, whose attributes may be changed.
func (n *node) shallow() *node {
	return &node{name: n.name, text: n.text, attributes: slices.Clone(n.attributes)}
}

// count returns how many elements there are, n included.
func (n *node) count() int {
	if n.name == "" {
		return 0
	}
	sum := 1
	for _, child := range n.children {
		sum += child.count()
	}
	return sum
}

// textContent returns the text right within an element.
func (n *node) textContent() string {
	var text strings.Builder
	for _, child := range n.children {
		text.WriteString(child.text)
	}
	return text.String()
}
