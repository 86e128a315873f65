package content

import (
	"encoding/binary"
	"time"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
	"stillpoint/generator/wire"
)

// Origin is what a page that is read back needs of the build that it comes to. All of it must be as it was when
// the page was decoded, which is for the reader's caller to know; only the file may be another, and is then refused by [Page.Open].
type Origin struct {
	Name    string                                // of the file, "content/about.md"
	Read    func() (*diag.File, *diag.Diagnostic) // gives the whole file
	Cascade *decode.Node                          // what the page's sections hand down, or nil
	Zone    *time.Location                        // of dates written without an offset
}

// Append writes a page, so that its front matter need not be decoded again. It reports false, and writes nothing, where the page
// has something that could not be read back as it is: the fields of a kind, or a param that is a moment of some time zone.
func (p *Page) Append(w *wire.Writer) bool {
	if p.Typed != nil {
		return false
	}
	before := len(w.Bytes)
	record := pageWriter{Writer: w}
	record.place(p)
	record.frontMatter(&p.FrontMatter)
	if record.inexact {
		w.Bytes = w.Bytes[:before]
	}
	return !record.inexact
}

func (w *pageWriter) place(p *Page) {
	w.Count(len(p.File.Text()))
	w.Fixed(p.File.Text())
	w.Count(p.Body)
	w.Count(int(p.tree.block.format))
	w.Count(p.tree.block.start)
	w.Count(p.tree.block.end)
	w.Count(p.text.size)
	w.Bytes = binary.LittleEndian.AppendUint32(w.Bytes, p.text.sum)
	w.Truth(p.misread)
}

func (w *pageWriter) frontMatter(f *FrontMatter) {
	for _, s := range []string{f.Title, f.Description, f.Slug, f.URL, f.Image, f.ImageAlt, f.ImageFocus, f.Layout, f.Kind} {
		w.Text(s)
	}
	for _, d := range []decode.Date{f.Date, f.Updated, f.Publish, f.Expires} {
		w.date(d)
	}
	w.Truth(f.Draft)
	w.Truth(f.NoIndex)
	w.Number(int64(f.Weight))
	w.Number(int64(f.PageSize))
	w.texts(f.Aliases)
	w.texts(f.Tags)
	w.taxonomies(f.Taxonomies)
	w.menus(f.Menu)
	w.params(f.Params)
}

// ReadPage reads back a page that [Page.Append] has written. The page shares its memory with the bytes that are read.
func ReadPage(r *wire.Reader, from Origin) (*Page, error) {
	whole := &struct { // one piece of memory for both
		Page
		words text
	}{}
	p := &whole.Page
	whole.words.read = from.Read
	p.text, p.Role, p.tree.cascade = &whole.words, roleOf(from.Name), from.Cascade
	record := pageReader{Reader: r, zone: from.Zone}
	if record.zone == nil {
		record.zone = time.UTC
	}
	record.place(p, from.Name)
	record.frontMatter(&p.FrontMatter)
	if err := r.Err(); err != nil {
		return nil, err
	}
	if record.senseless {
		return nil, wire.ErrShort
	}
	p.collectTerms()
	return p, nil
}

func (r *pageReader) place(p *Page, name string) {
	head := r.Fixed(r.Count())
	p.File = diag.NewFile(name, head)
	p.Body = r.Index()
	b := block{format: decode.Format(r.Index()), start: r.Index(), end: r.Index(), body: p.Body}
	p.tree.block = b
	p.text.size = r.Index()
	if sum := r.Fixed(4); sum != nil {
		p.text.sum = binary.LittleEndian.Uint32(sum)
	}
	p.misread = r.Truth()
	r.require(b.start <= b.end && b.end <= len(head) && p.Body <= p.text.size && b.format <= decode.JSON)
}

func (r *pageReader) frontMatter(f *FrontMatter) {
	for _, s := range []*string{&f.Title, &f.Description, &f.Slug, &f.URL, &f.Image, &f.ImageAlt, &f.ImageFocus, &f.Layout, &f.Kind} {
		*s = r.Text()
	}
	for _, d := range []*decode.Date{&f.Date, &f.Updated, &f.Publish, &f.Expires} {
		*d = r.date()
	}
	f.Draft = r.Truth()
	f.NoIndex = r.Truth()
	f.Weight = int(r.Number())
	f.PageSize = int(r.Number())
	f.Aliases = r.texts()
	f.Tags = r.texts()
	f.Taxonomies = r.taxonomies()
	f.Menu = r.menus()
	f.Params = r.params(0)
}
