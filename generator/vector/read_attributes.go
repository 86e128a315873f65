package vector

import (
	"bytes"
	"encoding/xml"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// attributes keeps those attributes of an element that are known, with values that are safe.
func (r *reader) attributes(n *node, t xml.StartElement, start int) {
	for i, a := range t.Attr {
		name := qualified(a.Name)
		value, keep, complaint := r.attribute(n.name, name, a, start)
		if complaint != "" && !r.full() {
			offset, length := r.attributePlace(start, i)
			r.unsafe(offset, length, complaint)
		}
		if keep && !n.has(name) { // two prefixes may mean one name
			n.attributes = append(n.attributes, attribute{name, value})
		}
	}
}

// qualified returns the name of an attribute as it is written, "" for one of a namespace that no browser knows. A prefix
// that was forgotten to be declared is taken for what it always means.
func qualified(name xml.Name) string {
	switch name.Space {
	case "":
		return name.Local
	case xlinkSpace, "xlink":
		return "xlink:" + name.Local
	case xmlSpace, "xml":
		return "xml:" + name.Local
	}
	return ""
}

// attribute returns the value of an attribute and whether it may stay, and what is to be said where it may not.
func (r *reader) attribute(element, name string, a xml.Attr, start int) (value string, keep bool, complaint string) {
	switch {
	case name == "xmlns", name == "":
		return "", false, ""
	case name == "href", name == "xlink:href":
		value, keep = referring(element).clean(a.Value)
		if !keep && strings.TrimSpace(a.Value) != "" {
			complaint = reference(a.Value)
		}
		return value, keep && value != "", complaint
	case name == "style":
		value = r.styleAttribute(a.Value, start)
	case animations()[element] && animated()[name]:
		value, complaint = cleanSteps(name, a.Value)
	case presentation()[name]:
		value, complaint = cleanStep(name, a.Value)
	case plain()[name], element == "a" && name == "target" && strings.HasPrefix(a.Value, "_"), element == "style" && name == "type":
		return a.Value, true, ""
	default:
		return "", false, unknown(name, a)
	}
	return value, value != "", complaint
}

// unknown returns what is to be said of an attribute that may not stay: nothing of the notes that editors make.
func unknown(name string, a xml.Attr) string {
	switch {
	case strings.HasPrefix(strings.ToLower(a.Name.Local), "on"):
		return "the event handler " + short(a.Name.Local) + " was taken out"
	case name == "xml:base", name == "src", leadsOut(a.Value) && !strings.HasPrefix(name, "xlink:"):
		return reference(a.Value)
	}
	return ""
}

// cleanStep looks at a value in the grammar of CSS.
func cleanStep(name, text string) (value, complaint string) {
	value, bad := pictures.value(tokens(text))
	if bad != nil {
		return "", bad.about(name)
	}
	return value, ""
}

// cleanSteps looks at the values that an animation goes through.
func cleanSteps(name, text string) (value, complaint string) {
	var steps []string
	for _, part := range split(tokens(text), css.SemicolonToken) {
		step, bad := pictures.value(part)
		if bad != nil {
			return "", bad.about(name)
		}
		steps = append(steps, step)
	}
	return strings.Join(steps, ";"), ""
}

// styleAttribute returns what may stay of an attribute style.
func (r *reader) styleAttribute(text string, start int) string {
	end := r.offset()
	list := declarations(tokens(text), knownProperty, pictures, func(message, stood string) {
		offset, length := r.place(start, end, stood)
		r.unsafe(offset, length, message)
	})
	r.checkDeclarations(list, start, end)
	return writeDeclarations(list)
}

// attributePlace returns where the attribute of a number stands within the tag that starts at an offset. The decoder has
// read the tag, so each attribute has a value in quotes.
func (r *reader) attributePlace(start, number int) (offset, length int) {
	tag := r.file.Text()[start:r.offset()]
	var quote byte
	named, fresh := false, false // whether the name of the element is over, and the next letter begins that of an attribute
	for i, c := range tag {
		blank := strings.IndexByte(" \t\r\n", c) >= 0
		switch {
		case quote != 0 && c == quote:
			quote, fresh = 0, true
		case quote != 0:
		case c == '"', c == '\'':
			quote = c
		case blank && !named:
			named, fresh = true, true
		case fresh && !blank && number == 0:
			return start + i, nameLength(tag[i:])
		case fresh && !blank:
			number--
			fresh = false
		}
	}
	return start, 1
}

func nameLength(tag []byte) int { return max(1, bytes.IndexAny(tag, "= \t\r\n")) }
