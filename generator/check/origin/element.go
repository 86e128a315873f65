package origin

import (
	"iter"
	"path"
	"strings"

	"stillpoint/generator/check/rule"
)

// What is what is known of something on a page.
type What struct {
	Tag   string // that begins its element, `<img src="/a.jpg">`
	Text  string // that stands in the element
	Words string // of that text which it is about; "" for all of it
	Nth   int    // which of several that are alike, from 0
}

// Find returns where something on a page was written: in the first of the texts that has it, or, where none has its words, in one
// further away, such as the file of a page of which this one shows the title. Those that have some words, as [Words] returns them, are
// asked for only then.
func Find(texts []*Text, further func(words string) []*Text, what What) (Place, bool) {
	n := element(what.Tag)
	for _, mark := range marks(n, what.Text) {
		if place, ok := literal(texts, mark, what.Nth); ok {
			return place, true
		}
	}
	whole, part := cut(what.Text), cut(what.Words)
	short := n.Tag == "a" || n.Tag == "img" // whose words may stand anywhere
	if place, ok := sentence(texts, whole, part, what.Nth); ok && !short {
		return place, true
	}
	if len(whole) > 1 && !short {
		if place, ok := sentence(further(joined(whole)), whole, part, 0); ok {
			return place, true
		}
		if len(part) > 2 { // what a list says of a page may stand beside other words there
			if place, ok := sentence(texts, part, nil, 0); ok {
				return place, true
			}
			if place, ok := sentence(further(joined(part)), part, nil, 0); ok {
				return place, true
			}
		}
	}
	if place, ok := given(texts[:min(len(texts), 1)], what); ok && n.Tag != "meta" {
		return place, true
	}
	if place, ok := field(texts, n); ok {
		return place, true
	}
	if place, ok := tag(texts, n, what.Nth); ok {
		return place, true
	}
	for _, probe := range probes(n) {
		if place, ok := literal(texts, probe, what.Nth); ok && len(probe) > 2 {
			return place, true
		}
	}
	if len(part) == 0 {
		part = whole
	}
	return sentence(texts, part, nil, what.Nth)
}

// given finds the words of an element in an attribute of a component block, as {by="Mara Ellison"}, whose words are none of a page's
// text.
func given(texts []*Text, what What) (Place, bool) {
	if what.Text == "" {
		return Place{}, false
	}
	place, ok := literal(texts, `="`+what.Text+`"`, what.Nth)
	if !ok {
		return Place{}, false
	}
	part := max(0, strings.Index(what.Text, what.Words))
	place.Offset, place.Length = place.Offset+len(`="`)+part, len(what.Text)
	if strings.HasPrefix(what.Text[part:], what.Words) && what.Words != "" {
		place.Length = len(what.Words)
	}
	return place, true
}

// field finds the field of a page's front matter that its title or description comes from, in the first of the texts.
func field(texts []*Text, n *rule.Node) (Place, bool) {
	name := ""
	switch {
	case n.Tag == "title" || n.Tag == "h1":
		name = "title:"
	case n.Tag == "meta" && n.Attr("name") == "description":
		name = "description:"
	}
	if name == "" || len(texts) == 0 {
		return Place{}, false
	}
	for line, at := range lines(texts[0].text) {
		if strings.HasPrefix(line, name) {
			return Place{texts[0], at, len(strings.TrimRight(line, "\r\n"))}, true
		}
	}
	return Place{}, false
}

// lines yields the lines of a text and where they begin.
func lines(text string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		at := 0
		for line := range strings.Lines(text) {
			if !yield(line, at) {
				return
			}
			at += len(line)
		}
	}
}

// element reads a tag.
func element(tag string) *rule.Node {
	page := rule.Parse("", "", []byte(tag))
	return &page.Nodes[len(page.Nodes)-1]
}

// marks returns how Markdown and HTML write a link or a picture with these words.
func marks(n *rule.Node, text string) []string {
	switch {
	case text == "":
		return nil
	case n.Tag == "a":
		return []string{"[" + text + "](", ">" + text + "</a>"}
	case n.Tag == "img":
		return []string{"![" + text + "]", `alt="` + text + `"`}
	}
	return nil
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
			all = append(all, stem(value)+".", stem(value)) // a picture is published under a longer name, a page under its folder's
		}
	}
	return all
}

func stem(address string) string {
	name, _, _ := strings.Cut(path.Base(strings.TrimSuffix(address, "/")), ".")
	return name
}

// tag finds a tag of the same element whose attributes are all on the page, as far as the layout has them written out. The one with
// the most attributes counts.
func tag(texts []*Text, n *rule.Node, nth int) (Place, bool) {
	if n.Tag == "" {
		return Place{}, false
	}
	var best []Place // all with the highest score
	score := 0
	for _, t := range texts {
		for _, known := range t.tags(n.Tag) {
			switch s := alike(known.node, n); {
			case s > score:
				best, score = []Place{{t, known.at, known.size}}, s
			case s == score && s > 0:
				best = append(best, Place{t, known.at, known.size})
			}
		}
	}
	if score == 0 {
		return Place{}, false
	}
	return best[min(nth, len(best)-1)], true
}

// written is a tag as it stands in a text.
type written struct {
	at, size int
	node     *rule.Node
}

// tags returns the tags of an element in the text, which are read when somebody first asks.
func (t *Text) tags(name string) []written {
	if all, known := t.written[name]; known {
		return all
	}
	var all []written
	start := "<" + name
	for at := strings.Index(t.text, start); at >= 0; {
		end := tagEnd(t.text[at:])
		if end > len(start) && strings.IndexByte(" \t\n>/{", t.text[at+len(start)]) >= 0 {
			all = append(all, written{at, end, element(t.text[at : at+end])})
		}
		next := strings.Index(t.text[at+end:], start)
		if next < 0 {
			break
		}
		at += end + next
	}
	if t.written == nil {
		t.written = map[string][]written{}
	}
	t.written[name] = all
	return all
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
func alike(tag, n *rule.Node) int {
	score := 1
	for name, value := range tag.Attributes() {
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
