package rule

import (
	"bytes"
	"unsafe"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/html"
	"github.com/tdewolff/parse/v2/xml"

	"stillpoint/generator/pool"
)

// Parse reads a finished page. The text is copied, so it may be changed afterwards. What no browser could make sense of is
// taken as well as it goes: that a page is valid is not asked here.
func Parse(output, source string, text []byte) *Page {
	p := &Page{Nodes: make([]Node, 0, 16+len(text)/24), attributes: make([]attribute, 0, 16+len(text)/40)}
	p.read(output, source, text)
	return p
}

// Reader reads finished pages one after the other into the same memory. The zero Reader is ready; it is safe for concurrent use.
type Reader struct{ pages pool.Pool[Page] }

// Read reads a finished page as [Parse] does. It must be given back with [Reader.Done] when nobody looks at it any more.
func (r *Reader) Read(output, source string, text []byte) *Page {
	p := r.pages.Get()
	if p == nil {
		p = &Page{}
	}
	p.read(output, source, text)
	return p
}

// Done takes a page back. Nothing of it may be used from then on, no text either.
func (r *Reader) Done(p *Page) { r.pages.Put(p) }

// read makes the page that of a text.
func (p *Page) read(output, source string, text []byte) {
	p.Output, p.Source, p.Kind, p.Proofs, p.Dress = output, source, "", nil, nil
	p.index.reset()
	p.prose.reset()
	for i := range p.made {
		p.made[i].old = true
	}
	p.Nodes = append(p.Nodes[:0], Node{})
	p.attributes = p.attributes[:0]
	p.text = append(append(p.text[:0], text...), 0)[:len(text)] // with room for the lexer's sign of the end
	b := builder{page: p}
	b.html(p.text)
	b.closeTo(0)
	p.Nodes[0].End = len(p.Nodes)
	p.inherit()
}

// inherit tells all nodes what they have of those that they lie in.
func (p *Page) inherit() {
	for i := 1; i < len(p.Nodes); i++ {
		n := &p.Nodes[i]
		outer := &p.Nodes[n.Parent]
		n.block, n.gone, n.hidden = outer.block, outer.gone, outer.hidden
		if n.Tag == "" {
			continue
		}
		if isBlock(n.Tag) {
			n.block = int32(i)
		}
		n.gone = n.gone || n.leaves()
		n.hidden = n.hidden || n.gone || n.first < n.last && n.Hides()
	}
}

// builder makes the tree of a page from its tags.
type builder struct {
	page *Page
	open int // the innermost element that is not closed
}

func (b *builder) html(text []byte) {
	input := parse.NewInputBytes(text)
	tokens := html.NewLexer(input)
	for {
		kind, data := tokens.Next()
		switch kind {
		case html.ErrorToken:
			return
		case html.StartTagToken:
			b.start(view(tokens.Text()))
		case html.AttributeToken:
			b.attribute(tokens.AttrKey(), tokens.AttrVal())
		case html.StartTagCloseToken, html.StartTagVoidToken:
			if isVoid(b.page.Nodes[b.open].Tag) {
				b.close()
			}
		case html.EndTagToken:
			b.end(view(tokens.Text()))
		case html.TextToken:
			b.text(data)
		case html.SVGToken, html.MathToken:
			b.xml(data)
		}
	}
}

// xml reads a drawing or a formula, which the lexer of HTML passes over.
func (b *builder) xml(text []byte) {
	outer := b.open
	tokens := xml.NewLexer(parse.NewInputBytes(bytes.Clone(text)))
	for {
		kind, data := tokens.Next()
		switch kind {
		case xml.ErrorToken:
			b.closeTo(outer)
			return
		case xml.StartTagToken:
			b.push(view(tokens.Text()))
		case xml.AttributeToken:
			b.attribute(tokens.Text(), tokens.AttrVal())
		case xml.StartTagCloseVoidToken:
			b.close()
		case xml.StartTagCloseToken:
			if isVoid(b.page.Nodes[b.open].Tag) { // there may be HTML in a drawing
				b.close()
			}
		case xml.EndTagToken:
			b.end(view(tokens.Text()))
		case xml.TextToken:
			b.text(data)
		}
	}
}

func (b *builder) push(tag string) {
	first := int32(len(b.page.attributes))
	b.page.Nodes = append(b.page.Nodes, Node{Tag: tag, Parent: b.open, page: b.page, first: first, last: first})
	b.open = len(b.page.Nodes) - 1
}

// start opens an element, and closes what cannot hold it.
func (b *builder) start(tag string) {
	for b.open > 0 && endsAt(b.page.Nodes[b.open].Tag, tag) {
		b.close()
	}
	b.push(tag)
}

// close closes the innermost element.
func (b *builder) close() {
	n := &b.page.Nodes[b.open]
	n.End = len(b.page.Nodes)
	b.open = n.Parent
}

func (b *builder) closeTo(node int) {
	for b.open > node {
		b.close()
	}
}

// end closes an element and all that is open in it; an end tag of what is not open is passed over.
func (b *builder) end(tag string) {
	for i := b.open; i > 0; i = b.page.Nodes[i].Parent {
		if b.page.Nodes[i].Tag == tag {
			b.closeTo(b.page.Nodes[i].Parent)
			return
		}
	}
}

func (b *builder) attribute(key, value []byte) {
	if n := len(value); n >= 2 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
		value = value[1 : n-1]
	}
	b.page.attributes = append(b.page.attributes, attribute{view(parse.ToLower(key)), view(value)})
	b.page.Nodes[b.open].last = int32(len(b.page.attributes))
}

func (b *builder) text(data []byte) {
	text := view(data)
	if tag := b.page.Nodes[b.open].Tag; tag != "script" && tag != "style" {
		text = unescape(text)
	}
	b.page.Nodes = append(b.page.Nodes, Node{Text: text, Parent: b.open, End: len(b.page.Nodes) + 1})
}

// view returns bytes as text without a copy: those of a page are never changed once the lexer has passed them.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// isVoid tells whether an element has no content.
func isVoid(tag string) bool {
	switch tag {
	case "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}

// isBlock tells whether an element begins on a line of its own: https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3
func isBlock(tag string) bool {
	switch tag {
	case "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "dialog", "div", "dl", "dt",
		"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
		"legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "search", "section", "summary", "table", "tbody",
		"td", "tfoot", "th", "thead", "title", "tr", "ul":
		return true
	}
	return false
}

// endsAt tells whether an element whose end tag may be left out ends where another begins:
// https://html.spec.whatwg.org/multipage/syntax.html#optional-tags
func endsAt(open, next string) bool {
	switch open {
	case "p":
		return isBlock(next)
	case "li":
		return next == "li"
	case "dt", "dd":
		return next == "dt" || next == "dd"
	case "td", "th":
		return next == "td" || next == "th" || next == "tr" || next == "tbody" || next == "tfoot"
	case "tr":
		return next == "tr" || next == "tbody" || next == "tfoot"
	case "thead", "tbody":
		return next == "tbody" || next == "tfoot"
	case "option":
		return next == "option" || next == "optgroup"
	case "head":
		return next == "body"
	}
	return false
}
