package vector

import (
	"slices"
	"strings"
)

// Inline says how a drawing is to be part of a page.
type Inline struct {
	// Prefix is put before every id of the drawing, so that two drawings of one page do not clash.
	Prefix string
	// Class is the value of the attribute class, beside that of the drawing itself.
	Class string
	// Title says in words what the drawing shows. Without it the drawing is decoration, and hidden from screen readers.
	Title string
	// Width and Height are lengths such as "24" or "1.5em"; "" leaves what the drawing says.
	Width, Height string
}

// Inline returns the drawing as an element of an HTML page, without any style sheet, attribute style or namespace.
func (d *Drawing) Inline(o Inline) []byte {
	root := d.part(o.Prefix)
	d.keepShape(root, o)
	root.drop("x", "y", "role", "aria-label", "aria-labelledby", "aria-describedby", "aria-details", "aria-roledescription", "aria-hidden")
	root.setKnown("class", strings.Join(strings.Fields(root.get("class")+" "+o.Class), " "))
	root.setKnown("width", o.Width)
	root.setKnown("height", o.Height)
	root.children = slices.DeleteFunc(root.children, func(n *node) bool { return n.name == "title" || n.name == "desc" && o.Title == "" })
	if o.Title == "" {
		root.attributes = append(root.attributes, attribute{"aria-hidden", "true"}, attribute{"focusable", "false"})
		unlink(root)
		return root.write(nil)
	}
	root.set("role", "img")
	root.children = slices.Insert(root.children, 0, &node{name: "title", children: []*node{{text: o.Title}}})
	return root.write(nil)
}

// keepShape makes sure that a drawing is scaled, not cut, when it is shown at another size than its own.
func (d *Drawing) keepShape(root *node, o Inline) {
	width, height := d.Size()
	if d.ViewBox() == "" && width > 0 && (o.Width != "" || o.Height != "") {
		root.set("viewBox", "0 0 "+decimal(width)+" "+decimal(height))
	}
}

// unlink makes groups of links: nobody can be told where one leads that is hidden from screen readers.
func unlink(n *node) {
	if n.name == "a" {
		n.name = "g"
		n.drop("href", "target")
	}
	for _, child := range n.children {
		unlink(child)
	}
}
