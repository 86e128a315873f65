package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// ariaChildren asks that what has to hold others of a kind holds these and nothing else (WCAG 1.3.1).
func ariaChildren() rule.Rule {
	return rule.Rule{Code: "aria-children", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range p.With("role") {
			told := toldRole(&p.Nodes[i])
			if wanted := roles()[told]["owns"]; len(wanted) > 0 && !p.Hidden(i) {
				found = append(found, judgeOwned(p, i, told, owned(p, i, told))...)
			}
		}
		return found
	}}
}

// judgeOwned returns what is wrong with what lies in an element. One with nothing in it may wait for a script to fill it; a row does not.
func judgeOwned(p *rule.Page, node int, told string, owned []int) []rule.Finding {
	var found []rule.Finding
	wanted := strings.Join(roles()[told]["owns"], " or ")
	right := 0
	for _, i := range owned {
		switch r := realRole(p, i); {
		case roles()[told].lists("owns", r):
			right++
		case !roles()[r].lists("within", told):
			found = append(found, p.Found(i, "in a “"+told+"” there may only be "+wanted+", and this is "+what(p, i),
				"take it out, or give it a role that belongs there"))
		}
	}
	waits := content(p, node, true) == "" && told != "row" && told != "feed" && told != "suggestion"
	if right == 0 && len(found) == 0 && !waits && p.Nodes[node].Attr("aria-busy") != "true" {
		found = append(found, p.Found(node, "a “"+told+"” has to hold "+wanted,
			"give what lies in it such a role, or take a list or a table of HTML"))
	}
	return found
}

// owned returns the elements that lie in one with a role, or that it says are its own, with nothing between that a screen reader
// would meet.
func owned(p *rule.Page, node int, told string) []int {
	var found, queue []int
	for i := range children(p, node) {
		queue = append(queue, i)
	}
	for id := range strings.FieldsSeq(p.Nodes[node].Attr("aria-owns")) {
		if at := withID(p, id); at > 0 {
			queue = append(queue, at)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		i := queue[0]
		n := &p.Nodes[i]
		r := realRole(p, i)
		switch {
		case n.Tag == "" || mute(n.Tag) && r == "" || p.Hidden(i):
		case r == "" && !globalARIA(n) && !focusable(p, i), (r == "group" || r == "rowgroup") && roles()[told].lists("owns", r):
			for inner := range children(p, i) {
				queue = append(queue, inner)
			}
		default:
			found = append(found, i)
		}
	}
	return found
}
