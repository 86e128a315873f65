package content

import (
	"bytes"
	"sync/atomic"

	"stillpoint/generator/decode"
)

// tree is the front matter of a page with its positions, for those who ask for the place of a field. Hardly any page is asked, so
// that it is let go once the fields are decoded, and made again from the head of the file.
type tree struct {
	block   block
	cascade *decode.Node // what the page's sections hand down, or nil
	root    atomic.Pointer[decode.Node]
}

func (t *tree) keep(root *decode.Node) { t.root.Store(root) }

func (t *tree) release() { t.root.Store(nil) }

// Node returns the front matter with its positions, laid over what the page's sections hand down. Two who ask for it at once
// may each be given a tree of their own, which say the same.
func (p *Page) Node() *decode.Node {
	if root := p.tree.root.Load(); root != nil {
		return root
	}
	own, _ := decode.Parse(p.File, p.tree.block.start, p.tree.block.end, p.tree.block.format) // whose problems have been told
	root := decode.Merge(p.tree.cascade, own)
	p.tree.keep(root)
	return root
}

// field returns a field of the front matter, or nil. Most questions are about fields that a page does not write, for which no
// tree is made: their names stand nowhere in its words.
func (p *Page) field(name string) *decode.Node {
	if p.tree.root.Load() == nil && !p.mentions(name) {
		return p.tree.cascade.Get(name)
	}
	return p.Node().Get(name)
}

// mentions tells whether a name may be that of a field: whether it is written anywhere, or might be, with escapes.
func (p *Page) mentions(name string) bool {
	words := p.File.Text()[p.tree.block.start:p.tree.block.end]
	return bytes.Contains(words, []byte(name)) || bytes.IndexByte(words, '\\') >= 0
}

// Has tells whether a field is written in the front matter, or handed down by a section.
func (p *Page) Has(field string) bool { return p.field(field) != nil }

// Named returns a field as text, "" where the page has none of that name or it is not a text.
func (p *Page) Named(field string) string { return p.field(field).Text() }
