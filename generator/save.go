package generator

import (
	"encoding/binary"
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
	if w.kept == nil { // nothing was made since the book was read: only the ledger is another
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
	if len(moved) > 0 {
		w.kept.move(moved)
		for digest, ref := range files {
			files[digest] = moved.Of(ref)
		}
		w.kept.base = base{} // it says where blobs were
	}
	return w.saveKept(files)
}

// saveKept writes what has come since the base was written, or a new base where that is more than a fraction of it.
func (w *warmth) saveKept(files map[source.Digest]cache.Ref) error {
	k := w.kept
	var since []byte
	if k.base.size > 0 {
		since = (&saver{files: files, places: map[layouts.Fact]int{}, since: true}).kept(k)
	}
	if k.base.size == 0 || len(since) > k.base.size/fraction {
		if err := w.saveBase(files); err != nil {
			return err
		}
		since = nil
	}
	live := slices.Collect(k.live(files))
	section := saver{}
	section.refs(live)
	k.base.ref.Append(&section.Writer)
	section.Text(string(since))
	return w.commit(section.Bytes, live)
}

// saveBase writes all that is kept as one blob.
func (w *warmth) saveBase(files map[source.Digest]cache.Ref) error {
	k := w.kept
	s := saver{files: files, places: map[layouts.Fact]int{}}
	s.Bytes = make([]byte, 0, max(k.base.size+k.base.size/8, typical*len(k.pages)))
	data := s.kept(k)
	ref, err := w.book.Keep(data)
	if err == nil {
		k.settle(base{ref: ref, size: len(data)})
	}
	return err
}

// typical is how many bytes a page takes in the base, so that these need not be copied as they grow.
const typical = 2 << 10

// fraction of the base is how much may have come since.
const fraction = 4

// base is what the book has of a build as one blob. Most builds change little, and write only what that is.
type base struct {
	ref   cache.Ref
	size  int
	names [6][]string // of what is in it: parsed files, bodies, pages, copies, lists, compressed forms
}

func namesOf[E any](all map[string]E) []string { return slices.Collect(maps.Keys(all)) }

// settle notes that all that is kept is in the base.
func (k *kept) settle(b base) {
	b.names = [...][]string{namesOf(k.parsed), namesOf(k.bodies), namesOf(k.pages), namesOf(k.copies), namesOf(k.lists), namesOf(k.forms)}
	k.base = b
	for _, p := range k.parsed {
		p.saved = true
	}
	for _, body := range k.bodies {
		body.saved = true
	}
	for _, p := range k.pages {
		p.saved = true
	}
	for _, c := range k.copies {
		c.saved = true
	}
	for _, l := range k.lists {
		l.saved = true
	}
	for _, f := range k.forms {
		f.saved = true
	}
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
		if k.base.size > 0 && !yield(k.base.ref) {
			return
		}
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
	since  bool // leave out what is in the base
	files  map[source.Digest]cache.Ref
	facts  []*knownFact
	places map[layouts.Fact]int // of facts in the list
}

// kept writes all of it. Facts come last, since what names them by their numbers is written before them. First of all stands where files end that were
// parsed, and where facts begin, so that the parts can be read side by side.
func (s *saver) kept(k *kept) []byte {
	s.Fixed(make([]byte, places))
	s.parsed(k)
	binary.LittleEndian.PutUint64(s.Bytes, uint64(len(s.Bytes)))
	s.bodies(k)
	s.pages(k)
	s.copies(k)
	s.lists(k)
	s.forms(k)
	k.assets.Append(&s.Writer, func(w *wire.Writer, data []byte) { s.files[source.Sum(data)].Append(w) })
	k.pictures.Append(&s.Writer)
	s.icons(k.icons)
	binary.LittleEndian.PutUint64(s.Bytes[places/2:], uint64(len(s.Bytes)))
	s.Count(len(s.facts))
	for _, fact := range s.facts {
		s.Text(fact.Kind)
		s.Text(fact.Name)
		s.digest(fact.digest)
	}
	return s.Bytes
}

// places is how many bytes at the start say where the parts are.
const places = 16

// entries writes the names of what is gone since the base, and each entry that is new, by its name.
func entries[E any](s *saver, all map[string]*E, based []string, saved func(*E) bool, write func(*E)) {
	var names, gone []string
	for name, entry := range all {
		if !s.since || !saved(entry) {
			names = append(names, name)
		}
	}
	for _, name := range based {
		if s.since && all[name] == nil {
			gone = append(gone, name)
		}
	}
	slices.Sort(gone)
	slices.Sort(names)
	s.Texts(gone)
	s.Count(len(names))
	for _, name := range names {
		s.Text(name)
		write(all[name])
	}
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
func (s *saver) read(facts factList) {
	s.Count(len(facts.all))
	for _, fact := range facts.all {
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

func (s *saver) parsed(k *kept) {
	entries(s, k.parsed, k.base.names[0], func(p *parsed) bool { return p.saved }, func(p *parsed) {
		s.digest(p.digest)
		s.digest(p.over)
		s.digest(p.says)
		s.Truth(p.allows)
		records.AppendDiagnostics(&s.Writer, p.problems)
		records.AppendDiagnostics(&s.Writer, p.mistakes)
		s.Text(string(p.asRecord()))
	})
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

func (s *saver) bodies(k *kept) {
	entries(s, k.bodies, k.base.names[1], func(b *keptBody) bool { return b.saved }, func(body *keptBody) {
		s.digest(body.file)
		s.digest(body.says)
		s.digest(body.digest)
		body.ref.Append(&s.Writer)
		s.read(body.facts)
	})
}

func (s *saver) pages(k *kept) {
	entries(s, k.pages, k.base.names[2], func(p *keptPage) bool { return p.saved }, s.page)
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
		s.Truth(output.summary != nil)
		if output.summary != nil {
			output.summary.Append(&s.Writer)
		}
		s.Truth(output.weight != nil)
		if output.weight != nil {
			output.weight.Append(&s.Writer)
		}
		s.Text(output.needs)
	}
	check.AppendReferences(&s.Writer, p.links)
	check.AppendFound(&s.Writer, p.found)
	records.AppendDiagnostics(&s.Writer, p.problems)
	s.Time(p.why.when)
	s.Truth(p.why.lost)
	s.Count(len(p.why.facts))
	for _, fact := range p.why.facts {
		s.Text(fact.Kind)
		s.Text(fact.Name)
	}
}

func (s *saver) copies(k *kept) {
	entries(s, k.copies, k.base.names[3], func(c *keptCopy) bool { return c.saved }, func(c *keptCopy) {
		s.digest(c.from)
		s.Truth(c.static)
		s.Truth(c.minify)
		s.Count(c.limit)
		s.Text(c.digest)
		records.AppendDiagnostics(&s.Writer, c.problems)
	})
}

func (s *saver) lists(k *kept) {
	entries(s, k.lists, k.base.names[4], func(l *keptList) bool { return l.saved }, func(l *keptList) {
		s.digest(l.bodies)
		s.Text(l.digest)
	})
}

func (s *saver) forms(k *kept) {
	entries(s, k.forms, k.base.names[5], func(f *keptForms) bool { return f.saved }, func(f *keptForms) {
		s.Text(f.of)
		s.Count(int(f.effort))
		s.Text(f.brotli)
		s.Text(f.gzip)
	})
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
