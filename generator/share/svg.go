package share

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// What an icon may ask for at most. More is not an icon but an accident.
const (
	mostBytes    = 256 << 10
	mostDepth    = 32
	mostElements = 250
	mostSegments = 4000
)

// drawing is what an SVG file says, ready to be drawn at any size.
type drawing struct {
	box  box
	root node
}

// node is a shape or a group of nodes, placed in its parent.
type node struct {
	outline  outline
	style    style
	to       matrix
	opacity  float64
	children []node
}

// reader goes through the elements of an SVG file.
type reader struct {
	decoder            *xml.Decoder
	elements, segments int
}

// readSVG understands the part of SVG that icons use, and complains about the
// rest with the line where it stands.
func readSVG(data []byte) (drawing, error) {
	if len(data) > mostBytes {
		return drawing{}, fmt.Errorf("the drawing has %d KB: an icon has %d KB at most", (len(data)+1023)>>10, mostBytes>>10)
	}
	r := &reader{decoder: xml.NewDecoder(bytes.NewReader(data))}
	start, err := r.first()
	if err != nil {
		return drawing{}, err
	}
	d := drawing{}
	if d.box, err = start.box(); err != nil {
		return d, err
	}
	if d.root, err = r.group(start, plain(), 1); err != nil {
		return d, err
	}
	return d, r.end()
}

// token returns the next token and the line where it begins.
func (r *reader) token() (xml.Token, int, error) {
	line, _ := r.decoder.InputPos()
	token, err := r.decoder.Token()
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return nil, line, fmt.Errorf("line %d: this is not XML: %s", syntax.Line, syntax.Msg)
	case err != nil && !errors.Is(err, io.EOF):
		return nil, line, fmt.Errorf("line %d: this cannot be read: %w", line, err)
	}
	return token, line, err
}

// first returns the element that holds all others.
func (r *reader) first() (element, error) {
	for {
		token, line, err := r.token()
		if errors.Is(err, io.EOF) {
			return element{}, errors.New("there is no <svg> in the drawing")
		}
		if err != nil {
			return element{}, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		e := element{start.Name.Local, line, start.Attr}
		if e.name != "svg" || foreign(start.Name) {
			return e, e.fail("<%s> is not <svg>, with which a drawing begins", e.name)
		}
		return e, nil
	}
}

// end makes sure that nothing follows the drawing.
func (r *reader) end() error {
	for {
		token, line, err := r.token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok {
			return element{name: start.Name.Local, line: line}.fail("<%s> stands behind the end of <svg>", start.Name.Local)
		}
	}
}

func foreign(name xml.Name) bool { return name.Space != "" && name.Space != namespace }

// group reads an element with those within, up to its end.
func (r *reader) group(e element, inherited style, depth int) (node, error) {
	l, err := e.looks(inherited)
	n := node{style: l.style, to: l.to, opacity: l.opacity}
	for err == nil {
		var token xml.Token
		var line int
		if token, line, err = r.token(); err != nil {
			break
		}
		switch t := token.(type) {
		case xml.EndElement:
			return n, nil
		case xml.StartElement:
			err = r.child(&n, t, line, depth)
		}
	}
	return n, err
}
