// Package markdown turns the Markdown of one page into HTML with goldmark:
// CommonMark and GFM, footnotes, definition lists, headings with ids in any script, component
// blocks, links and images that are resolved by the caller, and every complaint at its
// place in the file.
package markdown

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"stillpoint/generator/diag"
)

// Flavour is how much is understood beyond CommonMark. Outside of Extended
// only RawHTML counts of the other options, links are left as they are written, and
// nothing is reported.
type Flavour int

// Extended is what pages are written in. GFM and CommonMark are the bare
// specifications, for the tests against them.
const (
	Extended Flavour = iota
	GFM
	CommonMark
)

// Options say which Markdown is understood.
type Options struct {
	Flavour     Flavour
	Typographer bool // curly quotes, dashes, ellipses
	RawHTML     bool // let HTML through
	Linkify     bool // make links of bare addresses
}

// Converter converts bodies. It is safe for concurrent use.
type Converter struct {
	options  Options
	markdown goldmark.Markdown
	plain    parser.Parser // without Linkify, for bodies that have nothing for it
}

// Body is Markdown that stands in a file from an offset on.
type Body struct {
	File  *diag.File
	Start int
}

// Env answers what the Markdown alone does not know. A nil function leaves
// destinations as they are written, and component blocks as plain divisions.
type Env struct {
	Link      func(Reference) (Target, *Problem)
	Image     func(Reference) (Target, *Problem)
	Component func(*Component) (string, *Problem)
	IDPrefix  string // before the ids of footnotes, where several bodies share a page
}

// Reference is a link or an image as it is written.
type Reference struct {
	Destination    string
	Text           string // of the link, or in place of the image
	Title          string // of an image, unless it becomes a caption
	Within         string // name of the innermost component block round an image, or ""
	Offset, Length int    // of the destination in the file, in bytes
}

// Target is what a reference leads to.
type Target struct {
	URL      string
	Element  string // HTML in place of the image; "" for an <img> with the URL
	External bool
}

// Problem is a complaint about a reference or a component block; its place is
// filled in by this package.
type Problem struct {
	Code, Message, Hint string
	Warning             bool
}

// Document is a converted body.
type Document struct {
	HTML     string
	Summary  string    // up to <!-- more -->, else the first paragraph
	Headings []Heading // outside of component blocks, in order
	Words    int
}

// Heading is a heading outside of component blocks.
type Heading struct {
	Level int // from 1 to 6
	ID    string
	Text  string // without markup
}

// New returns a converter.
func New(o Options) *Converter {
	plain := o
	plain.Linkify = false
	return &Converter{options: o, markdown: build(o), plain: build(plain).Parser()}
}

func build(o Options) goldmark.Markdown {
	var options []goldmark.Option
	if o.RawHTML {
		options = append(options, goldmark.WithRendererOptions(html.WithUnsafe()))
	}
	switch o.Flavour {
	case Extended:
		options = append(options, extended(o)...)
	case GFM:
		options = append(options, goldmark.WithExtensions(extension.GFM))
	}
	return goldmark.New(options...)
}

func extended(o Options) []goldmark.Option {
	extensions := []goldmark.Extender{table(), extension.Strikethrough, extension.TaskList, extension.Footnote, extension.DefinitionList}
	if o.Linkify {
		extensions = append(extensions, extension.Linkify)
	}
	if o.Typographer {
		extensions = append(extensions, typographer())
	}
	return []goldmark.Option{
		goldmark.WithExtensions(extensions...),
		goldmark.WithParserOptions(
			parser.WithHeadingAttribute(),
			parser.WithBlockParsers(util.Prioritized(componentParser{}, 650)),
		),
		goldmark.WithRendererOptions(
			renderer.WithNodeRenderers(util.Prioritized(nodeRenderer{unsafe: o.RawHTML}, 400)), // before those of the extensions, which have 500
			html.WithWriter(writer{html.DefaultWriter}),
		),
	}
}

// Convert converts one body. The diagnostics name what is wrong in it; the
// document is as good as can be all the same.
func (c *Converter) Convert(body Body, env Env) (*Document, diag.List) {
	source := body.File.Text()[body.Start:]
	if c.options.Flavour != Extended {
		var out bytes.Buffer
		if err := c.markdown.Convert(source, &out); err != nil {
			return &Document{}, diag.List{diag.New("markdown", body.File.Name(), err.Error(), "")}
		}
		return &Document{HTML: out.String()}, nil
	}
	w := &work{converter: c, body: body, env: env, source: source, document: &Document{}}
	w.run()
	return w.document, w.problems
}

// work is the conversion of one body.
type work struct {
	converter *Converter
	body      Body
	env       Env
	source    []byte
	document  *Document
	more      ast.Node // the block after which the summary ends
	captioned []*ast.Image
	headings  []*ast.Heading
	tooDeep   bool // blocks stand too deep within each other, which has been told
	problems  diag.List
}

func (w *work) run() {
	if !w.guard() {
		return
	}
	root := w.parse(w.converter.plain)
	if w.converter.options.Linkify && hasAddress(w.source) && w.bareAddress(root) {
		w.problems, w.tooDeep = nil, false
		root = w.parse(w.converter.markdown.Parser())
	}
	w.walk(root)
	w.render(root)
}

func (w *work) parse(p parser.Parser) ast.Node {
	context := parser.NewContext()
	context.Set(workKey, w)
	return p.Parse(text.NewReader(w.source), parser.WithContext(context))
}

// report adds a complaint about length bytes at an offset in the body.
func (w *work) report(p Problem, offset, length int) {
	d := w.body.File.Error(p.Code, w.body.Start+offset, length, p.Message, p.Hint)
	if p.Warning {
		d = d.AsWarning()
	}
	w.problems = append(w.problems, d)
}

// render writes the blocks one after another, so that the summary is a part of
// the whole and nothing is rendered twice.
func (w *work) render(root ast.Node) {
	var out output
	out.Grow(len(w.source) + len(w.source)/2)
	var summary span
	for block := root.FirstChild(); block != nil; block = block.NextSibling() {
		before := out.Len()
		if err := w.converter.markdown.Renderer().Render(&out, w.source, block); err != nil {
			w.problems = append(w.problems, diag.New("markdown", w.body.File.Name(), err.Error(), ""))
			return
		}
		switch {
		case block == w.more:
			summary = span{0, out.Len()}
		case w.more == nil && summary.end == 0 && block.Kind() == ast.KindParagraph:
			summary = span{before, out.Len()}
		}
	}
	w.document.HTML = out.String()
	w.document.Summary = w.document.HTML[summary.start:summary.end]
}

// span is a part of a text, in bytes.
type span struct{ start, end int }
