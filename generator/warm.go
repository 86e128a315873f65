package generator

import (
	"path"
	"sync"

	"stillpoint/generator/check"
	"stillpoint/generator/content"
	"stillpoint/generator/diag"
	"stillpoint/generator/source"
	"stillpoint/generator/wire"
	"stillpoint/generator/words"
)

// parse takes a file of a page apart, or takes over what the build before made of the same file.
func (b *build) parse(file *source.File, keep bool) *parsed {
	if b.warm == nil {
		fresh := &parsed{}
		fresh.source, fresh.problems = content.Parse(fresh.noting(file.Text), keep)
		return fresh
	}
	old, digest := b.before().parsed[file.Path], file.Digest()
	if b.options.Verify || old == nil || old.digest != digest || digest == (source.Digest{}) || old.source == nil && (old.record == nil || handsDown(file.Path)) {
		old = &parsed{digest: digest}
		old.source, old.problems = content.Parse(old.noting(b.warm.text(file.Path)), keep)
	}
	b.made.keepParsed(file.Path, old)
	return old
}

// noting returns a function that reads a file as another does, and notes, when it is read first, whether it lets findings of the checks
// pass. Later it may be read by several at once.
func (p *parsed) noting(read func() (*diag.File, *diag.Diagnostic)) func() (*diag.File, *diag.Diagnostic) {
	var first sync.Once
	return func() (*diag.File, *diag.Diagnostic) {
		file, problem := read()
		first.Do(func() { p.allows = problem == nil && check.HasAllowances(file) })
		return file, problem
	}
}

// handsDown tells files that may hand fields down to others.
func handsDown(file string) bool { return path.Base(file) == "_index.md" }

// text returns a function that reads a file as the last scan has found it, for pages that outlive their build.
func (w *warmth) text(name string) func() (*diag.File, *diag.Diagnostic) {
	return func() (*diag.File, *diag.Diagnostic) {
		file := w.snapshot.Lookup(name)
		if file == nil {
			d := diag.New("unreadable", name, "the file is gone", "build once more")
			return nil, &d
		}
		return file.Text()
	}
}

// decode reads the fields of a page, or takes over what the build before made of the same fields.
func (b *build) decode(file *source.File, from *parsed, handed cascades, o content.Options, reading source.Digest) (*content.Page, diag.List) {
	if b.warm == nil {
		return from.source.Page(handed.over(file.Path), o)
	}
	over := b.handedDown(file.Path, handed, reading)
	fresh := &parsed{digest: from.digest, source: from.source, problems: from.problems, over: over}
	if from.over == over {
		if from.page != nil {
			return from.page, from.mistakes
		}
		if fresh.page = b.readPage(from.record, file.Path, handed, o); fresh.page != nil {
			fresh.mistakes, fresh.says, fresh.record, fresh.saved = from.mistakes, from.says, from.record, from.saved
			b.made.keepParsed(file.Path, fresh)
			return fresh.page, fresh.mistakes
		}
	}
	if fresh.source == nil {
		if fresh.source, fresh.problems = content.Parse(b.warm.text(file.Path), true); fresh.source == nil {
			return nil, fresh.problems
		}
	}
	fresh.says = says(fresh.source, over)
	fresh.page, fresh.mistakes = fresh.source.Page(handed.over(file.Path), o)
	if b.options.Verify {
		b.verifyFields(file.Path, b.before().parsed[file.Path], fresh)
	}
	if fresh.asRecord() != nil && !handsDown(file.Path) { // which is all that a later build needs
		fresh.source = nil
	}
	b.made.keepParsed(file.Path, fresh)
	return fresh.page, fresh.mistakes
}

// readPage reads a page back from the bytes that an earlier build has left; nil where there are none.
func (b *build) readPage(record []byte, name string, handed cascades, o content.Options) *content.Page {
	if record == nil {
		return nil
	}
	page, err := content.ReadPage(wire.NewReader(record), content.Origin{Name: name, Read: b.warm.text(name), Cascade: handed.over(name), Zone: o.Zone})
	if err != nil {
		return nil
	}
	return page
}

// handedDown digests what sections hand down to a page, and how its fields are to be read.
func (b *build) handedDown(file string, handed cascades, reading source.Digest) source.Digest {
	folders := handed.above(file)
	if len(folders) == 0 {
		return reading
	}
	return digestOf(func(w *wire.Writer) {
		w.Fixed(reading[:])
		for _, folder := range folders {
			section := b.made.parsedFile(folder + "/_index.md").digest
			w.Fixed(section[:])
		}
	})
}

// readingOf digests how fields are to be read.
func readingOf(o content.Options) source.Digest {
	return digestOf(func(w *wire.Writer) {
		w.Text(o.Zone.String())
		w.Texts(o.Kinds)
		w.Texts(o.Taxonomies)
	})
}

// says digests the front matter of a page with what was handed down to it.
func says(s *content.Source, over source.Digest) source.Digest {
	return digestOf(func(w *wire.Writer) {
		w.Text(string(s.File.Text()))
		w.Fixed(over[:])
	})
}

// compareShape finds out whether the graph is made from the same as that of the last good build.
func (b *build) compareShape() {
	if b.warm == nil {
		return
	}
	b.facts = b.newFacts()
	b.shape = b.shapeOf()
	last := &b.warm.last
	b.same = b.warm.kept != nil && last.shape == b.shape && last.same(b.now)
}

// roomy is how many bytes a page takes at most, as a rule, in what is written of all pages for a digest.
const roomy = 128

// shapeOf digests all that the graph is made from, but for the moment of the build.
func (b *build) shapeOf() source.Digest {
	return digestOf(func(w *wire.Writer) {
		w.Bytes = make([]byte, 0, roomy*len(b.pages))
		for _, name := range []string{ConfigFile, b.overlayFile()} {
			sum := b.facts.file(name)
			w.Fixed(sum[:])
		}
		for _, f := range b.snapshot.Under(words.Folder) { // the titles of pages that no author has written
			sum := f.Digest()
			w.Text(f.Path)
			w.Fixed(sum[:])
		}
		for _, f := range b.snapshot.Under(content.Folder) {
			w.Text(f.Path)
			if p := b.made.parsed[f.Path]; p != nil {
				w.Fixed(p.says[:])
			}
		}
	})
}
