package generator

import (
	"stillpoint/generator/assets"
	"stillpoint/generator/cache"
	"stillpoint/generator/check"
	"stillpoint/generator/layouts"
	"stillpoint/generator/pictures"
	"stillpoint/generator/records"
	"stillpoint/generator/share"
	"stillpoint/generator/source"
	"stillpoint/generator/wire"
)

// recollect reads what the last good build of another process has made, once it is known that there is something to do.
func (w *warmth) recollect() {
	if w.kept != nil || w.book == nil {
		return
	}
	data, ok := w.book.Section(keptSection)
	if !ok {
		w.forget()
		return
	}
	r := restorer{Reader: wire.NewReader(data), book: w.book}
	kept := r.kept()
	if !r.Done() {
		w.note("what an earlier build has left is damaged, and not used")
		w.forget()
		return
	}
	w.kept = kept
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

func (r *restorer) kept() *kept {
	k := newKept()
	for range r.Count() {
		cache.ReadRef(r.Reader)
	}
	r.facts = make([]knownFact, r.Count())
	for i := range r.facts {
		r.facts[i].Fact = layouts.Fact{Kind: r.Text(), Name: r.Text()}
		r.facts[i].digest = r.digest()
	}
	r.parsed(k)
	r.bodies(k)
	r.pages(k)
	r.copies(k)
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
	return k
}

func (r *restorer) digest() (d source.Digest) {
	copy(d[:], r.Fixed(len(d)))
	return d
}

func (r *restorer) read() []*knownFact {
	all := make([]*knownFact, r.Count())
	for i := range all {
		at := r.Index()
		if at >= len(r.facts) {
			r.Fixed(-1) // nothing that follows makes sense
			return nil
		}
		all[i] = &r.facts[at]
	}
	return all
}

func (r *restorer) parsed(k *kept) {
	all := make([]parsed, r.Count())
	k.parsed = make(map[string]*parsed, len(all))
	for i := range all {
		p := &all[i]
		k.parsed[r.Text()] = p
		p.digest, p.over, p.says = r.digest(), r.digest(), r.digest()
		p.problems, p.mistakes = records.ReadDiagnostics(r.Reader), records.ReadDiagnostics(r.Reader)
		if size := r.Count(); size > 0 {
			p.record = r.Fixed(size)
		}
	}
}

func (r *restorer) bodies(k *kept) {
	all := make([]keptBody, r.Count())
	k.bodies = make(map[string]*keptBody, len(all))
	for i := range all {
		body := &all[i]
		k.bodies[r.Text()] = body
		body.file, body.says, body.digest = r.digest(), r.digest(), r.digest()
		body.ref = cache.ReadRef(r.Reader)
		body.facts = r.read()
	}
}

func (r *restorer) pages(k *kept) {
	all := make([]keptPage, r.Count())
	k.pages = make(map[string]*keptPage, len(all))
	for i := range all {
		k.pages[r.Text()] = &all[i]
		r.page(&all[i])
	}
}

func (r *restorer) page(p *keptPage) {
	p.facts = r.read()
	outputs := make([]keptOutput, r.Count())
	p.outputs = make([]*keptOutput, len(outputs))
	for i := range outputs {
		o := &outputs[i]
		o.name, o.source, o.digest = r.Text(), r.Text(), r.Text()
		o.anchors, o.ref = r.digest(), cache.ReadRef(r.Reader)
		p.outputs[i] = o
	}
	p.links, p.problems = check.ReadReferences(r.Reader), records.ReadDiagnostics(r.Reader)
	p.why.when, p.why.lost = r.Time(), r.Truth()
	for range r.Count() {
		p.why.facts = append(p.why.facts, layouts.Fact{Kind: r.Text(), Name: r.Text()})
	}
}

func (r *restorer) copies(k *kept) {
	for range r.Count() {
		output := r.Text()
		k.copies[output] = keptCopy{from: r.digest(), static: r.Truth(), minify: r.Truth(), limit: r.Index(), digest: r.Text(), problems: records.ReadDiagnostics(r.Reader)}
	}
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
