package generator

import (
	"sync"

	"stillpoint/generator/bodies"
	"stillpoint/generator/content"
	"stillpoint/generator/diag"
	"stillpoint/generator/layouts"
	"stillpoint/generator/site"
	"stillpoint/generator/source"
	"stillpoint/generator/wire"
)

// parse takes a file of a page apart, or takes over what the build before made of the same file.
// The words of a file are kept for the next build, since the file may be gone by then.
func (b *build) parse(file *source.File, keep bool) (*content.Source, diag.List) {
	if b.warm == nil {
		return content.Parse(file.Text, keep)
	}
	old := b.before().parsed[file.Path]
	if digest := file.Digest(); old == nil || old.digest != digest || digest == (source.Digest{}) {
		old = &parsed{digest: digest}
		old.source, old.problems = content.Parse(file.Text, true)
	}
	b.made.keepParsed(file.Path, old)
	return old.source, old.problems
}

// decode reads the fields of a page, or takes over what the build before made of the same fields.
func (b *build) decode(s *content.Source, handed cascades, o content.Options) (*content.Page, diag.List) {
	if b.warm == nil {
		return s.Page(handed.over(s), o)
	}
	old := b.made.parsedFile(s.File.Name())
	over := b.handedDown(s, handed, o)
	if old.page != nil && old.over == over {
		return old.page, old.mistakes
	}
	fresh := &parsed{digest: old.digest, source: old.source, problems: old.problems, over: over, says: says(s, over)}
	fresh.page, fresh.mistakes = s.Page(handed.over(s), o)
	b.made.keepParsed(s.File.Name(), fresh)
	return fresh.page, fresh.mistakes
}

// handedDown digests what sections hand down to a page, and how its fields are to be read.
func (b *build) handedDown(s *content.Source, handed cascades, o content.Options) source.Digest {
	return digestOf(func(w *wire.Writer) {
		w.Text(o.Zone.String())
		w.Texts(o.Kinds)
		w.Texts(o.Taxonomies)
		for _, folder := range handed.above(s) {
			section := b.made.parsedFile(folder + "/_index.md").digest
			w.Fixed(section[:])
		}
	})
}

// says digests the front matter of a page with what was handed down to it.
func says(s *content.Source, over source.Digest) source.Digest {
	return digestOf(func(w *wire.Writer) {
		w.Text(string(s.File.Text()))
		w.Fixed(over[:])
	})
}

// Body returns the finished body of a page, for layouts and feeds.
func (b *build) Body(p *site.Page) *layouts.Body {
	if b.warm == nil || p.Source == nil {
		return b.renderer.Body(p)
	}
	return b.body(p).result.Body
}

// read renders the body of a page for the page's own layout, and notes what it has read.
func (b *build) read(p *site.Page, record *layouts.Record) *bodies.Result {
	if b.warm == nil || p.Source == nil {
		return b.renderer.Render(p, record)
	}
	record.Body(p)
	return b.body(p).result
}

// body returns the body of a page that has a file: that of the build before where it still holds. It is
// made once in a build, whoever asks for it.
func (b *build) body(p *site.Page) *keptBody {
	once, _ := b.bodies.LoadOrStore(p.ID, sync.OnceValue(func() *keptBody {
		name, own := p.Name(), b.facts.own(p)
		body := b.before().bodies[name]
		if body == nil || body.own != own || !b.facts.hold(body.facts) || !b.askFor(body.facts) {
			record := layouts.NewRecord()
			result := b.renderer.Render(p, record)
			body = &keptBody{own: own, result: result, digest: bodyDigest(result.Body)}
			body.facts = b.facts.read(record)
		}
		if body.result.Problems.Errors() == 0 { // an error names what might have been meant, which anything can change
			b.made.keepBody(name, body)
		}
		return body
	}))
	return once.(func() *keptBody)()
}

// replay hands on what the last build made of a page, and asks for all that the page asks for. It
// tells whether it could: whether nothing that was read then is another now, and the files are still there.
func (w *worker) replay() bool {
	b := w.build
	if b.warm == nil {
		return false
	}
	old := b.before().pages[w.page.Name()]
	if old == nil || !b.facts.hold(old.facts) || !b.askFor(old.facts) || !w.keep(old) {
		return false
	}
	w.slot.links, w.slot.problems = old.links, old.problems
	for _, output := range old.outputs {
		w.slot.finished = append(w.slot.finished, output.finished)
	}
	b.made.keepPage(w.page.Name(), old)
	return true
}

// keep leaves the published files of the page where they are. Those that could be kept are not
// staged again, even when the page is rendered anew for the sake of the others.
func (w *worker) keep(old *keptPage) bool {
	if w.silent {
		return true
	}
	all := true
	for _, output := range old.outputs {
		kept, err := w.build.out.Keep(output.name, output.digest)
		if kept && err == nil {
			w.kept = append(w.kept, output.name)
			continue
		}
		all = false
	}
	return all
}

// remember keeps what was made of a page for the next build.
func (w *worker) remember(record *layouts.Record) {
	b := w.build
	if b.warm == nil || w.silent || w.slot.problems.Errors() > 0 {
		return
	}
	b.made.keepPage(w.page.Name(), &keptPage{
		facts:   b.facts.read(record, layouts.Fact{Kind: "page", Name: w.page.Name()}, layouts.Fact{Kind: "config", Name: "build"}),
		outputs: w.outputs, links: w.slot.links, problems: w.slot.problems,
	})
}

// folders returns what the build has looked into.
func (b *build) folders() []Folder {
	if b.snapshot == nil {
		return nil
	}
	var all []Folder
	for _, place := range b.snapshot.Folders() {
		all = append(all, Folder(place))
	}
	return all
}
