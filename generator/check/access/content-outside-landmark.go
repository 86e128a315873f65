package access

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// contentOutsideLandmark asks that all of a page lies in a part that a screen reader offers to go to. A page without a main part is
// told so by another rule.
func contentOutsideLandmark() rule.Rule {
	return rule.Rule{Code: "content-outside-landmark", Level: rule.Warning, Page: func(p *rule.Page) []rule.Finding {
		if !isPage(p) || !hasMain(p) {
			return nil
		}
		var found []rule.Finding
		outside, _ := outsideParts(p, p.First("body"))
		for _, i := range outside {
			found = append(found, p.Found(i, "this lies in no part of the page: who goes from part to part passes it over",
				"put it into main, or into the header or the footer of the page"))
		}
		return found
	}}
}

func hasMain(p *rule.Page) bool {
	for _, r := range landmarks(p) {
		if r == "main" {
			return true
		}
	}
	return false
}

// outsideParts returns what lies in an element and in no part of the page, as few elements as hold all of it, and whether there is a
// part in the element as well.
func outsideParts(p *rule.Page, node int) (outside []int, parted bool) {
	for i := range children(p, node) {
		switch {
		case p.Nodes[i].Tag == "":
			if strings.TrimSpace(p.Nodes[i].Text) != "" {
				outside = append(outside, i)
			}
		case p.Hidden(i) || mute(p.Nodes[i].Tag) && !isShown(p, i):
		case isPart(p, i):
			parted = true
		default:
			inner, innerParted := outsideParts(p, i)
			parted = parted || innerParted
			switch {
			case innerParted && !isShown(p, i):
				outside = append(outside, inner...)
			case len(inner) > 0 || isShown(p, i) || labelled(p, i) != "":
				outside = append(outside, i)
			}
		}
	}
	return outside, parted
}

// isShown tells whether an element is something to see or to press without any text in it.
func isShown(p *rule.Page, node int) bool {
	n := &p.Nodes[node]
	switch toldRole(n) {
	case "checkbox", "img", "meter", "progressbar", "radio", "scrollbar", "slider", "spinbutton", "textbox":
		return true
	}
	if isNone(role(p, node)) {
		return false
	}
	switch n.Tag {
	case "img", "object", "embed", "video", "audio", "canvas", "math", "select", "textarea", "progress", "meter":
		return true
	case "input":
		return inputType(n) != "hidden"
	}
	return false
}

// isPart tells whether an element is a part of the page, or may stand outside of all: a drawing, a button, a window above the page, a
// message that is called out, a frame, or a link past all that stands on every page.
func isPart(p *rule.Page, node int) bool {
	n := &p.Nodes[node]
	switch n.Tag {
	case "svg", "iframe", "frame", "dialog":
		return true
	case "a":
		return isSkipLink(p, node)
	}
	switch r := role(p, node); r {
	case "button", "dialog", "alertdialog", "alert", "log", "status":
		return true
	default:
		live := strings.ToLower(n.Attr("aria-live"))
		return roles()[r].is("landmark") || live == "polite" || live == "assertive"
	}
}

// isSkipLink tells whether a link leads to a place on this page, and no link that leaves it comes before.
func isSkipLink(p *rule.Page, node int) bool {
	target, found := strings.CutPrefix(p.Nodes[node].Attr("href"), "#")
	for i := range p.All("a") {
		if href := p.Nodes[i].Attr("href"); i < node && href != "" && href[0] != '#' {
			return false
		}
	}
	return found && target != "" && withID(p, target) > 0
}
