package share

import (
	"encoding/xml"
	"strings"
)

// child reads an element within another and adds what it draws.
func (r *reader) child(parent *node, start xml.StartElement, line, depth int) error {
	e := element{start.Name.Local, line, start.Attr}
	if r.elements++; r.elements > mostElements {
		return e.fail("<%s> is one element too many: an icon has %d at most", e.name, mostElements)
	}
	if depth >= mostDepth {
		return e.fail("<%s> stands within %d others: an icon has %d levels at most", e.name, depth, mostDepth)
	}
	if foreign(start.Name) || e.name == "title" || e.name == "desc" || e.name == "metadata" {
		return r.skip()
	}
	if e.name == "g" {
		group, err := r.group(e, parent.style, depth+1)
		parent.children = append(parent.children, group)
		return err
	}
	shape, err := r.shape(e, parent.style, depth+1)
	parent.children = append(parent.children, shape)
	return err
}

// shape reads an element that draws something by itself.
func (r *reader) shape(e element, inherited style, depth int) (node, error) {
	o, known, err := e.shape()
	if err != nil {
		return node{}, err
	}
	if !known {
		return node{}, e.fail("<%s> cannot be drawn: use plain fills and strokes", e.name)
	}
	if r.segments += len(o); r.segments > mostSegments {
		return node{}, e.fail("<%s> is too elaborate: all shapes of an icon have %d lines and curves at most", e.name, mostSegments)
	}
	n, err := r.group(e, inherited, depth)
	if err == nil && len(n.children) > 0 {
		err = e.fail("<%s> holds other shapes, which nothing would draw", e.name)
	}
	n.outline = o
	return n, err
}

// skip leaves out an element that draws nothing, up to its end.
func (r *reader) skip() error {
	for depth := 1; depth > 0; {
		token, _, err := r.token()
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil
}

// smallest is how wide and high a drawing is at least, in its own measure.
const smallest = .01

// box is the part of the plane that a drawing shows.
type box struct{ x, y, width, height float64 }

// box reads the viewBox, or the width and height where there is none.
func (e element) box() (box, error) {
	text, given := e.value("viewBox")
	if !given {
		v, err := e.numbers("width", "height")
		if err == nil && min(v["width"], v["height"]) < smallest {
			err = e.fail(`<svg> needs a viewBox such as "0 0 32 32"`)
		}
		return box{0, 0, v["width"], v["height"]}, err
	}
	s := &scanner{text: strings.TrimSpace(text)}
	v := s.list()
	if !s.done() || len(v) != 4 || min(v[2], v[3]) < smallest {
		return box{}, e.fail(`viewBox %q of <svg> is not like "0 0 32 32"`, text)
	}
	return box{v[0], v[1], v[2], v[3]}, nil
}
