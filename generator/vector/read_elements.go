package vector

import (
	"encoding/xml"
	"strings"
)

// open takes note of the beginning of an element.
func (r *reader) open(t xml.StartElement, start int) {
	length := r.offset() - start
	switch {
	case r.root == nil && !r.isDrawing(t.Name):
		r.bad(start, length, "the file is not an SVG drawing: it begins with the element "+short(t.Name.Local), "")
		return
	case r.root != nil && len(r.stack) == 0:
		r.bad(start, length, "a second element stands behind the drawing", resave)
		return
	case len(r.stack)+r.skipping >= maxDepth:
		r.bad(start, length, "the elements of the drawing stand more than 200 deep within one another", resave)
		return
	case r.repeated(t, start):
		return
	}
	if r.elements++; r.elements > maxElements {
		r.bad(start, length, "the drawing has more than 250000 elements, which would stop a browser", "a photograph is better kept as JPEG")
		return
	}
	if r.leaveOut(t, start, length) {
		r.skipping++
		return
	}
	n := &node{name: t.Name.Local}
	r.attributes(n, t, start)
	r.push(n)
}

// push puts an element into the one that is open, and opens it.
func (r *reader) push(n *node) {
	if r.root == nil {
		r.root = n
	} else {
		parent := r.stack[len(r.stack)-1]
		parent.children = append(parent.children, n)
	}
	r.stack = append(r.stack, n)
	r.starts = append(r.starts, r.offset())
}

// isDrawing tells whether an element can be the outermost. One without a namespace is taken for SVG, as HTML takes it.
func (r *reader) isDrawing(name xml.Name) bool {
	r.noSpace = name.Space == ""
	return name.Local == "svg" && (name.Space == svgSpace || r.noSpace)
}

// repeated complains of two attributes of one name: which of them counts would be up to the browser.
func (r *reader) repeated(t xml.StartElement, start int) bool {
	seen := make(map[xml.Name]bool, len(t.Attr))
	for i, a := range t.Attr {
		if seen[a.Name] {
			offset, length := r.attributePlace(start, i)
			r.bad(offset, length, "the attribute "+short(a.Name.Local)+" stands there twice", "keep one of the two")
			return true
		}
		seen[a.Name] = true
	}
	return false
}

// leaveOut tells whether an element has no place in a drawing, and says so once for it and all that is within. A script is
// told of even within what goes without a word.
func (r *reader) leaveOut(t xml.StartElement, start, length int) bool {
	message, keep := r.judge(t)
	switch {
	case r.skipping == 0 && keep:
		return false
	case r.skipping == 0:
		r.hushed = message == ""
	case r.hushed && strings.EqualFold(t.Name.Local, "script"):
		r.hushed = false
	default:
		return true
	}
	if !r.hushed {
		r.unsafe(start, length, message)
	}
	return true
}

// judge tells whether an element may stay; else what is said of it, "" where that is nothing.
func (r *reader) judge(t xml.StartElement) (message string, keep bool) {
	name := t.Name.Local
	drawn := t.Name.Space == svgSpace || t.Name.Space == "" && r.noSpace
	switch {
	case strings.EqualFold(name, "script"):
		return "a script was taken out", false
	case strings.EqualFold(name, "foreignObject"):
		return "a foreignObject was taken out", false
	case drawn && silent()[name], !drawn && t.Name.Space != htmlSpace:
		return "", false
	case !drawn || !elements()[name]:
		return "the element " + short(name) + " was taken out", false
	case len(r.stack) > 0 && leaves()[r.stack[len(r.stack)-1].name]:
		return "the element " + short(name) + " within a text was taken out", false
	case name == "style" && !isSheet(t):
		return "", false
	case animations()[name]:
		return r.judgeAnimation(t)
	}
	return "", true
}

// isSheet tells whether an element style is of a language that browsers know.
func isSheet(t xml.StartElement) bool {
	kind := attributeOf(t, "type")
	return kind == "" || strings.EqualFold(strings.TrimSpace(kind), "text/css")
}

// judgeAnimation looks at what an animation changes.
func (r *reader) judgeAnimation(t xml.StartElement) (message string, keep bool) {
	name := attributeOf(t, "attributeName")
	if name == "" && (t.Name.Local == "animateMotion" || t.Name.Local == "animateTransform") {
		return "", true
	}
	if !still()[name] && (plain()[name] || knownProperty(name)) {
		return "", true
	}
	return "an animation of " + short(strings.TrimSpace(name)) + " was taken out", false
}

// attributeOf returns the value of an attribute without a namespace.
func attributeOf(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Space == "" && a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// close takes note of the end of an element.
func (r *reader) close() {
	if r.skipping > 0 {
		r.skipping--
		return
	}
	last := len(r.stack) - 1
	n, start := r.stack[last], r.starts[last]
	r.stack, r.starts = r.stack[:last], r.starts[:last]
	if n.name == "style" {
		r.sheet(n, start, r.offset())
		if parent := r.parent(); parent != nil && len(n.children) == 0 {
			parent.children = parent.children[:len(parent.children)-1]
		}
	}
}

func (r *reader) parent() *node {
	if len(r.stack) == 0 {
		return nil
	}
	return r.stack[len(r.stack)-1]
}

// chars takes note of a text. Only some elements show theirs.
func (r *reader) chars(text string, start int) {
	parent := r.parent()
	switch {
	case parent == nil && strings.TrimSpace(text) != "":
		r.bad(start, 1, "a text stands outside of the drawing", resave)
	case parent == nil, r.skipping > 0, !texts()[parent.name]:
	case parent.name == "a" && strings.TrimSpace(text) == "" && !r.within("text"):
	default:
		parent.children = append(parent.children, &node{text: text})
	}
}

// within tells whether an element of a name is open.
func (r *reader) within(name string) bool {
	for _, n := range r.stack {
		if n.name == name {
			return true
		}
	}
	return false
}

// sheet reads a style sheet and puts what of it is safe in its place.
func (r *reader) sheet(n *node, start, end int) {
	rules := parseRules(tokens(n.textContent()), 0, func(message, stood string) {
		offset, length := r.place(start, end, stood)
		r.unsafe(offset, length, message)
	})
	n.children = nil
	if text := writeRules(rules); text != "" {
		n.children = []*node{{text: text}}
	}
	r.checkRules(rules, n.get("media"), start, end)
}
