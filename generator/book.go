package generator

import (
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"

	"stillpoint/generator/cache"
	"stillpoint/generator/check"
	"stillpoint/generator/diag"
	"stillpoint/generator/publish"
	"stillpoint/generator/records"
	"stillpoint/generator/source"
	"stillpoint/generator/wire"
)

// The sections of the book that a build leaves for the builds of other processes. Head and ledger are enough to see that nothing has
// changed.
const (
	headSection   = "head"
	ledgerSection = "ledger"
	keptSection   = "kept"
)

// last is what the last good build says of itself as a whole.
type last struct {
	moment
	pages       int
	destination string // that the configuration names
	mark        string // of the published folder, as package publish writes it; "" where nothing was published
	problems    diag.List
	shape       source.Digest // of all that the graph was made from
	claims      source.Digest // of which outputs there are
	faults      []check.Fault // of links
}

// last returns what a good build says of itself.
func (b *build) last() last {
	return last{
		moment: moment{b.now, b.due()}, pages: len(b.site.Pages), destination: b.config.Build.Destination, mark: b.mark,
		problems: b.problems.Sorted(), shape: b.shape, claims: b.claims, faults: b.faults,
	}
}

// open opens the book, once, and reads what tells whether anything has changed.
// Where there is no site, no folder must come to be for its cache.
func (w *warmth) open(o Options, site fs.FS) {
	if w == nil || !o.Remember || w.opened {
		return
	}
	if _, err := fs.Stat(site, ConfigFile); err != nil {
		return
	}
	w.opened = true
	dir := o.cacheFolder()
	program, err := cache.Program(dir)
	if err != nil {
		w.note(err.Error())
		return
	}
	name := o.bookName()
	w.book = cache.OpenBook(dir, name, cache.KeyOf(program, name))
	w.readHead()
}

// bookName tells the books of a site apart by all that shapes a build but its inputs. It says nothing of where the site's
// folder lies, so that a book that was carried elsewhere with its site is still its book.
func (o Options) bookName() string {
	destination, folder := o.Destination, ""
	if from, err := filepath.Abs(o.Source); err == nil {
		if o.Cache != "" { // which may be that of several sites
			folder = filepath.Base(from)
		}
		if to, err := filepath.Abs(o.Destination); err == nil && o.Destination != "" {
			if rel, err := filepath.Rel(from, to); err == nil {
				destination = filepath.ToSlash(rel)
			}
		}
	}
	flags := ""
	for _, set := range []bool{o.Drafts, o.Future, o.Expired, o.InMemory, o.SourceMaps, o.OnDemand} {
		flags += strconv.FormatBool(set) + " "
	}
	return strings.Join([]string{folder, destination, o.Environment, o.BaseURL, flags}, "\n")
}

func (w *warmth) note(text string) {
	if text != "" {
		w.notes = append(w.notes, text)
	}
}

// remark says in one line why something could not be read from or kept on disk, once.
func (w *Builder) remark() string {
	if w.warm.remarked {
		return ""
	}
	if w.warm.book != nil {
		w.warm.note(w.warm.book.Remark())
	}
	if len(w.warm.notes) == 0 {
		return ""
	}
	w.warm.remarked = true
	return w.warm.notes[0]
}

// readHead reads what tells whether anything has changed.
func (w *warmth) readHead() {
	ledger, ok := w.book.Section(ledgerSection)
	head, also := w.book.Section(headSection)
	if !ok || !also {
		return
	}
	read, err := source.ReadLedger(wire.NewReader(ledger))
	r := wire.NewReader(head)
	var found seen
	var was last
	found.read(r)
	was.read(r)
	if err != nil || !r.Done() {
		w.note("what an earlier build has left is damaged, and not used")
		return
	}
	found.inputs = read.Inputs()
	w.ledger, w.seen, w.last, w.saved = read, &found, was, true
}

// stand lets the published site stand where it is just as the last build, of another process, has left it and nothing has changed
// since. What that had to say is said again.
func (b *build) stand() (bool, error) {
	was := &b.warm.last
	if b.options.InMemory || b.options.Verify || was.mark == "" {
		return false, nil
	}
	destination := b.options.destination(was.destination)
	if b.unfit(destination) != "" {
		return false, nil
	}
	out, err := publish.Open(destination)
	if err != nil {
		return false, err
	}
	b.out, b.result.Destination = out, destination
	if len(out.Warnings()) > 0 || !out.Intact() || out.Mark() != was.mark {
		return false, nil
	}
	b.result.Summary = publish.Summary{Unchanged: out.Len()}
	b.result.Pages, b.result.Stood = was.pages, true
	b.problems, b.halted = was.problems, true
	b.warm.saved = b.warm.saved && !b.warm.ledger.Grown()
	return true, nil
}

func (m *moment) append(w *wire.Writer) {
	w.Time(m.now)
	w.Time(m.due)
}

func (m *moment) read(r *wire.Reader) { m.now, m.due = r.Time(), r.Time() }

func (s *seen) append(w *wire.Writer) {
	s.moment.append(w)
	w.Text(s.told)
}

func (s *seen) read(r *wire.Reader) {
	s.moment.read(r)
	s.told = r.Text()
}

func (l *last) append(w *wire.Writer) {
	l.moment.append(w)
	w.Count(l.pages)
	w.Text(l.destination)
	w.Text(l.mark)
	records.AppendDiagnostics(w, l.problems)
	w.Fixed(l.shape[:])
	w.Fixed(l.claims[:])
	check.AppendFaults(w, l.faults)
}

func (l *last) read(r *wire.Reader) {
	l.moment.read(r)
	l.pages, l.destination, l.mark = r.Index(), r.Text(), r.Text()
	l.problems = records.ReadDiagnostics(r)
	copy(l.shape[:], r.Fixed(len(l.shape)))
	copy(l.claims[:], r.Fixed(len(l.claims)))
	l.faults = check.ReadFaults(r)
}
