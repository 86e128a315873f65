package vector

import (
	"fmt"
	"strings"
)

// part returns a copy of the drawing without styles, to be changed at will, in which each id and each reference to one
// begins with a prefix.
func (d *Drawing) part(prefix string) *node {
	p := prefixer{prefix: identifier(prefix), ids: map[string]bool{}}
	p.gather(d.flattened())
	return p.copy(d.flattened())
}

// identifier replaces what would end a reference before its time, or be decoded in it.
func identifier(text string) string {
	var safe strings.Builder
	for _, c := range text {
		if c <= ' ' || c == 0x7f || strings.ContainsRune(`"'()\<>&%;#`, c) {
			fmt.Fprintf(&safe, "_%x_", c)
		} else {
			safe.WriteRune(c)
		}
	}
	return safe.String()
}

type prefixer struct {
	prefix string
	ids    map[string]bool
}

func (p prefixer) gather(n *node) {
	if id := n.get("id"); id != "" {
		p.ids[id] = true
	}
	for _, child := range n.children {
		p.gather(child)
	}
}

func (p prefixer) copy(n *node) *node {
	made := n.shallow()
	for i, a := range made.attributes {
		made.attributes[i].value = p.value(n.name, a)
	}
	for _, child := range n.children {
		made.children = append(made.children, p.copy(child))
	}
	return made
}

// value returns the value of an attribute with the prefix before each id in it.
func (p prefixer) value(element string, a attribute) string {
	switch {
	case a.name == "id":
		return p.prefix + a.value
	case a.name == "href":
		target, part := strings.CutPrefix(a.value, "#")
		if part && (element != "a" || p.ids[target]) { // a link may lead to another part of the page
			return "#" + p.prefix + target
		}
	case lists()[a.name]:
		return p.each(strings.Fields(a.value), " ")
	case (a.name == "begin" || a.name == "end") && animations()[element]:
		return p.times(a.value)
	case presentation()[a.name], animated()[a.name]:
		return strings.ReplaceAll(a.value, "url(#", "url(#"+p.prefix)
	}
	return a.value
}

func (p prefixer) each(ids []string, between string) string {
	for i, id := range ids {
		ids[i] = p.prefix + id
	}
	return strings.Join(ids, between)
}

// times prefixes the elements that an animation waits for: "fade.end+1s; 3s".
func (p prefixer) times(value string) string {
	list := strings.Split(value, ";")
	for i, time := range list {
		list[i] = p.time(strings.TrimSpace(time))
	}
	return strings.Join(list, ";")
}

func (p prefixer) time(value string) string {
	for i, c := range value {
		if c == '.' && p.ids[strings.ReplaceAll(value[:i], `\`, "")] {
			return p.prefix + value
		}
	}
	return value
}
