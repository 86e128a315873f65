package access

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"stillpoint/generator/check/rule"
)

// focusable tells whether an element can be reached: with the keyboard, or at least by a script.
func focusable(p *rule.Page, node int) bool {
	_, indexed := tabIndex(&p.Nodes[node])
	return (indexed || reached(p, node)) && !disabled(p, node) && !p.Gone(node)
}

// reachable yields the elements that may be focusable, and some others.
func reachable(p *rule.Page) iter.Seq[int] {
	return p.Any("[tabindex]", "[contenteditable]", "a", "area", "input", "button", "select", "textarea", "audio", "video", "summary", "details")
}

// tabbable tells whether an element can be reached with the keyboard.
func tabbable(p *rule.Page, node int) bool {
	index, indexed := tabIndex(&p.Nodes[node])
	return focusable(p, node) && (!indexed || index >= 0)
}

// tabIndex returns the place of an element in the order of the keyboard, and whether it says one.
func tabIndex(n *rule.Node) (index int, indexed bool) {
	told, has := n.Lookup("tabindex")
	if !has {
		return 0, false
	}
	index, err := strconv.Atoi(strings.TrimSpace(told))
	return index, err == nil
}

// reached tells whether an element can be reached because of what it is.
func reached(p *rule.Page, node int) bool {
	n := &p.Nodes[node]
	switch n.Tag {
	case "a", "area":
		return given(n, "href") != "" || given(n, "xlink:href") != ""
	case "input":
		return inputType(n) != "hidden"
	case "button", "select", "textarea":
		return true
	case "audio", "video":
		return given(n, "controls") != ""
	case "summary":
		return firstSummary(p, n.Parent) == node
	case "details":
		return firstSummary(p, node) == 0
	}
	editable, has := n.Lookup("contenteditable")
	return has && editable != "false"
}

// disabled tells whether an element is switched off.
func disabled(p *rule.Page, node int) bool {
	if !knownOf(p).off {
		return false
	}
	n := &p.Nodes[node]
	canBe := slices.Contains([]string{"button", "input", "select", "textarea"}, n.Tag)
	if canBe && given(n, "disabled") != "" || given(n, "inert") != "" {
		return true
	}
	for i := range p.Above(node) {
		above := &p.Nodes[i]
		if given(above, "inert") != "" || canBe && above.Tag == "fieldset" && given(above, "disabled") != "" && p.In(node, "legend") < i {
			return true
		}
	}
	return false
}
