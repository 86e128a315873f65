package generator

import (
	"stillpoint/generator/layouts"
)

// replay hands on what the last build made of a page, and asks for all that the page asks for. It
// tells whether it could: whether nothing that was read then is another now, and the files are still there.
func (w *worker) replay() bool {
	b := w.build
	if b.warm == nil {
		return false
	}
	old := b.before().pages[w.page.Name()]
	if old == nil {
		return false
	}
	if !b.facts.hold(old.facts) || !b.askFor(old.facts) {
		w.why.facts = b.facts.stale(old.facts)
		return false
	}
	if b.complains(w.page, old) {
		w.why.facts = []layouts.Fact{{Kind: "body", Name: w.page.Name()}}
		return false
	}
	if b.options.Verify {
		w.held, w.why = old, old.why
		return false
	}
	if !w.keep(old) {
		w.why.lost = true
		return false
	}
	w.slot.links, w.slot.found, w.slot.problems, w.slot.outputs = old.links, old.found, old.problems, old.outputs
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
	failed := w.slot.problems.Errors() > 0
	if b.warm == nil || w.held == nil && (w.silent || failed) {
		return
	}
	more := []layouts.Fact{{Kind: "page", Name: w.page.Name()}, {Kind: "config", Name: "build"}, {Kind: "config", Name: "checks"}, {Kind: "config", Name: "site"}, {Kind: "press"}, {Kind: "policy"}}
	if len(b.facts.sheets()) > 0 {
		more = append(more, layouts.Fact{Kind: "sheets"})
	}
	made := &keptPage{
		facts:   b.facts.read(record, more...),
		outputs: w.slot.outputs, links: w.slot.links, found: w.slot.found, problems: w.slot.problems, why: w.why,
	}
	switch {
	case failed:
		b.lie(w.page.Name(), "page without errors", b.unrecorded(w.held.facts, made.facts))
		return
	case w.held != nil && !w.silent:
		w.verifyPage(made)
	case w.held == nil:
		made.why.when = b.now
	}
	b.made.keepPage(w.page.Name(), made)
}
