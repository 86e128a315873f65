package access

import (
	"slices"
	"strings"

	"stillpoint/generator/check/rule"
)

// labelMissing asks for a label for every field of a form (WCAG 1.3.1, 3.3.2 and 4.1.2). A placeholder is none: it is gone as soon as
// somebody writes.
func labelMissing() rule.Rule {
	return rule.Rule{Code: "label-missing", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.Any("[role]", "input", "select", "textarea") {
			if isField(p, i) && !p.Hidden(i) && !isNone(role(p, i)) && name(p, i) == "" {
				found = append(found, p.Found(i, "this field has no label: nobody can tell what to write in it",
					"put it and its words into a label: <label>Your name <input name=\"name\"></label>"))
			}
		}
		return found
	}}
}

// isField tells whether an element is one that something is written into or chosen from.
func isField(p *rule.Page, node int) bool {
	switch n := &p.Nodes[node]; n.Tag {
	case "input":
		return isNativeField(n)
	case "select", "textarea":
		return true
	case "button":
		return false
	default:
		return given(n, "role") != "" && isToldField(p, node)
	}
}

// isNativeField tells whether an input is a field and no button.
func isNativeField(n *rule.Node) bool {
	switch inputType(n) {
	case "hidden", "submit", "button", "image", "reset":
		return false
	}
	return true
}

// isToldField tells whether an element is a field by its role alone, with no other element that is the real one.
func isToldField(p *rule.Page, node int) bool {
	switch toldRole(&p.Nodes[node]) {
	case "searchbox", "slider", "spinbutton", "textbox":
		return true
	case "combobox":
		return firstField(p, node) == 0
	case "listbox":
		return !opened(p, node)
	}
	return false
}

// opened tells whether a list is only what a box opens to choose from: it lies in the box, or the box names it.
func opened(p *rule.Page, list int) bool {
	for i := range p.Above(list) {
		if r := realRole(p, i); r == "combobox" {
			return true
		} else if r != "" {
			break
		}
	}
	id := p.Nodes[list].Attr("id")
	for i := range p.With("aria-controls", "aria-owns") {
		n := &p.Nodes[i]
		if id != "" && (refers(n, "aria-controls", id) || refers(n, "aria-owns", id)) && toldRole(n) == "combobox" {
			return true
		}
	}
	return false
}

// refers tells whether an attribute names an id.
func refers(n *rule.Node, attribute, id string) bool {
	return slices.Contains(strings.Fields(n.Attr(attribute)), id)
}
