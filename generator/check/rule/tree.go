package rule

import (
	entities "html"
	"iter"
	"strings"
)

// Page is a finished page.
type Page struct {
	Output string // "prices/index.html"
	Source string // the file that it was made from, or its address
	Kind   string // "therapy"; "" where nobody knows
	Proofs []Proof
	Nodes  []Node // in the order of the page, the document itself first
	Dress  *Dress // of its site; nil where the page stands by itself

	text       []byte      // that the names and the words of the nodes lie in
	attributes []attribute // of all elements
	index      index
	prose      prose
	made       []made
}

// Proof is what the front matter of a page says was studied, and what was found.
type Proof struct {
	Claim   string // "chronic neck pain"
	Finding string // "benefit", "mixed", "unclear" or "no benefit"
}

// Node is an element or a text. What is below a node stands right behind it in [Page.Nodes], up to its End.
type Node struct {
	Tag    string // "img", in lower case; "" for a text and for the document
	Text   string // of a text, with its entities resolved
	Parent int
	End    int // number of the first node behind it that is not below it

	page         *Page
	first, last  int32 // of its attributes
	block        int32 // the element that begins on a line of its own and that it lies in, or is
	hidden, gone bool  // by itself or by what it lies in
}

func (n *Node) attributes() []attribute {
	if n.page == nil {
		return nil
	}
	return n.page.attributes[n.first:n.last]
}

type attribute struct{ name, raw string }

// Attr returns the value of an attribute, "" where the element has none.
func (n *Node) Attr(name string) string {
	value, _ := n.Lookup(name)
	return value
}

// Lookup returns the value of an attribute, and whether the element has it.
func (n *Node) Lookup(name string) (value string, found bool) {
	for _, a := range n.attributes() {
		if a.name == name {
			return Value(a.raw), true
		}
	}
	return "", false
}

// Attributes yields the names and values of all attributes, in their order.
func (n *Node) Attributes() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for _, a := range n.attributes() {
			if !yield(a.name, Value(a.raw)) {
				return
			}
		}
	}
}

// StartTag returns the tag that begins an element, with all its attributes, for a text in memory of its own.
func (n *Node) StartTag() string {
	var tag strings.Builder
	tag.WriteString("<" + n.Tag)
	for name, value := range n.Attributes() {
		tag.WriteString(" " + name + `="` + entities.EscapeString(value) + `"`)
	}
	tag.WriteByte('>')
	return tag.String()
}

// HasClass tells whether an element is of a class.
func (n *Node) HasClass(name string) bool {
	for class := range strings.FieldsSeq(n.Attr("class")) {
		if class == name {
			return true
		}
	}
	return false
}

// All yields the numbers of the elements of some tags, in the order of the page; without tags, of all elements.
func (p *Page) All(tags ...string) iter.Seq[int] {
	if len(tags) == 0 {
		return p.Below(0)
	}
	return p.index.tags(p).merged(tags)
}

// With yields the numbers of the elements that have one of some attributes, in the order of the page. The name "aria-" stands for all
// that begin so.
func (p *Page) With(names ...string) iter.Seq[int] { return p.index.names(p).merged(names) }

// Any yields the numbers of the elements of some tags, such as "a", and of those that have some attributes, such as "[role]", in the
// order of the page.
func (p *Page) Any(selectors ...string) iter.Seq[int] {
	lists := make([][]int, 0, len(selectors))
	for _, s := range selectors {
		from := p.index.tags
		if s[0] == '[' {
			from, s = p.index.names, s[1:len(s)-1]
		}
		if list := from(p).of(s); len(list) > 0 {
			lists = append(lists, list)
		}
	}
	return merge(lists)
}

// Some tells whether any element has an attribute.
func (p *Page) Some(attribute string) bool { return len(p.index.names(p).of(attribute)) > 0 }

// made is what somebody has made of a page, or, where it is old, of another one before. There are so few of them that a list is faster
// than a map.
type made struct {
	key, value any
	old        bool
}

