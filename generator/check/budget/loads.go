package budget

import (
	"strings"

	"stillpoint/generator/check/rule"
)

// found is an address on a page, as the page has it, and the element that loads it.
type found struct {
	address string
	node    int
}

// loads returns all that a browser fetches at first for a page. What waits until a reader comes near it does not count, nor do icons,
// frames, and what lies in a template.
func loads(p *rule.Page) []found {
	var all []found
	for i := range p.All("link", "script", "img", "input", "video", "audio") {
		if address := load(p, i); address != "" && p.In(i, "template", "noscript") == 0 {
			all = append(all, found{address, i})
		}
	}
	return all
}

// load returns what an element fetches at first, or "".
func load(p *rule.Page, node int) string {
	n := &p.Nodes[node]
	switch n.Tag {
	case "link":
		return linked(n)
	case "script":
		return script(n)
	case "img":
		return picture(p, node)
	case "input":
		if strings.EqualFold(n.Attr("type"), "image") {
			return n.Attr("src")
		}
	case "video", "audio":
		return film(n)
	}
	return ""
}

// linked returns what a link element fetches at first. A style for paper, and one that the reader would have to choose, can wait.
func linked(n *rule.Node) string {
	switch {
	case n.Lists("rel", "stylesheet"):
		if _, disabled := n.Lookup("disabled"); disabled || n.Lists("rel", "alternate") || strings.EqualFold(n.Attr("media"), "print") {
			return ""
		}
		return n.Attr("href")
	case n.Lists("rel", "preload"), n.Lists("rel", "modulepreload"):
		if best := choose(n.Attr("imagesrcset")); best != "" {
			return best
		}
		return n.Attr("href")
	}
	return ""
}

// script returns the file of a script that browsers run. One of another type is data, or waits for somebody to agree.
func script(n *rule.Node) string {
	if _, old := n.Lookup("nomodule"); old {
		return ""
	}
	kind, _, _ := strings.Cut(strings.ToLower(n.Attr("type")), ";")
	switch strings.TrimSpace(kind) {
	case "", "module", "text/javascript", "application/javascript", "application/x-javascript", "text/ecmascript", "application/ecmascript":
		return n.Attr("src")
	}
	return ""
}

// picture returns the form of a picture that is fetched at first.
func picture(p *rule.Page, node int) string {
	n := &p.Nodes[node]
	if strings.EqualFold(n.Attr("loading"), "lazy") {
		return ""
	}
	srcset := n.Attr("srcset")
	if modern := sourceOf(p, node); modern != "" {
		srcset = modern
	}
	if best := choose(srcset); best != "" {
		return best
	}
	return n.Attr("src")
}

// sourceOf returns the forms that stand before a picture for browsers that know their kind, which all in use do. Those for some
// screens only are passed over.
func sourceOf(p *rule.Page, node int) string {
	around := p.In(node, "picture")
	if around == 0 {
		return ""
	}
	for i := range p.Below(around, "source") {
		n := &p.Nodes[i]
		if _, some := n.Lookup("media"); !some && i < node {
			return n.Attr("srcset")
		}
	}
	return ""
}

// film returns the file of a film that plays by itself, or the picture in its place until somebody plays it.
func film(n *rule.Node) string {
	if _, plays := n.Lookup("autoplay"); plays && n.Attr("src") != "" {
		return n.Attr("src")
	}
	return n.Attr("poster")
}
