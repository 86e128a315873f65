package share

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// namespace is that of SVG. Elements and attributes of others draw nothing.
const namespace = "http://www.w3.org/2000/svg"

// element is the start of an element, and the line where it stands.
type element struct {
	name       string
	line       int
	attributes []xml.Attr
}

func (e element) fail(format string, values ...any) error {
	return fmt.Errorf("line %d: %s", e.line, fmt.Sprintf(format, values...))
}

// number reads one number that may be followed by px.
func (e element) number(name, value string) (float64, error) {
	s := &scanner{text: strings.TrimSpace(value)}
	v, ok := s.number()
	if unit := s.text[s.at:]; !ok || unit != "" && unit != "px" {
		return 0, e.fail("%s %q of <%s> is not a number up to %.0f", name, value, e.name, largest)
	}
	return v, nil
}

// size reads a number that is not below zero.
func (e element) size(name, value string) (float64, error) {
	v, err := e.number(name, value)
	if err == nil && v < 0 {
		err = e.fail("%s %q of <%s> is below zero", name, value, e.name)
	}
	return v, err
}

// geometry returns the attributes that give an element its place and shape.
func (e element) geometry() string {
	switch e.name {
	case "svg":
		return " x y width height viewBox "
	case "rect":
		return " x y width height rx ry "
	case "circle":
		return " cx cy r "
	case "ellipse":
		return " cx cy rx ry "
	case "line":
		return " x1 y1 x2 y2 "
	case "polyline", "polygon":
		return " points "
	case "path":
		return " d "
	}
	return ""
}

// own tells whether an attribute is one of the geometry of this element.
func (e element) own(name string) bool { return strings.Contains(e.geometry(), " "+name+" ") }

func (e element) value(name string) (string, bool) {
	for _, a := range e.attributes {
		if a.Name.Space == "" && a.Name.Local == name {
			return a.Value, true
		}
	}
	return "", false
}

// numbers reads several attributes, of which those that are missing are zero.
// Those named with w, h or r are sizes.
func (e element) numbers(names ...string) (map[string]float64, error) {
	values := map[string]float64{}
	for _, name := range names {
		text, given := e.value(name)
		if !given || text == "auto" {
			continue
		}
		read := e.number
		if strings.ContainsRune("whr", rune(name[0])) {
			read = e.size
		}
		v, err := read(name, text)
		if err != nil {
			return nil, err
		}
		values[name] = v
	}
	return values, nil
}

// silent tells whether an attribute has no influence on the drawing.
func silent(a xml.Attr) bool {
	if a.Name.Space != "" {
		return a.Name.Space != "http://www.w3.org/1999/xlink"
	}
	switch a.Name.Local {
	case "xmlns", "id", "class", "role", "version", "baseProfile", "lang", "focusable", "tabindex",
		"shape-rendering", "color-interpolation", "color-rendering", "clip-rule":
		return true
	}
	return strings.HasPrefix(a.Name.Local, "aria-") || strings.HasPrefix(a.Name.Local, "data-")
}
