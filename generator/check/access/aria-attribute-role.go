package access

import (
	"slices"
	"strings"

	"stillpoint/generator/check/rule"
)

// ariaAttributeRole asks that an element has only such attributes of ARIA as mean something for what it is (WCAG 4.1.2).
func ariaAttributeRole() rule.Rule {
	return rule.Rule{Code: "aria-attribute-role", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.With("aria-") {
			for attribute, value := range p.Nodes[i].Attributes() {
				short, isARIA := strings.CutPrefix(attribute, "aria-")
				if isARIA && attributes()[short] != nil && !p.Hidden(i) && misplaced(p, i, short, value) {
					found = append(found, p.Found(i, "“"+attribute+"” means nothing on "+what(p, i),
						"leave it out, or give the element the role that it was meant for").About(attribute))
				}
			}
		}
		return found
	}}
}

// what returns what an element is, in words.
func what(p *rule.Page, node int) string {
	tag := "a “" + p.Nodes[node].Tag + "”"
	if r := role(p, node); r != "" && r != p.Nodes[node].Tag {
		return tag + ", which is a “" + r + "” to a screen reader"
	}
	return tag
}

// misplaced tells whether an attribute means nothing on an element, or less than what the element says itself.
func misplaced(p *rule.Page, node int, short, value string) bool {
	n := &p.Nodes[node]
	element := elements()[kind(p, node)]
	r := role(p, node)
	known := roles()[r]
	switch {
	case attributes()[short].is("everywhere"):
		return toldRole(n) == "" && (element.is("bare") || element.is("only") && !element.lists("only", short))
	case r == "row" && slices.Contains([]string{"posinset", "setsize", "expanded", "level"}, short):
		return !inTreeGrid(p, node)
	case short == "checked" && element.lists("has", "checked") && (r == "checkbox" || r == "radio"):
		return contradicts(n, value)
	case known.lists("may", short), known.lists("must", short):
		return false
	case r == "" && (n.Tag == "svg" || p.In(node, "svg", "math") > 0):
		return false // what a drawing is made of is something to some browsers
	}
	return value != "false" || short != "required" && (short != "multiline" || given(n, "contenteditable") == "")
}

// inTreeGrid tells whether a row lies in a table whose rows open and close, or in none.
func inTreeGrid(p *rule.Page, row int) bool {
	for i := range p.Above(row) {
		switch r := toldRole(&p.Nodes[i]); {
		case r == "treegrid":
			return true
		case r == "table", r == "grid", r == "" && p.Nodes[i].Tag == "table":
			return false
		}
	}
	return true
}

// contradicts tells whether aria-checked says of a box something else than the box itself.
func contradicts(n *rule.Node, value string) bool {
	_, checked := n.Lookup("checked")
	value = strings.ToLower(value)
	return value != "" && (value == "true") != checked || value == "mixed" && inputType(n) == "checkbox"
}
