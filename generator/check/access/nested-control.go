package access

import "stillpoint/generator/check/rule"

// nestedControl asks that nothing to press lies in something else to press (WCAG 4.1.2).
func nestedControl() rule.Rule {
	return rule.Rule{Code: "nested-control", Level: rule.Error, Page: func(p *rule.Page) []rule.Finding {
		var found []rule.Finding
		for i := range reachable(p) {
			if !isPressed(p, i) && p.Nodes[i].Tag != "a" {
				continue
			}
			if outer := closed(p, i); outer > 0 && !p.Hidden(outer) && (isPressed(p, i) || p.In(i, "a") == outer) {
				found = append(found, p.Found(i,
					"this lies within "+what(p, outer)+", which hides it from screen readers, or takes its place",
					"put it beside that, not in it"))
			}
		}
		return found
	}}
}

// isPressed tells whether an element is something to press or to fill in.
func isPressed(p *rule.Page, node int) bool {
	if !focusable(p, node) {
		return false
	}
	tag := p.Nodes[node].Tag
	return roles()[role(p, node)].is("widget") || tag == "audio" || tag == "video"
}

// closed returns the number of the nearest thing that a node lies in and that is one whole: a link, or what has no parts to a screen
// reader, such as a button or a picture; 0 where there is none.
func closed(p *rule.Page, node int) int {
	k := knownOf(p)
	outer := p.Nodes[node].Parent
	if outer == 0 {
		return 0
	}
	if k.wholes[outer] == 0 {
		k.wholes[outer] = int32(whole(p, outer)) + 1
	}
	return int(k.wholes[outer]) - 1
}

// whole returns an element that is one whole, or the nearest such that it lies in.
func whole(p *rule.Page, node int) int {
	if r := role(p, node); r == "link" || r == "text" || roles()[r].is("leaf") {
		return node
	}
	return closed(p, node)
}
