package generator

import (
	"encoding/binary"
	"sync"

	"stillpoint/generator/assets"
	"stillpoint/generator/cache"
	"stillpoint/generator/check"
	"stillpoint/generator/check/budget"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/compress"
	"stillpoint/generator/layouts"
	"stillpoint/generator/pictures"
	"stillpoint/generator/records"
	"stillpoint/generator/share"
	"stillpoint/generator/source"
	"stillpoint/generator/wire"
)

// recollect reads what the last good build of another process has made, once it is known that there is something to do.
func (w *warmth) recollect() {
	if w.book == nil {
		return
	}
	data, ok := w.book.Section(keptSection)
	if !ok {
		w.forget()
		return
	}
	kept := w.restore(wire.NewReader(data))
	if kept == nil {
		w.note("what an earlier build has left is damaged, and not used")
		w.forget()
		return
	}
	w.kept = kept
}

// restore reads the base, and lays over it what has come since; nil where any of it is damaged.
func (w *warmth) restore(section *wire.Reader) *kept {
	k := emptyKept()
	for range section.Count() {
		cache.ReadRef(section)
	}
	ref := cache.ReadRef(section)
	since := section.Fixed(section.Count())
	whole, ok := w.book.Blob(ref)
	if !ok || !section.Done() || !w.restoreInto(k, whole) {
		return nil
	}
	k.settle(base{ref: ref, size: len(whole)})
	if len(since) > 0 && !w.restoreInto(k, since) {
		return nil
	}
	return k
}

// restoreInto reads what a saver has written over what is there. Files that were parsed are read beside all else.
func (w *warmth) restoreInto(k *kept, data []byte) bool {
	head := wire.NewReader(data)
	files, facts := head.Fixed(places/2), head.Fixed(places/2)
	if facts == nil {
		return false
	}
	second, third := binary.LittleEndian.Uint64(files), binary.LittleEndian.Uint64(facts)
	if second < places || second > third || third > uint64(len(data)) {
		return false
	}
	first := restorer{Reader: wire.NewReader(data[places:second])}
	var group sync.WaitGroup
	group.Go(func() { restoreEntries(&first, &k.parsed, first.parsed) })
	rest := restorer{Reader: wire.NewReader(data[third:]), book: w.book}
	rest.readFacts()
	whole := rest.Done()
	rest.Reader = wire.NewReader(data[second:third])
	rest.kept(k)
	group.Wait()
	return whole && first.Done() && rest.Done()
}

// forget drops what an earlier build has left.
func (w *warmth) forget() { w.last = last{} }

// liveIn returns where everything is that what was saved needs.
func liveIn(saved []byte) ([]cache.Ref, error) {
	r := wire.NewReader(saved)
	var live []cache.Ref
	for range r.Count() {
		live = append(live, cache.ReadRef(r))
	}
	return live, r.Err()
}

// restorer reads what a saver has written.
type restorer struct {
	*wire.Reader
	book  *cache.Book
	facts []knownFact
}

func (r *restorer) readFacts() {
	r.facts = make([]knownFact, r.Count())
	for i := range r.facts {
		r.facts[i].Fact = layouts.Fact{Kind: r.Text(), Name: r.Text()}
		r.facts[i].digest = r.digest()
	}
}

func (r *restorer) kept(k *kept) {
	restoreEntries(r, &k.bodies, r.body)
	restoreEntries(r, &k.pages, r.page)
	restoreEntries(r, &k.copies, r.copy)
	restoreEntries(r, &k.lists, func(l *keptList) { l.bodies, l.digest = r.digest(), r.Text() })
	restoreEntries(r, &k.forms, func(f *keptForms) {
		f.of, f.effort, f.brotli, f.gzip = r.Text(), compress.Effort(r.Index()), r.Text(), r.Text()
	})
	k.assets = assets.ReadStore(r.Reader, func(in *wire.Reader) ([]byte, bool) {
		ref := cache.ReadRef(in)
		data, ok := r.book.Blob(ref)
		if ok {
			k.files[source.Sum(data)] = ref
		}
		return data, ok
	})
	k.pictures = pictures.ReadStore(r.Reader)
	r.icons(k)
}

// restoreEntries takes away what was gone, and reads what was new.
func restoreEntries[E any](r *restorer, all *map[string]*E, read func(*E)) {
	for _, name := range r.Texts() {
		delete(*all, name)
	}
	entries := make([]E, r.Count())
	if len(*all) == 0 {
		*all = make(map[string]*E, len(entries))
	}
	for i := range entries {
		(*all)[r.Text()] = &entries[i]
		read(&entries[i])
	}
}

func (r *restorer) digest() (d source.Digest) {
	copy(d[:], r.Fixed(len(d)))
	return d
}

func (r *restorer) read() factList {
	all := make([]*knownFact, r.Count())
	for i := range all {
		at := r.Index()
		if at >= len(r.facts) {
			r.Fixed(-1) // nothing that follows makes sense
			return factList{}
		}
		all[i] = &r.facts[at]
	}
	return sortedFacts(all)
}

func (r *restorer) parsed(p *parsed) {
	p.digest, p.over, p.says = r.digest(), r.digest(), r.digest()
	p.allows = r.Truth()
	p.problems, p.mistakes = records.ReadDiagnostics(r.Reader), records.ReadDiagnostics(r.Reader)
	if size := r.Count(); size > 0 {
		p.record = r.Fixed(size)
	}
}

func (r *restorer) body(b *keptBody) {
	b.file, b.says, b.digest = r.digest(), r.digest(), r.digest()
	b.ref = cache.ReadRef(r.Reader)
	b.facts = r.read()
}

func (r *restorer) page(p *keptPage) {
	p.facts = r.read()
	outputs := make([]keptOutput, r.Count())
	p.outputs = make([]*keptOutput, len(outputs))
	for i := range outputs {
		o := &outputs[i]
		o.name, o.source, o.digest = r.Text(), r.Text(), r.Text()
		o.anchors, o.ref = r.digest(), cache.ReadRef(r.Reader)
		if r.Truth() {
			o.summary = rule.ReadSummary(r.Reader)
		}
		if r.Truth() {
			o.weight = budget.ReadPage(r.Reader)
		}
		o.needs = r.Text()
		p.outputs[i] = o
	}
	p.links, p.found, p.problems = check.ReadReferences(r.Reader), check.ReadFound(r.Reader), records.ReadDiagnostics(r.Reader)
	p.why.when, p.why.lost = r.Time(), r.Truth()
	for range r.Count() {
		p.why.facts = append(p.why.facts, layouts.Fact{Kind: r.Text(), Name: r.Text()})
	}
}

func (r *restorer) copy(c *keptCopy) {
	c.from, c.static, c.minify, c.limit, c.digest = r.digest(), r.Truth(), r.Truth(), r.Index(), r.Text()
	c.problems = records.ReadDiagnostics(r.Reader)
}

func (r *restorer) icons(k *kept) {
	if !r.Truth() {
		return
	}
	k.icons = &keptIcons{drawing: r.digest(), background: r.Text()}
	set := share.IconSet{}
	for _, data := range []*[]byte{&set.ICO, &set.AppleTouch, &set.Icon192, &set.Icon512, &set.Maskable512} {
		*data = r.Fixed(r.Count())
	}
	k.icons.set = set
}
