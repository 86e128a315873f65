package share

import "strings"

// shape returns the outline of an element, and whether it has one at all.
func (e element) shape() (outline, bool, error) {
	draw := map[string]func(element) (outline, error){
		"rect": element.rect, "circle": element.circle, "ellipse": element.ellipse, "line": element.straight,
		"polyline": element.corners, "polygon": element.corners, "path": element.path,
	}[e.name]
	if draw == nil {
		return nil, false, nil
	}
	o, err := draw(e)
	return o, true, err
}

// radii returns the two of an element, where each stands for one that is missing.
func radii(values map[string]float64) (rx, ry float64) {
	rx, hasX := values["rx"]
	ry, hasY := values["ry"]
	switch {
	case !hasX:
		return ry, ry
	case !hasY:
		return rx, rx
	}
	return rx, ry
}

func (e element) rect() (outline, error) {
	v, err := e.numbers("x", "y", "width", "height", "rx", "ry")
	if err != nil || v["width"] == 0 || v["height"] == 0 {
		return nil, err
	}
	rx, ry := radii(v)
	return rectangle(v["x"], v["y"], v["width"], v["height"], rx, ry), nil
}

func (e element) circle() (outline, error) {
	v, err := e.numbers("cx", "cy", "r")
	if err != nil || v["r"] == 0 {
		return nil, err
	}
	return ellipse(point{v["cx"], v["cy"]}, v["r"], v["r"]), nil
}

func (e element) ellipse() (outline, error) {
	v, err := e.numbers("cx", "cy", "rx", "ry")
	if err != nil {
		return nil, err
	}
	rx, ry := radii(v)
	if rx == 0 || ry == 0 {
		return nil, nil
	}
	return ellipse(point{v["cx"], v["cy"]}, rx, ry), nil
}

func (e element) straight() (outline, error) {
	v, err := e.numbers("x1", "y1", "x2", "y2")
	if err != nil {
		return nil, err
	}
	var o outline
	o.move(point{v["x1"], v["y1"]})
	o.line(point{v["x2"], v["y2"]})
	return o, nil
}

func (e element) corners() (outline, error) {
	text, _ := e.value("points")
	s := &scanner{text: text}
	values := s.list()
	if !s.done() {
		return nil, e.fail("points of <%s> cannot be read from %q on", e.name, s.rest())
	}
	if len(values)%2 != 0 {
		return nil, e.fail("points of <%s> are %d numbers: each point needs two", e.name, len(values))
	}
	var o outline
	for i := 0; i < len(values); i += 2 {
		p := point{values[i], values[i+1]}
		if i == 0 {
			o.move(p)
			continue
		}
		o.line(p)
	}
	if e.name == "polygon" && len(o) > 0 {
		o.close()
	}
	return o, nil
}

func (e element) path() (outline, error) {
	data, _ := e.value("d")
	o, rest, ok := readPath(strings.TrimRight(data, " \t\r\n"))
	switch {
	case ok:
		return o, nil
	case rest == "":
		return nil, e.fail("d of <path> ends too early")
	}
	return nil, e.fail("d of <path> cannot be read from %q on", rest)
}
