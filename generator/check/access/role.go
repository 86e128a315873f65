package access

import (
	"slices"
	"strconv"
	"strings"

	"stillpoint/generator/check/rule"
)

// findRole returns the role that an element claims, or else the one that it has by itself.
func findRole(p *rule.Page, node int) string {
	n := &p.Nodes[node]
	told := toldRole(n)
	switch {
	case told != "" && !isNone(told):
		return told
	case told != "" && !globalARIA(n) && !focusable(p, node):
		return told // what can be reached, or has a name, is something whatever its role says
	case robbed(p, node):
		return "none"
	}
	return ownRole(p, node)
}

// realRole returns the role of an element, "" also for one that says that it is nothing.
func realRole(p *rule.Page, node int) string {
	if r := role(p, node); !isNone(r) {
		return r
	}
	return ""
}

func isNone(role string) bool { return role == "none" || role == "presentation" }

// toldRole returns the first role that an element claims and that there is.
func toldRole(n *rule.Node) string {
	role := n.Attr("role")
	if role == "" {
		return ""
	}
	for r := range strings.FieldsSeq(strings.ToLower(role)) {
		if known, found := roles()[r]; found && !known.is("abstract") {
			return r
		}
	}
	return ""
}

// ownRole returns what an element is by itself.
func ownRole(p *rule.Page, node int) string {
	n := &p.Nodes[node]
	switch n.Tag {
	case "header", "footer":
		if sectioned(p, node) || within(p, node, "main") {
			return ""
		}
	case "aside":
		if sectioned(p, node) && labelled(p, node) == "" && words(n, "title") == "" {
			return ""
		}
	case "form", "section":
		if labelled(p, node) == "" {
			return ""
		}
	case "img":
		if alt, has := n.Lookup("alt"); has && alt == "" && !globalARIA(n) && !focusable(p, node) {
			return "presentation"
		}
	case "td":
		if r := toldRole(&p.Nodes[p.In(node, "table")]); r == "grid" || r == "treegrid" {
			return "gridcell"
		}
	}
	return elements()[kind(p, node)].first("role")
}

// sectioned tells whether an element lies in a part of the page that stands by itself.
func sectioned(p *rule.Page, node int) bool {
	return within(p, node, "article") || within(p, node, "aside", "complementary") || within(p, node, "nav", "navigation") ||
		within(p, node, "section", "region")
}

// within tells whether an element lies in another of a tag, or of a role that makes another element one.
func within(p *rule.Page, node int, tag string, roles ...string) bool {
	for i := range p.Above(node) {
		n := &p.Nodes[i]
		told, has := n.Lookup("role")
		if !has && n.Tag == tag || has && (told == tag || slices.Contains(roles, told)) {
			return true
		}
	}
	return false
}

// robbed tells whether an element is nothing because what it belongs to says that it is nothing, such as the rows of a table
// that only arranges.
func robbed(p *rule.Page, node int) bool {
	parent := p.Nodes[node].Parent
	if !owns(p.Nodes[parent].Tag, p.Nodes[node].Tag) {
		return false
	}
	if told := toldRole(&p.Nodes[parent]); told != "" {
		return isNone(told)
	}
	return robbed(p, parent)
}

// owns tells whether an element of a tag belongs to one of another that it lies in.
func owns(parent, tag string) bool {
	switch tag {
	case "td", "th":
		return parent == "tr"
	case "tr":
		return parent == "thead" || parent == "tbody" || parent == "tfoot" || parent == "table"
	case "thead", "tbody", "tfoot":
		return parent == "table"
	case "li":
		return parent == "ul" || parent == "ol"
	case "dt", "dd":
		return parent == "dl" || parent == "div"
	case "div":
		return parent == "dl"
	}
	return false
}

// kind returns what the table of elements calls an element.
func kind(p *rule.Page, node int) string {
	n := &p.Nodes[node]
	switch n.Tag {
	case "a", "area":
		if given(n, "xlink:href") != "" {
			return "a[href]" // in a drawing
		}
		return n.Tag + given(n, "href")
	case "img":
		return imageKind(p, node)
	case "input":
		return inputKind(n)
	case "select":
		if size, _ := strconv.Atoi(n.Attr("size")); size > 1 || given(n, "multiple") != "" {
			return "select[multiple]"
		}
	case "figure":
		for range p.Below(node, "figcaption") {
			return "figure[figcaption]"
		}
	case "summary":
		if firstSummary(p, n.Parent) == node {
			return "summary[details]"
		}
	}
	return n.Tag
}

// given returns the name of an attribute in brackets, "" where an element has it not.
func given(n *rule.Node, attribute string) string {
	if _, has := n.Lookup(attribute); has {
		return "[" + attribute + "]"
	}
	return ""
}

func imageKind(p *rule.Page, node int) string {
	n := &p.Nodes[node]
	switch {
	case n.Attr("alt") != "" || labelled(p, node) != "" || words(n, "title") != "":
		return "img[alt]"
	case given(n, "usemap") != "":
		return "img[usemap]"
	}
	return "img"
}

func inputKind(n *rule.Node) string {
	kind := "input[" + inputType(n) + "]"
	switch {
	case kind == "input[checkbox]" && given(n, "aria-pressed") != "":
		return "input[pressed]"
	case elements()[kind] != nil && kind != "input[search]":
		return kind
	case given(n, "list") != "":
		return "input[list]"
	case kind == "input[search]":
		return kind
	}
	return "input"
}

func inputType(n *rule.Node) string { return strings.ToLower(strings.TrimSpace(n.Attr("type"))) }

// firstSummary returns the number of the summary that opens some details, or 0.
func firstSummary(p *rule.Page, details int) int {
	if p.Nodes[details].Tag != "details" {
		return 0
	}
	for i := range children(p, details) {
		if p.Nodes[i].Tag == "summary" {
			return i
		}
	}
	return 0
}

// globalARIA tells whether an element has an attribute of ARIA that any element may have.
func globalARIA(n *rule.Node) bool {
	for attribute := range n.Attributes() {
		if short, isARIA := strings.CutPrefix(attribute, "aria-"); isARIA && attributes()[short].is("everywhere") {
			return true
		}
	}
	return false
}
