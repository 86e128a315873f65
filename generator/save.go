package generator

import (
	"iter"
	"maps"
	"slices"

	"stillpoint/generator/cache"
	"stillpoint/generator/check"
	"stillpoint/generator/layouts"
	"stillpoint/generator/records"
	"stillpoint/generator/source"
	"stillpoint/generator/wire"
)

// save puts what the last good build has left into the book. A failure is remarked, and nothing else: the next build makes anew what it
// does not find.
func (w *Builder) save() {
	if w.warm.book == nil || w.warm.saved || w.warm.last.shape == (source.Digest{}) {
		return
	}
	if err := w.warm.save(); err != nil {
		w.warm.note(err.Error())
	}
	w.warm.saved = true
}

func (w *warmth) save() error {
	if w.kept == nil || w.kept.failed { // nothing was made since the book was read: only the ledger is another
		kept, ok := w.book.Section(keptSection)
		if !ok {
			return nil
		}
		live, err := liveIn(kept)
		if err != nil {
			return err
		}
		return w.commit(kept, live)
	}
	files := w.keepFiles()
	moved, err := w.book.Compact(w.kept.live(files))
	if err != nil {
		return err
	}
	w.kept.move(moved)
	for digest, ref := range files {
		files[digest] = moved.Of(ref)
	}
	s := saver{files: files, places: map[layouts.Fact]int{}}
	live := slices.Collect(w.kept.live(files))
	return w.commit(s.kept(w.kept, live), live)
}

func (w *warmth) commit(kept []byte, live []cache.Ref) error {
	var head, ledger wire.Writer
	w.seen.append(&head)
	w.last.append(&head)
	w.ledger.Append(&ledger)
	return w.book.Commit(map[string][]byte{headSection: head.Bytes, ledgerSection: ledger.Bytes, keptSection: kept}, slices.Values(live))
}

// keepFiles puts the bytes of assets into the book, and returns where they are by their digests.
func (w *warmth) keepFiles() map[source.Digest]cache.Ref {
	files := map[source.Digest]cache.Ref{}
	w.kept.assets.Append(&wire.Writer{}, func(_ *wire.Writer, data []byte) {
		digest := source.Sum(data)
		ref, known := w.kept.files[digest]
		if !known {
			ref = w.keep(data)
		}
		files[digest] = ref
	})
	w.kept.files = files
	return files
}

// live yields where everything is that the book must keep.
func (k *kept) live(files map[source.Digest]cache.Ref) iter.Seq[cache.Ref] {
	return func(yield func(cache.Ref) bool) {
		for _, body := range k.bodies {
			if !yield(body.ref) {
				return
			}
		}
		for _, page := range k.pages {
			for _, output := range page.outputs {
				if !yield(output.ref) {
					return
				}
			}
		}
		for _, ref := range files {
			if !yield(ref) {
				return
			}
		}
	}
}

// move follows blobs to where they are now.
func (k *kept) move(moved cache.Moved) {
	for _, body := range k.bodies {
		body.ref = moved.Of(body.ref)
	}
	for _, page := range k.pages {
		for _, output := range page.outputs {
			output.ref = moved.Of(output.ref)
		}
	}
}

// saver writes what a build has made.
type saver struct {
	wire.Writer
	files  map[source.Digest]cache.Ref
	facts  []*knownFact
	places map[layouts.Fact]int // of facts in the list
}

// kept writes all of it. Facts come first, since all that follows names them by their number.
func (s *saver) kept(k *kept, live []cache.Ref) []byte {
	s.parsed(k.parsed)
	s.bodies(k.bodies)
	s.pages(k.pages)
	s.copies(k.copies)
	k.assets.Append(&s.Writer, func(w *wire.Writer, data []byte) { s.files[source.Sum(data)].Append(w) })
	k.pictures.Append(&s.Writer)
	s.icons(k.icons)
	whole := saver{}
	whole.refs(live)
	whole.Count(len(s.facts))
	for _, fact := range s.facts {
		whole.Text(fact.Kind)
		whole.Text(fact.Name)
		whole.digest(fact.digest)
	}
	return append(whole.Bytes, s.Bytes...)
}

