package generator

import (
	"stillpoint/generator/bodies"
	"stillpoint/generator/cache"
	"stillpoint/generator/layouts"
	"stillpoint/generator/pool"
	"stillpoint/generator/site"
	"stillpoint/generator/source"
	"stillpoint/generator/wire"
)

// Body returns the finished body of a page, for layouts and feeds.
func (b *build) Body(p *site.Page) *layouts.Body {
	if b.warm == nil || p.Source == nil {
		return b.renderer.Body(p)
	}
	return b.bodyResult(p).Body
}

// read renders the body of a page for the page's own layout, and notes what it has read.
func (b *build) read(p *site.Page, record *layouts.Record) *bodies.Result {
	if b.warm == nil || p.Source == nil {
		return b.renderer.Render(p, record)
	}
	record.Body(p)
	return b.bodyResult(p)
}

// bodyResult returns the body of a page that has a file.
func (b *build) bodyResult(p *site.Page) *bodies.Result {
	kept := b.body(p)
	slot := &b.bodies[p.ID]
	if result := slot.result.Load(); result != nil {
		return result
	}
	result := kept.read(b)
	if result == nil { // it is damaged on disk
		result = b.renderer.Render(p, layouts.NewRecord())
	}
	slot.result.Store(result)
	return result
}

// read reads a body back from the book; nil where that has it no more.
func (k *keptBody) read(b *build) *bodies.Result {
	if k.result != nil {
		return k.result
	}
	data, ok := b.warm.book.Blob(k.ref)
	if !ok {
		return nil
	}
	r := wire.NewReader(data)
	result := bodies.ReadResult(r)
	if !r.Done() {
		return nil
	}
	return result
}

// body returns what is kept of the body of a page that has a file: that of the build before where it still holds. It is
// made once in a build, whoever asks for it.
func (b *build) body(p *site.Page) *keptBody {
	slot := &b.bodies[p.ID]
	slot.once.Do(func() {
		old := b.before().bodies[p.Name()]
		holds := b.bodyHolds(p, old)
		slot.fresh = !holds
		if slot.kept = old; !holds || b.options.Verify {
			slot.kept = b.renderBody(p, slot)
		}
		if holds && b.options.Verify {
			b.verifyBody(p.Name(), old, slot.kept, slot.result.Load())
		}
		if slot.kept.problems == 0 { // an error names what might have been meant, which anything can change
			b.made.keepBody(p.Name(), slot.kept)
		}
	})
	return slot.kept
}

// complains tells whether there is or was something to say of the body of a page that did not hold: then it may stand on another line now, though
// nothing else of the page is another.
func (b *build) complains(p *site.Page, old *keptPage) bool {
	if p.Source == nil {
		return false
	}
	if b.body(p); !b.bodies[p.ID].fresh {
		return false
	}
	now := b.bodyResult(p)
	return len(old.links)+len(old.problems)+len(now.References)+len(now.Problems) > 0
}

// bodyHolds tells whether a body that was rendered earlier would be rendered the same now.
func (b *build) bodyHolds(p *site.Page, old *keptBody) bool {
	if old == nil || old.file != b.fileOf(p) || !b.same && old.says != b.facts.says(p) {
		return false
	}
	return b.facts.hold(old.facts) && b.askFor(old.facts)
}

// fileOf returns the digest of the file of a page.
func (b *build) fileOf(p *site.Page) source.Digest { return b.made.parsed[p.Source.File.Name()].digest }

func (b *build) renderBody(p *site.Page, slot *bodySlot) *keptBody {
	record := layouts.NewRecord()
	result := b.renderer.Render(p, record)
	slot.result.Store(result)
	body := &keptBody{problems: result.Problems.Errors(), file: b.fileOf(p), says: b.facts.says(p), facts: b.facts.read(record)}
	w := pool.Borrow(&b.writers)
	defer b.writers.Put(w)
	end := result.Append(w)
	body.digest = source.Sum(w.Bytes[:end])
	if body.ref = b.warm.keep(w.Bytes); body.ref == (cache.Ref{}) {
		body.result = result
	}
	return body
}

// keep puts bytes into the book; the zero Ref where there is none, or it cannot keep them.
func (w *warmth) keep(data []byte) cache.Ref {
	if w.book == nil {
		return cache.Ref{}
	}
	ref, err := w.book.Keep(data)
	if err != nil {
		return cache.Ref{}
	}
	return ref
}

// letGo drops a body that the book has, once its page is finished.
func (b *build) letGo(p *site.Page) {
	p.Source.Release()
	if b.warm == nil {
		return
	}
	if slot := &b.bodies[p.ID]; slot.kept != nil && slot.kept.result == nil {
		slot.result.Store(nil)
	}
}
