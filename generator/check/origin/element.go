package origin

import (
	"path"
	"strings"

	"stillpoint/generator/check/rule"
)

// Element finds the tag, or the mark of Markdown, that an element of a page was made from.
func Element(texts []*Text, page *rule.Page, node int) (Place, bool) {
	n := &page.Nodes[node]
	if place, ok := tag(texts, n); ok {
		return place, true
	}
	for _, probe := range probes(n) {
		if place, ok := Literal(texts, probe); ok {
			return place, true
		}
	}
	if text := page.Text(node); text != "" {
		return Words(texts, text, "")
	}
	return Place{}, false
}

// probes returns what of an element may stand in a text as it stands on the page, the most telling first.
func probes(n *rule.Node) []string {
	var all []string
	for _, name := range []string{"id", "href", "src", "action", "for", "name"} {
		value := n.Attr(name)
		if len(value) < 2 || value == "/" {
			continue
		}
		all = append(all, value)
		if name == "href" || name == "src" {
			// A picture is published under a longer name, a page under its folder's.
			all = append(all, stem(value))
		}
	}
	return all
}

func stem(address string) string {
	base := path.Base(strings.TrimSuffix(address, "/"))
	name, _, _ := strings.Cut(base, ".")
	if len(name) < 3 {
		return ""
	}
	return name
}

// tag finds a tag of the same element whose attributes are all on the page, as far as the layout has them written out. The one with
// the most attributes counts.
func tag(texts []*Text, n *rule.Node) (Place, bool) {
	var best Place
	score := 0
	for _, t := range texts {
		text := string(t.File.Text())
		for at := 0; ; {
			next := strings.Index(text[at:], "<"+n.Tag)
			if next < 0 {
				break
			}
			at += next
			end := tagEnd(text[at:])
			if s := alike(text[at:at+end], n); s > score {
				best, score = Place{t, at, end}, s
			}
			at += max(end, 1)
		}
	}
	return best, score > 0
}

// tagEnd returns where a tag ends, past the signs in its actions.
func tagEnd(text string) int {
	for at := 0; at < len(text); at++ {
		if strings.HasPrefix(text[at:], "{{") {
			at += max(through(text[at:], "}}")-1, 1)
			continue
		}
		if text[at] == '>' || text[at] == '\n' {
			return at + 1
		}
	}
	return len(text)
}

// alike returns how many attributes of a tag an element has with the same values, plus one; 0 where it lacks one of them.
func alike(tag string, n *rule.Node) int {
	if len(tag) <= len(n.Tag)+1 || strings.IndexByte(" \t\n>/{", tag[len(n.Tag)+1]) < 0 {
		return 0
	}
	score := 1
	written := rule.Parse("", "", []byte(tag))
	if len(written.Nodes) < 2 {
		return 0
	}
	for name, value := range written.Nodes[1].Attributes() {
		if strings.ContainsAny(name+value, "{}") {
			continue
		}
		if has, found := n.Lookup(name); !found || has != value {
			return 0
		}
		score++
	}
	return score
}
