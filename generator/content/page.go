// Package content turns one Markdown file into one page: the front matter is
// split off and decoded strictly, the body is left as Markdown. It knows nothing
// of other pages; what a page means within the site is for package site to say.
package content

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"time"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
	"stillpoint/generator/practice"
)

// Folder is the folder that all content lies in.
const Folder = "content"

// Role says what a file's name makes of it.
type Role int

// A Single is an ordinary page, "prices.md"; a Bundle is a page with a folder
// of its own, "articles/rest/index.md"; a Section is the page of a folder, "articles/_index.md".
const (
	Single Role = iota
	Bundle
	Section
)

// Source is a file whose front matter has been split off and parsed, but not
// decoded: that needs what its sections hand down.
type Source struct {
	File  *diag.File // its head alone; Open gives the whole
	Body  int        // byte offset of the Markdown in the whole file
	found block
	node  *decode.Node
	text  *text
	bare  bool // nothing stands behind the front matter
}

// Page is one page as its author wrote it.
type Page struct {
	FrontMatter
	File  *diag.File // its head alone; Open gives the whole
	Body  int        // byte offset of the Markdown in the whole file
	Role  Role
	Typed practice.Fields // the fields of the page's kind; nil where it has none of its own
	Terms []TaxonomyTerm  // tags and taxonomies in one list, in the order of writing

	tree    tree
	text    *text
	misread bool // some field was refused, so one that seems to be missing may only be misspelt
}

// TaxonomyTerm is one term that a page gives itself: "tags", "rest".
type TaxonomyTerm struct{ Taxonomy, Term string }

// Parse reads a file and parses its front matter. With errors there is no
// Source. Unless the words are to be kept, they are let go, so that memory does not grow
// with the words of a site; they are read again when the page is rendered.
func Parse(read func() (*diag.File, *diag.Diagnostic), keep bool) (*Source, diag.List) {
	file, problem := read()
	if problem != nil {
		return nil, diag.List{*problem}
	}
	found, problems := split(file)
	if problems.Errors() > 0 {
		return nil, problems
	}
	head := headOf(file, found.body)
	node, more := decode.Parse(head, found.start, found.end, found.format)
	problems = append(problems, more...)
	if problems.Errors() > 0 {
		return nil, problems
	}
	bare := len(bytes.TrimSpace(file.Text()[found.body:])) == 0
	return &Source{File: head, Body: found.body, found: found, node: node, text: newText(read, file, keep), bare: bare}, problems
}

// Cascade returns the fields that a section hands down to the pages in it, or nil.
func (s *Source) Cascade() *decode.Node { return s.node.Get("cascade") }

// Options are what decoding needs to know of the site.
type Options struct {
	Zone       *time.Location // of dates written without an offset
	Kinds      []string       // the kinds that a page may give itself
	Taxonomies []string       // the taxonomies that the configuration knows
}

// Page decodes the front matter over what the page's sections hand down, which
// may be nil. All problems are returned; with errors the page must not be published.
func (s *Source) Page(cascade *decode.Node, o Options) (*Page, diag.List) {
	p := &Page{File: s.File, Body: s.Body, Role: roleOf(s.File.Name()), tree: tree{block: s.found, cascade: cascade}, text: s.text}
	p.tree.keep(decode.Merge(cascade, s.node))
	problems := p.decode()
	p.keepSection(s.node)
	p.localise(o.Zone)
	p.collectTerms()
	p.misread = len(problems) > 0
	problems = append(append(problems, p.checkTyped(s)...), p.validate(o)...)
	if p.Typed == nil && len(problems) == 0 {
		p.tree.release()
	}
	return p, problems
}

// decode reads the fields of every page and those of the page's kind. What a
// section hands down may hold fields of any kind.
func (p *Page) decode() diag.List {
	type written struct {
		FrontMatter `yaml:",inline"`
		Cascade     cascaded `yaml:"cascade"`
	}
	fields := written{}
	targets := []any{&fields}
	if p.Role != Section {
		p.Typed = practice.New(p.Node().Get("kind").Text())
	}
	if p.Typed != nil {
		targets = append(targets, p.Typed)
	}
	problems := p.Node().IntoAll(append(targets, adviser{})...)
	p.FrontMatter = fields.FrontMatter
	return problems
}

// cascaded is what a section may hand down. It is decoded where it is written, so that
// a mistake is told there too.
type cascaded struct{}

// DecodeNode reads fields of every page, and of the kind that is handed down.
func (*cascaded) DecodeNode(n *decode.Node) diag.List {
	targets := []any{&FrontMatter{}}
	if typed := practice.New(n.Get("kind").Text()); typed != nil {
		targets = append(targets, typed)
	}
	return n.IntoAll(append(targets, adviser{})...)
}

