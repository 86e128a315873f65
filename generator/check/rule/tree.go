package rule

import (
	entities "html"
	"iter"
	"slices"
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

	attributes []attribute // of all elements
	byTag      map[string][]int
	byName     map[string][]int // elements by the names of their attributes, those of ARIA also by "aria-"
	made       map[any]any
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

	page        *Page
	first, last int // of its attributes
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
			return unescape(a.raw), true
		}
	}
	return "", false
}

// Attributes yields the names and values of all attributes, in their order.
func (n *Node) Attributes() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for _, a := range n.attributes() {
			if !yield(a.name, unescape(a.raw)) {
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

func unescape(text string) string {
	if strings.IndexByte(text, '&') < 0 {
		return text
	}
	return entities.UnescapeString(text)
}

// All yields the numbers of the elements of some tags, in the order of the page.
func (p *Page) All(tags ...string) iter.Seq[int] {
	switch len(tags) {
	case 0:
		return p.Below(0)
	case 1:
		return slices.Values(p.index()[tags[0]])
	}
	var all []int
	for _, tag := range tags {
		all = append(all, p.index()[tag]...)
	}
	slices.Sort(all)
	return slices.Values(all)
}

// index returns the numbers of all elements by their tags.
func (p *Page) index() map[string][]int {
	if p.byTag == nil {
		p.byTag = make(map[string][]int, 64)
		for i := range p.Nodes {
			if tag := p.Nodes[i].Tag; tag != "" {
				p.byTag[tag] = append(p.byTag[tag], i)
			}
		}
	}
	return p.byTag
}

// With yields the numbers of the elements that have one of some attributes, in the order of the page. The name "aria-" stands for all
// that begin so.
func (p *Page) With(names ...string) iter.Seq[int] {
	var all []int
	for _, name := range names {
		all = append(all, p.named()[name]...)
	}
	if len(names) > 1 {
		slices.Sort(all)
		all = slices.Compact(all)
	}
	return slices.Values(all)
}

// named returns the numbers of all elements by the names of their attributes.
func (p *Page) named() map[string][]int {
	if p.byName != nil {
		return p.byName
	}
	p.byName = make(map[string][]int, 64)
	note := func(name string, i int) {
		if list := p.byName[name]; len(list) == 0 || list[len(list)-1] != i {
			p.byName[name] = append(list, i)
		}
	}
	for i := range p.Nodes {
		for _, a := range p.Nodes[i].attributes() {
			note(a.name, i)
			if strings.HasPrefix(a.name, "aria-") {
				note("aria-", i)
			}
		}
	}
	return p.byName
}

// Once returns what a function makes of the page under a key, made when somebody first asks: several rules may go by it.
func Once[K comparable, V any](p *Page, key K, make func() V) V {
	if known, ok := p.made[key]; ok {
		return known.(V)
	}
	if p.made == nil {
		p.made = map[any]any{}
	}
	value := make()
	p.made[key] = value
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
	return strings.Join(strings.Fields(text.String()), " ")
}

// unread tells whether a text is none that anybody reads.
func (p *Page) unread(text int) bool {
	switch p.Nodes[p.Nodes[text].Parent].Tag {
	case "script", "style", "template", "noscript", "iframe":
		return true
	}
	return false
}

// Hidden tells whether an element is hidden from everybody, or from screen readers, by itself or by what it lies in.
func (p *Page) Hidden(node int) bool {
	for i := node; i > 0; i = p.Nodes[i].Parent {
		if p.Nodes[i].Hides() {
			return true
		}
	}
	return false
}

// Gone tells whether an element is hidden from everybody, by itself or by what it lies in.
func (p *Page) Gone(node int) bool {
	for i := node; i > 0; i = p.Nodes[i].Parent {
		if p.Nodes[i].gone() {
			return true
		}
	}
	return false
}

// Hides tells whether an element hides itself and what is in it from everybody, or from screen readers.
func (n *Node) Hides() bool { return n.gone() || strings.EqualFold(n.Attr("aria-hidden"), "true") }

func (n *Node) gone() bool {
	if _, hidden := n.Lookup("hidden"); hidden || n.Tag == "template" {
		return true
	}
	style, styled := n.Lookup("style")
	return styled && hiding(style)
}

// hiding tells whether a style takes an element off the page.
func hiding(style string) bool {
	style = strings.ToLower(strings.Join(strings.Fields(style), ""))
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}