func (s *saver) digest(d source.Digest) { s.Fixed(d[:]) }

// refs writes which packs are used, by one ref of each: that is all that the book asks.
func (s *saver) refs(live []cache.Ref) {
	packs := map[uint32]cache.Ref{}
	for _, ref := range live {
		packs[ref.Pack] = ref
	}
	s.Count(len(packs))
	for _, number := range slices.Sorted(maps.Keys(packs)) {
		packs[number].Append(&s.Writer)
	}
}

// read writes facts by their numbers.
func (s *saver) read(facts []*knownFact) {
	s.Count(len(facts))
	for _, fact := range facts {
		s.Count(s.place(fact))
	}
}

func (s *saver) place(fact *knownFact) int {
	if fact.place > 0 && fact.place <= len(s.facts) && s.facts[fact.place-1] == fact {
		return fact.place - 1
	}
	place, known := s.places[fact.Fact]
	if !known {
		place = len(s.facts)
		s.places[fact.Fact] = place
		s.facts = append(s.facts, fact)
	}
	fact.place = place + 1
	return place
}

func (s *saver) parsed(all map[string]*parsed) {
	s.Count(len(all))
	for _, file := range slices.Sorted(maps.Keys(all)) {
		p := all[file]
		s.Text(file)
		s.digest(p.digest)
		s.digest(p.over)
		s.digest(p.says)
		records.AppendDiagnostics(&s.Writer, p.problems)
		records.AppendDiagnostics(&s.Writer, p.mistakes)
		s.Text(string(p.asRecord()))
	}
}

// asRecord returns the page as bytes; nil where it cannot be written.
func (p *parsed) asRecord() []byte {
	if p.record == nil && p.page != nil {
		var w wire.Writer
		if p.page.Append(&w) {
			p.record = w.Bytes
		}
	}
	return p.record
}

func (s *saver) bodies(all map[string]*keptBody) {
	s.Count(len(all))
	for _, page := range slices.Sorted(maps.Keys(all)) {
		body := all[page]
		s.Text(page)
		s.digest(body.file)
		s.digest(body.says)
		s.digest(body.digest)
		body.ref.Append(&s.Writer)
		s.read(body.facts)
	}
}

func (s *saver) pages(all map[string]*keptPage) {
	s.Count(len(all))
	for _, page := range slices.Sorted(maps.Keys(all)) {
		s.Text(page)
		s.page(all[page])
	}
}

func (s *saver) page(p *keptPage) {
	s.read(p.facts)
	s.Count(len(p.outputs))
	for _, output := range p.outputs {
		s.Text(output.name)
		s.Text(output.source)
		s.Text(output.digest)
		s.digest(output.anchors)
		output.ref.Append(&s.Writer)
	}
	check.AppendReferences(&s.Writer, p.links)
	records.AppendDiagnostics(&s.Writer, p.problems)
	s.Time(p.why.when)
	s.Truth(p.why.lost)
	s.Count(len(p.why.facts))
	for _, fact := range p.why.facts {
		s.Text(fact.Kind)
		s.Text(fact.Name)
	}
}

func (s *saver) copies(all map[string]keptCopy) {
	s.Count(len(all))
	for _, output := range slices.Sorted(maps.Keys(all)) {
		c := all[output]
		s.Text(output)
		s.digest(c.from)
		s.Truth(c.static)
		s.Truth(c.minify)
		s.Count(c.limit)
		s.Text(c.digest)
		records.AppendDiagnostics(&s.Writer, c.problems)
	}
}

func (s *saver) icons(k *keptIcons) {
	s.Truth(k != nil)
	if k == nil {
		return
	}
	s.digest(k.drawing)
	s.Text(k.background)
	for _, data := range [][]byte{k.set.ICO, k.set.AppleTouch, k.set.Icon192, k.set.Icon512, k.set.Maskable512} {
		s.Text(string(data))
	}
}
