package share

import (
	"encoding/xml"
	"image/color"
	"strings"
)

// paint is the colour of a fill or a stroke.
type paint struct {
	color   color.NRGBA
	current bool // the colour of the element
}

// style is what elements hand down to those within.
type style struct {
	fill, stroke               paint
	color                      color.NRGBA
	fillOpacity, strokeOpacity float64
	pen                        pen
	place                      matrix // on the drawing
}

// plain is the style that SVG begins with.
func plain() style {
	black := color.NRGBA{A: 0xff}
	return style{
		fill: paint{color: black}, color: black, fillOpacity: 1, strokeOpacity: 1,
		pen: pen{width: 1, cap: "butt", join: "miter", limit: 4}, place: identity(),
	}
}

// ink returns the colour of a paint with its opacity.
func (s style) ink(p paint, opacity float64) color.NRGBA {
	c := p.color
	if p.current {
		c = s.color
	}
	c.A = uint8(float64(c.A)*opacity + .5)
	return c
}

// looks is what the attributes of one element say.
type looks struct {
	style
	to      matrix
	opacity float64
}

func (e element) looks(inherited style) (looks, error) {
	l := looks{inherited, identity(), 1}
	for _, a := range e.attributes {
		if silent(a) || a.Name.Space == "" && e.own(a.Name.Local) {
			continue
		}
		if err := e.look(&l, a); err != nil {
			return l, err
		}
	}
	if l.place = l.place.after(l.to); !l.place.sound() {
		return l, e.fail("transform of <%s> makes it too large", e.name)
	}
	return l, nil
}

// look reads one attribute.
func (e element) look(l *looks, a xml.Attr) (err error) {
	name, value := a.Name.Local, strings.TrimSpace(a.Value)
	switch name {
	case "fill":
		l.fill, err = e.paint(name, value)
	case "stroke":
		l.stroke, err = e.paint(name, value)
	case "color":
		l.color, err = e.color(name, value)
	case "opacity":
		l.opacity, err = e.part(name, value)
	case "fill-opacity":
		l.fillOpacity, err = e.part(name, value)
	case "stroke-opacity":
		l.strokeOpacity, err = e.part(name, value)
	case "transform":
		l.to, err = e.transform(value)
	case "stroke-width":
		l.pen.width, err = e.size(name, value)
	case "stroke-miterlimit":
		l.pen.limit, err = e.size(name, value)
	case "stroke-linecap":
		l.pen.cap, err = e.oneOf(name, value, "butt", "round", "square")
	case "stroke-linejoin":
		l.pen.join, err = e.oneOf(name, value, "miter", "round", "bevel")
	default:
		err = e.other(name, value)
	}
	return err
}

// other lets an attribute pass that says what is drawn in any case.
func (e element) other(name, value string) error {
	switch name + "=" + value {
	case "fill-rule=nonzero", "stroke-dasharray=none", "preserveAspectRatio=xMidYMid meet", "preserveAspectRatio=xMidYMid":
		return nil
	}
	return e.fail("%s of <%s> cannot be drawn: use plain fills and strokes", name, e.name)
}

// part reads a part of one, from 0 to 1.
func (e element) part(name, value string) (float64, error) {
	v, err := e.number(name, value)
	return min(max(v, 0), 1), err
}

func (e element) oneOf(name, value string, allowed ...string) (string, error) {
	for _, a := range allowed {
		if value == a {
			return a, nil
		}
	}
	last := len(allowed) - 1
	return "", e.fail("%s %q of <%s> is not %s or %s", name, value, e.name, strings.Join(allowed[:last], ", "), allowed[last])
}

func (e element) paint(name, value string) (paint, error) {
	switch strings.ToLower(value) {
	case "none":
		return paint{}, nil
	case "currentcolor":
		return paint{current: true}, nil
	}
	c, err := e.color(name, value)
	return paint{color: c}, err
}

func (e element) color(name, value string) (color.NRGBA, error) {
	c, ok := readColor(strings.ToLower(value))
	if !ok {
		return c, e.fail("%s %q of <%s> cannot be drawn: use a plain colour such as #1d6462", name, value, e.name)
	}
	return c, nil
}