// Once returns what a function makes of the page under a key, made when somebody first asks: several rules may go by it.
func Once[K comparable, V any](p *Page, key K, make func() V) V {
	return Again(p, key, func(V) V { return make() })
}

// Again is like [Once] for what takes a lot of memory: the function is given what it has made of a page before, to use its memory again,
// or nothing.
func Again[K comparable, V any](p *Page, key K, make func(old V) V) V {
	for i := range p.made {
		m := &p.made[i]
		if m.key != any(key) {
			continue
		}
		if m.old {
			m.value, m.old = make(m.value.(V)), false
		}
		return m.value.(V)
	}
	var none V
	value := make(none)
	p.made = append(p.made, made{key: key, value: value})
	return value
}

// Below yields the numbers of the elements of some tags below a node; without tags, of all elements.
func (p *Page) Below(node int, tags ...string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := node + 1; i < p.Nodes[node].End; i++ {
			if tag := p.Nodes[i].Tag; tag != "" && (len(tags) == 0 || contains(tags, tag)) && !yield(i) {
				return
			}
		}
	}
}

func contains(list []string, name string) bool {
	for _, known := range list {
		if known == name {
			return true
		}
	}
	return false
}

// First returns the number of the first element of a tag, or 0.
func (p *Page) First(tag string) int {
	for i := range p.All(tag) {
		return i
	}
	return 0
}

// Above yields the numbers of the nodes that a node lies in, the nearest first, without the document.
func (p *Page) Above(node int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := p.Nodes[node].Parent; i > 0; i = p.Nodes[i].Parent {
			if !yield(i) {
				return
			}
		}
	}
}

// In returns the number of the nearest element of some tags that a node lies in, or 0.
func (p *Page) In(node int, tags ...string) int {
	for i := range p.Above(node) {
		if contains(tags, p.Nodes[i].Tag) {
			return i
		}
	}
	return 0
}

// Text returns the text of a node and all below it, with single blanks for all blanks.
func (p *Page) Text(node int) string {
	var text strings.Builder
	for i := node; i < p.Nodes[node].End; i++ {
		if n := &p.Nodes[i]; n.Tag == "" && !p.unread(i) {
			text.WriteString(n.Text)
		} else if isBlock(n.Tag) || n.Tag == "br" {
			text.WriteByte(' ')
		}
	}
	return Single(text.String())
}

// Single returns a text with single blanks for all that is blank, and none around it.
func Single(text string) string {
	if text == "" || blankAt(text, 0) == 0 && run(text) == len(text) && text[len(text)-1] != ' ' {
		return text
	}
	return strings.Join(strings.Fields(text), " ")
}

// unread tells whether a text is none that anybody reads.
func (p *Page) unread(text int) bool {
	switch p.Nodes[p.Nodes[text].Parent].Tag {
	case "script", "style", "template", "noscript", "iframe":
		return true
	}
	return false
}

// Hidden tells whether an element or a text is hidden from everybody, or from screen readers, by itself or by what it lies in.
func (p *Page) Hidden(node int) bool { return p.Nodes[node].hidden }

// Gone tells whether an element or a text is hidden from everybody, by itself or by what it lies in.
func (p *Page) Gone(node int) bool { return p.Nodes[node].gone }

// Hides tells whether an element hides itself and what is in it from everybody, or from screen readers.
func (n *Node) Hides() bool { return n.leaves() || strings.EqualFold(n.Attr("aria-hidden"), "true") }

// leaves tells whether an element takes itself and what is in it off the page.
func (n *Node) leaves() bool {
	if n.Tag == "template" {
		return true
	}
	for _, a := range n.attributes() {
		if a.name == "hidden" || a.name == "style" && hiding(unescape(a.raw)) {
			return true
		}
	}
	return false
}

// hiding tells whether a style takes an element off the page.
func hiding(style string) bool {
	style = strings.ToLower(strings.Join(strings.Fields(style), ""))
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}
