package rule

import (
	"iter"
	"strings"
)

// Head yields the numbers of the elements of some tags in the head of a page; without tags, of all. As for browsers, and for search
// engines, the head ends at the first element that cannot stand in one, whether or not its tags are written.
func (p *Page) Head(tags ...string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 1; i < len(p.Nodes); i++ {
			n := &p.Nodes[i]
			if n.Tag == "" || n.Tag == "html" || n.Tag == "head" {
				continue
			}
			if !inHead(n.Tag) || (len(tags) == 0 || contains(tags, n.Tag)) && !yield(i) {
				return
			}
			i = n.End - 1
		}
	}
}

// inHead tells whether an element can stand in the head of a page.
func inHead(tag string) bool {
	switch tag {
	case "base", "link", "meta", "noscript", "script", "style", "template", "title":
		return true
	}
	return false
}

// Meta returns the number of the first meta element in the head that has one of some names, be it called name or property, or 0.
func (p *Page) Meta(names ...string) int {
	for i := range p.Head("meta") {
		n := &p.Nodes[i]
		for _, name := range names {
			if strings.EqualFold(n.Attr("name"), name) || strings.EqualFold(n.Attr("property"), name) {
				return i
			}
		}
	}
	return 0
}

// Links yields the numbers of the link elements in the head that have a word in their rel.
func (p *Page) Links(rel string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range p.Head("link") {
			if p.Nodes[i].Lists("rel", rel) && !yield(i) {
				return
			}
		}
	}
}

// Lists tells whether an attribute that is a list of words, such as rel, has one of them, in capitals or not.
func (n *Node) Lists(name, word string) bool {
	for each := range strings.FieldsSeq(n.Attr(name)) {
		if strings.EqualFold(each, word) {
			return true
		}
	}
	return false
}

// Alias tells whether a page only sends its reader on to another.
func (p *Page) Alias() bool {
	for i := range p.Head("meta") {
		n := &p.Nodes[i]
		if strings.EqualFold(n.Attr("http-equiv"), "refresh") && strings.Contains(strings.ToLower(n.Attr("content")), "url") {
			return true
		}
	}
	return false
}

// NoIndex tells whether a page asks search engines to pass it over.
func (p *Page) NoIndex() bool {
	for i := range p.Head("meta") {
		n := &p.Nodes[i]
		if name := n.Attr("name"); strings.EqualFold(name, "robots") || strings.EqualFold(name, "googlebot") {
			content := strings.ToLower(n.Attr("content"))
			if strings.Contains(content, "noindex") || strings.TrimSpace(content) == "none" {
				return true
			}
		}
	}
	return false
}