// adviser says of a field that a page does not have which kind has it.
type adviser struct{}

// Advice returns the advice, or "".
func (adviser) Advice(field string) string { return practice.Advice(field) }

// checkTyped looks at the fields of the kind together, once each of them is right.
func (p *Page) checkTyped(s *Source) diag.List {
	if p.Typed == nil {
		return nil
	}
	if strings.TrimSpace(p.Title) == "" {
		p.Title = p.Typed.Name()
	}
	if person, ok := p.Typed.(*practice.Practitioner); ok && person.Photo != "" {
		p.Image, p.ImageAlt = person.Photo, person.PhotoAlt
	}
	if p.misread {
		return nil
	}
	return p.Typed.Check(p.Node(), !s.bare)
}

// keepSection lets a section pass on a kind and a layout without taking them
// for itself: they are meant for the pages in it.
func (p *Page) keepSection(own *decode.Node) {
	if p.Role != Section {
		return
	}
	if own.Get("kind") == nil {
		p.Kind = ""
	}
	if own.Get("layout") == nil {
		p.Layout = ""
	}
}

// localise puts dates without an offset into the site's time zone. From then on they are moments as all others.
func (p *Page) localise(zone *time.Location) {
	if zone == nil {
		zone = time.UTC
	}
	for _, d := range []*decode.Date{&p.Date, &p.Updated, &p.Publish, &p.Expires} {
		*d = decode.Date{Time: d.In(zone).Time}
	}
	if e, ok := p.Typed.(*practice.Event); ok {
		e.Localise(zone)
	}
}

func (p *Page) collectTerms() {
	if len(p.Tags) > 0 {
		p.Terms = make([]TaxonomyTerm, 0, len(p.Tags))
	}
	for _, tag := range p.Tags {
		p.Terms = append(p.Terms, TaxonomyTerm{"tags", tag})
	}
	for _, name := range sortedKeys(p.Taxonomies) {
		for _, term := range p.Taxonomies[name] {
			p.Terms = append(p.Terms, TaxonomyTerm{name, term})
		}
	}
}

func roleOf(file string) Role {
	switch path.Base(file) {
	case "_index.md":
		return Section
	case "index.md":
		return Bundle
	}
	return Single
}

// Open returns the whole file, read once more where it was not kept. It is a diagnostic when the file is not
// what it was when its front matter was read.
func (p *Page) Open() (*diag.File, *diag.Diagnostic) { return p.text.open() }

// Release lets go of words that were kept. Open still gives them, read once more.
func (p *Page) Release() { p.text.kept.Store(nil) }

// Path returns the file's path within content/, "therapies/cst.md".
func (p *Page) Path() string { return strings.TrimPrefix(p.File.Name(), Folder+"/") }

// FolderPath returns the folder within content/ that the page's own relative
// links start from, "" at the top.
func (p *Page) FolderPath() string {
	dir := path.Dir(p.Path())
	if dir == "." {
		return ""
	}
	return dir
}

// State says why a page is held back at a moment: "draft", "future", "expired",
// or "" when it is not.
func (p *Page) State(now time.Time) string {
	begin := p.Publish
	if begin.IsZero() {
		begin = p.Date
	}
	switch {
	case p.Draft:
		return "draft"
	case !p.Expires.IsZero() && !now.Before(p.Expires.Time):
		return "expired"
	case !begin.IsZero() && now.Before(begin.Time):
		return "future"
	}
	return ""
}

// Moments returns when the page comes or goes, or what it says of itself is over, in no order.
func (p *Page) Moments() []time.Time {
	moments := []time.Time{p.Publish.Time, p.Date.Time, p.Expires.Time}
	if e, ok := p.Typed.(*practice.Event); ok {
		moments = append(moments, e.Ends())
	}
	return moments
}

// FieldError returns an error diagnostic at a field of the front matter, or at
// the head of the file where the field is not written.
func (p *Page) FieldError(field, code, message, hint string) diag.Diagnostic {
	if value := p.field(field); value != nil {
		return value.Error(code, message, hint)
	}
	return p.File.Error(code, 0, 0, message, hint)
}

// Position returns where a field of the front matter stands, or the file as a
// whole where the field is not written.
func (p *Page) Position(field string) diag.Position {
	if value := p.field(field); value != nil {
		return value.Position()
	}
	return diag.Position{File: p.File.Name()}
}

func (p *Page) errorf(field, code, hint, format string, args ...any) diag.Diagnostic {
	return p.FieldError(field, code, fmt.Sprintf(format, args...), hint)
}
