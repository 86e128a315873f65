package generator

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"stillpoint/generator/cache"
	"stillpoint/generator/diag"
	"stillpoint/generator/publish"
	"stillpoint/generator/source"
)

// Builder builds one site again and again. Each of its builds is that of [Build], with more or less
// of it kept from the builds before: what is made from the same things is not made again. It serves one
// goroutine.
type Builder struct {
	options Options
	warm    warmth
}

// NewBuilder returns a Builder that has built nothing yet. Where Options.Now is zero, each build
// goes by the clock.
func NewBuilder(o Options) *Builder { return &Builder{options: o} }

// attempts is how often a build is begun again because an input has changed under its hands.
const attempts = 3

// Build builds the site as [Build] does. It is idle where no input has changed since the last call and
// nothing has come due: then the result has neither site nor diagnostics.
func (w *Builder) Build(ctx context.Context) (*Result, error) {
	for n := 1; ; n++ {
		b := newBuild(w.options)
		w.warm.builds++
		b.warm, b.made, b.number = &w.warm, newKept(), w.warm.builds
		result, err := b.end(b.all(ctx))
		if err == nil && b.snapshot != nil && b.snapshot.Torn() && n < attempts {
			continue
		}
		if err == nil && !result.Idle {
			w.warm.remember(b)
		}
		return result, err
	}
}

// warmth is what the builds of one Builder leave to each other.
type warmth struct {
	builds uint64 // how many there were, those included that began again
	ledger source.Ledger
	inputs map[string]source.Digest // of the last build by path, nil before it
	told   string                   // what the last scan complained of
	due    time.Time                // when pages come or go although no input changes
	kept   *kept
	cache  *cache.Store
	files  *publish.Files // of the last build that came to a finished site in memory
}

// published returns the finished site of the last good build in memory, or nil.
func (w *warmth) published() *publish.Files {
	if w == nil {
		return nil
	}
	return w.files
}

// remember takes over what a build leaves. One that read an input while it was changed leaves
// nothing, and is not held against the next. One with errors leaves only what it has read: its pages are not
// those that were published last.
func (w *warmth) remember(b *build) {
	if b.snapshot == nil || b.snapshot.Torn() {
		w.inputs = nil
		return
	}
	w.inputs, w.told, w.due = b.inputs, complaints(b.scanned), b.due()
	switch {
	case w.kept == nil, !b.result.Failed():
		w.kept = b.made
	default:
		w.kept.parsed = b.made.parsed
	}
	if b.result.Files != nil {
		w.files = b.result.Files
	}
}

// recall digests all inputs, and finds out whether anything has changed since the last build.
func (b *build) recall(ctx context.Context) error {
	if b.warm == nil {
		return nil
	}
	b.scanned = slices.Clone(b.problems)
	err := b.snapshot.Digest(&b.warm.ledger, func(n int, f func(int) error) error { return each(ctx, b.jobs(), n, f) })
	if err != nil {
		return err
	}
	b.inputs = map[string]source.Digest{}
	for _, f := range b.snapshot.Files() {
		b.inputs[f.Path] = f.Digest()
	}
	if b.warm.inputs == nil {
		return nil
	}
	b.result.Changes = changes(b.warm.inputs, b.inputs)
	due := !b.warm.due.IsZero() && !b.now.Before(b.warm.due)
	if len(b.result.Changes) == 0 && !due && complaints(b.scanned) == b.warm.told {
		b.result.Idle, b.halted, b.problems = true, true, nil
	}
	return nil
}

// complaints joins diagnostics to one text, to be compared.
func complaints(problems diag.List) string {
	text := ""
	for _, d := range problems.Sorted() {
		text += d.String() + "\n"
	}
	return text
}

// changes compares the inputs of two builds.
func changes(before, after map[string]source.Digest) []Change {
	var all []Change
	for name, digest := range after {
		switch old, there := before[name]; {
		case !there:
			all = append(all, Change{name, "added"})
		case old != digest:
			all = append(all, Change{name, "changed"})
		}
	}
	for name := range maps.Keys(before) {
		if _, there := after[name]; !there {
			all = append(all, Change{name, "removed"})
		}
	}
	slices.SortFunc(all, func(a, b Change) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// due returns the first moment after the build at which the same inputs make another site: a page
// comes or goes, an event is over, or a day begins, which ends closures and seasons.
func (b *build) due() time.Time {
	if b.site == nil || b.config == nil || !b.options.Now.IsZero() {
		return time.Time{}
	}
	local := b.now.In(b.config.Site.Zone())
	first := time.Date(local.Year(), local.Month(), local.Day()+1, 0, 0, 0, 0, local.Location())
	for _, p := range b.pages {
		for _, moment := range p.Moments() {
			if moment.After(b.now) && moment.Before(first) {
				first = moment
			}
		}
	}
	return first
}

// Due returns the first moment at which a build would differ from the last one although no
// input has changed; the zero time where there is none, or where Options.Now has stopped the clock.
func (w *Builder) Due() time.Time { return w.warm.due }
