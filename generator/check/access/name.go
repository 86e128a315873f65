package access

import (
	"iter"
	"strings"

	"stillpoint/generator/check/rule"
)

// findName returns what a screen reader calls an element: what aria-labelledby and aria-label say, then what it goes by itself, such as the
// label of a field, then its content where it is called by that, and at last its title; "" where it has no name at all:
// https://www.w3.org/TR/accname-1.2/
func findName(p *rule.Page, node int) string {
	if label := labelled(p, node); label != "" {
		return label
	}
	if own := ownName(p, node); own != "" {
		return own
	}
	if roles()[role(p, node)].is("content") {
		if text := content(p, node, true); text != "" {
			return text
		}
	}
	return words(&p.Nodes[node], "title")
}

// words returns the value of an attribute with single blanks.
func words(n *rule.Node, attribute string) string {
	return rule.Single(n.Attr(attribute))
}

// labelled returns what aria-labelledby or aria-label calls an element.
func labelled(p *rule.Page, node int) string {
	n := &p.Nodes[node]
	var named []string
	for id := range strings.FieldsSeq(n.Attr("aria-labelledby")) {
		if at := withID(p, id); at > 0 {
			named = append(named, referred(p, at))
		}
	}
	if label := strings.TrimSpace(strings.Join(named, " ")); label != "" {
		return label
	}
	return words(n, "aria-label")
}

// referred returns the words of an element that lends its name to another. Where that leads on is not followed: it could lead back.
func referred(p *rule.Page, node int) string {
	for _, label := range []string{words(&p.Nodes[node], "aria-label"), ownName(p, node), content(p, node, false)} {
		if label != "" {
			return label
		}
	}
	return words(&p.Nodes[node], "title")
}

// withID returns the number of the first element with an id, or 0.
func withID(p *rule.Page, id string) int {
	for i := range p.With("id") {
		if found, has := p.Nodes[i].Lookup("id"); has && found == id {
			return i
		}
	}
	return 0
}

// ownName returns the name that an element has without ARIA, other than its content and its title.
func ownName(p *rule.Page, node int) string {
	n := &p.Nodes[node]
	switch n.Tag {
	case "img", "area":
		return words(n, "alt")
	case "input":
		return inputName(p, node)
	case "button", "select", "textarea", "meter", "progress", "output":
		return labelText(p, node)
	case "fieldset":
		return childText(p, node, "legend")
	case "figure":
		return childText(p, node, "figcaption")
	case "table":
		return childText(p, node, "caption")
	case "svg":
		return childText(p, node, "title")
	}
	return ""
}

// inputName returns the name of an input: what stands on it if it is a button, or else its label.
func inputName(p *rule.Page, node int) string {
	n := &p.Nodes[node]
	button := ""
	switch inputType(n) {
	case "image":
		button = words(n, "alt")
	case "button", "submit", "reset":
		button = words(n, "value")
		if _, has := n.Lookup("value"); !has && inputType(n) != "button" {
			return "Submit" // or what browsers write on it
		}
	}
	if button != "" {
		return button
	}
	return labelText(p, node)
}

// childText returns the text of the first child of a tag.
func childText(p *rule.Page, node int, tag string) string {
	for i := range children(p, node) {
		if p.Nodes[i].Tag == tag {
			return content(p, i, false)
		}
	}
	return ""
}

// children yields the numbers of the elements and texts that lie directly in an element.
func children(p *rule.Page, node int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := node + 1; i < p.Nodes[node].End; i = p.Nodes[i].End {
			if !yield(i) {
				return
			}
		}
	}
}

// labelText returns the text of all labels of a field.
func labelText(p *rule.Page, field int) string {
	var text []string
	for _, i := range labels(p, field) {
		text = append(text, content(p, i, false))
	}
	return strings.TrimSpace(strings.Join(text, " "))
}

// labels returns the numbers of the labels of a field: those that say that they are for it, and the one that it lies in.
func labels(p *rule.Page, field int) []int {
	var found []int
	id := p.Nodes[field].Attr("id")
	for i := range p.All("label") {
		target, has := p.Nodes[i].Lookup("for")
		if !p.Hidden(i) && (has && id != "" && target == id || !has && firstField(p, i) == field) {
			found = append(found, i)
		}
	}
	return found
}

// firstField returns the number of the field that a label is for because it lies in it, or 0.
func firstField(p *rule.Page, label int) int {
	for i := range p.Below(label, "input", "select", "textarea", "button", "meter", "progress", "output") {
		if inputType(&p.Nodes[i]) != "hidden" {
			return i
		}
	}
	return 0
}

// content returns what a screen reader reads of what lies in an element. Whether it follows aria-labelledby is said by follow.
func content(p *rule.Page, node int, follow bool) string {
	if p.Nodes[node].End == node+2 && p.Nodes[node+1].Tag == "" {
		return rule.Single(p.Nodes[node+1].Text) // as most links and headings are
	}
	var text strings.Builder
	for i := node + 1; i < p.Nodes[node].End; {
		n := &p.Nodes[i]
		if n.Tag == "" {
			text.WriteString(n.Text)
			i++
			continue
		}
		if !inline(n.Tag) {
			text.WriteByte(' ')
		}
		words, whole := spoken(p, i, follow)
		text.WriteString(words)
		if i++; whole {
			i = p.Nodes[i-1].End
		}
	}
	return rule.Single(text.String())
}

// spoken returns what is read at an element within another, and whether that is all that is read of it.
func spoken(p *rule.Page, node int, follow bool) (words string, whole bool) {
	n := &p.Nodes[node]
	if n.Hides() {
		return "", true
	}
	if mute(n.Tag) {
		return n.Attr("title"), true
	}
	label := n.Attr("aria-label")
	if follow {
		label = labelled(p, node)
	}
	switch {
	case strings.TrimSpace(label) != "":
		return " " + label + " ", true
	case n.Tag == "img", n.Tag == "area":
		alt := n.Attr("alt")
		switch {
		case isNone(toldRole(n)): // it says that it is nothing, and then so are its words
			return "", true
		case alt != "":
			return alt, true
		}
		return n.Attr("title"), true
	case n.Tag == "input": // what stands in a field is no name
		if isNativeField(n) {
			return "", true
		}
		return n.Attr("alt") + " " + n.Attr("value"), true
	case toldRole(n) == "listbox": // of which what is chosen is a value, and no name
		return "", true
	case n.Tag == "svg": // what is written in a drawing is read by some, what it is called by all
		return ownName(p, node), true
	}
	return "", false
}

// mute tells whether what lies in an element is no text to be read.
func mute(tag string) bool {
	switch tag {
	case "script", "style", "noscript", "select", "textarea", "iframe", "object", "video", "audio", "canvas":
		return true
	}
	return false
}

// inline tells whether an element stands within a word.
func inline(tag string) bool {
	switch tag {
	case "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small",
		"span", "strong", "sub", "sup", "time", "u", "var", "wbr":
		return true
	}
	return false
}
