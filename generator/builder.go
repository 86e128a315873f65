package generator

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"stillpoint/generator/cache"
	"stillpoint/generator/diag"
	"stillpoint/generator/publish"
	"stillpoint/generator/source"
)

// Builder builds one site again and again. Each of its builds is that of [Build], with more or less
// of it kept from the builds before: what is made from the same things is not made again. With Options.Remember
// those before may be of another process. It serves one goroutine, and must be closed.
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
// nothing has come due: then the result has neither site nor diagnostics. The first build keeps what it has made on disk, where
// Options.Remember asks for it; the later ones leave that to [Builder.Close].
func (w *Builder) Build(ctx context.Context) (*Result, error) {
	for n := 1; ; n++ {
		b := newBuild(w.options)
		w.warm.builds++
		b.warm, b.made, b.number = &w.warm, newKept(w.warm.kept), w.warm.builds
		result, err := b.end(b.all(ctx))
		if err == nil && b.snapshot != nil && b.snapshot.Torn() && n < attempts {
			continue
		}
		if err == nil && !result.Idle && !result.Stood {
			w.warm.remember(b)
		}
		if err == nil && !w.warm.live {
			w.warm.live = true
			w.save()
		}
		result.Remark = w.remark()
		return result, err
	}
}

// Close keeps what the last good build has made, where Options.Remember asks for it, and lets go of all. That something could not be
// kept now is no error: the next build makes it anew.
func (w *Builder) Close() error {
	w.save()
	return w.warm.close()
}

func (w *warmth) close() error {
	var err error
	if w.cache != nil {
		err = w.cache.Close()
	}
	if w.book != nil {
		err = errors.Join(err, w.book.Close())
	}
	return err
}

// warmth is what the builds of one Builder leave to each other.
type warmth struct {
	builds   uint64 // how many there were, those included that began again
	live     bool   // a build of this process has come to its end
	ledger   source.Ledger
	snapshot *source.Snapshot // of the last scan
	seen     *seen            // by the last build, nil before it
	last     last             // good build
	kept     *kept            // by that one
	cache    *cache.Store
	files    *publish.Files // of the last build that came to a finished site in memory

	opened   bool        // the book was looked for
	book     *cache.Book // nil where nothing is kept on disk
	saved    bool        // the book has all of this
	notes    []string    // why something of it could not be read or kept
	remarked bool        // the first of them was told
}

// seen is what a build has found, good or not.
type seen struct {
	moment
	inputs []source.Input
	told   string // what the scan complained of
}

// moment is when a build was, and when pages come or go or a day begins although no input changes.
type moment struct{ now, due time.Time }

// same tells whether a build at another time makes the same site of the same inputs.
func (m moment) same(now time.Time) bool {
	return !now.Before(m.now) && (m.due.IsZero() || now.Before(m.due))
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
		w.seen = nil
		return
	}
	w.seen = &seen{moment{b.now, b.due()}, b.inputs, complaints(b.scanned)}
	if b.result.Files != nil {
		w.files = b.result.Files
	}
	if b.result.Failed() {
		if w.kept == nil {
			w.kept = emptyKept()
		}
		w.kept.parsed = b.made.parsed
		return
	}
	if w.kept != nil {
		b.made.base, b.made.files = w.kept.base, w.kept.files
	}
	w.kept, w.last, w.saved = b.made, b.last(), false
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
	b.inputs, b.warm.snapshot = b.warm.ledger.Inputs(), b.snapshot
	before := b.warm.seen
	if before == nil {
		return nil
	}
	b.result.Changes = changes(before.inputs, b.inputs)
	same := len(b.result.Changes) == 0 && before.same(b.now) && complaints(b.scanned) == before.told
	switch {
	case same && b.warm.live:
		b.result.Idle, b.halted, b.problems = true, true, nil
	case same:
		if stands, err := b.stand(); stands || err != nil {
			return err
		}
	}
	if b.warm.kept == nil {
		b.warm.recollect()
		b.made = newKept(b.warm.kept)
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

// changes compares the inputs of two builds, each sorted by path.
func changes(before, after []source.Input) []Change {
	var all []Change
	for len(before)+len(after) > 0 {
		order := -1 // the next path is only in before
		switch {
		case len(before) == 0:
			order = 1
		case len(after) > 0:
			order = strings.Compare(before[0].Path, after[0].Path)
		}
		switch {
		case order < 0:
			all = append(all, Change{before[0].Path, "removed"})
		case order > 0:
			all = append(all, Change{after[0].Path, "added"})
		case before[0].Digest != after[0].Digest:
			all = append(all, Change{after[0].Path, "changed"})
		}
		if order <= 0 {
			before = before[1:]
		}
		if order >= 0 {
			after = after[1:]
		}
	}
	return all
}

// due returns the first moment after the build at which the same inputs make another site: a page
// comes or goes, an event is over, or a day begins, which ends closures and seasons.
func (b *build) due() time.Time {
	if b.site == nil || b.config == nil {
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
func (w *Builder) Due() time.Time {
	if w.warm.seen == nil || !w.options.Now.IsZero() {
		return time.Time{}
	}
	return w.warm.seen.due
}
