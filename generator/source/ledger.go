package source

import (
	"errors"
	"strings"
	"time"

	"stillpoint/generator/stamp"
	"stillpoint/generator/wire"
)

// Ledger remembers the digests of files between scans, so that a file is not read again whose
// stamp (size, times, place on disk) is as it was. The zero Ledger is empty. It serves one scan at a time.
type Ledger struct {
	lines []noted // sorted by path, each once, as a snapshot is
	grown bool    // the last scan has written something else into it than was there
}

type noted struct {
	path, layer string
	stamp       stamp.Stamp
	digest      Digest
	sure        bool // the stamp was older than the clock's grain when the file was read
}

// Digest gives every file of the snapshot its digest. It reads those alone that the ledger cannot vouch
// for, and writes all into it. Each runs its argument for the numbers from 0 to n-1, at will side by side.
// A file that cannot be read has no digest.
func (s *Snapshot) Digest(known *Ledger, each func(n int, f func(i int) error) error) error {
	lines, unknown := known.match(s.files)
	read := make([]noted, len(unknown))
	err := each(len(unknown), func(i int) error {
		read[i] = s.note(s.files[unknown[i]])
		return nil
	})
	if err != nil {
		return err
	}
	known.grown = len(lines) != len(known.lines)
	for i, at := range unknown {
		known.grown = known.grown || lines[at] != read[i]
		lines[at] = read[i]
	}
	for i, f := range s.files {
		f.digest = lines[i].digest
	}
	known.lines = lines
	return nil
}

// Grown tells whether the last scan has learnt anything, so that the ledger is worth keeping.
func (l *Ledger) Grown() bool { return l.grown }

// Input is a file by its path within the site, with its digest; zero where it could not be read.
type Input struct {
	Path   string
	Digest Digest
}

// Inputs returns the files of the last scan, sorted by path.
func (l *Ledger) Inputs() []Input {
	all := make([]Input, len(l.lines))
	for i := range l.lines {
		all[i] = Input{l.lines[i].path, l.lines[i].digest}
	}
	return all
}

// LetGo drops what files hold still.
func (s *Snapshot) LetGo() {
	for _, f := range s.files {
		f.held.Store(nil)
	}
}

// match returns a line for each file, and the numbers of those that the ledger cannot vouch for. Where there are as many files
// as lines, and the same, the lines are those of the ledger.
func (l *Ledger) match(files []*File) (lines []noted, unknown []int) {
	lines = l.lines
	if !l.covers(files) {
		lines = make([]noted, len(files))
	}
	at := 0
	for i, f := range files {
		for at < len(l.lines) && l.lines[at].path < f.Path {
			at++
		}
		if at == len(l.lines) || !l.lines[at].vouches(f) {
			unknown = append(unknown, i)
			continue
		}
		lines[i] = l.lines[at]
		lines[i].path, lines[i].layer = f.Path, f.Layer // so that the bytes that a ledger was read from can go
	}
	return lines, unknown
}

func (l *Ledger) covers(files []*File) bool {
	if len(l.lines) != len(files) {
		return false
	}
	for i, f := range files {
		if l.lines[i].path != f.Path {
			return false
		}
	}
	return true
}

func (n *noted) vouches(f *File) bool {
	return n.sure && n.path == f.Path && n.layer == f.Layer && n.stamp == f.stamp
}

// most is how many bytes are held, of all files together, from their digest to their first reading.
const most = 64 << 20

// note reads a file, and holds what it has read for whoever reads it next. Nothing can be said of one that cannot be read.
func (s *Snapshot) note(f *File) noted {
	now := time.Now()
	data, err := f.Read()
	if err != nil {
		return noted{path: f.Path, layer: f.Layer}
	}
	if s.held.Add(int64(len(data))) <= most {
		f.held.Store(&data)
	}
	return noted{path: f.Path, layer: f.Layer, stamp: f.stamp, digest: Sum(data), sure: f.stamp.Before(now.Add(-stamp.Grain))}
}

// Append writes the ledger, with a digest of its own that shows any damage.
func (l *Ledger) Append(w *wire.Writer) {
	var all wire.Writer
	all.Count(len(l.lines))
	for i := range l.lines {
		l.lines[i].append(&all)
	}
	sum := Sum(all.Bytes)
	w.Fixed(sum[:])
	w.Count(len(all.Bytes))
	w.Fixed(all.Bytes)
}

func (n *noted) append(w *wire.Writer) {
	w.Text(n.path)
	w.Text(n.layer)
	n.stamp.Append(w)
	w.Fixed(n.digest[:])
	w.Truth(n.sure)
}

// errLedger says that bytes are no ledger.
var errLedger = errors.New("the record of the files of the last build is damaged")

// ReadLedger reads what [Ledger.Append] has written. A ledger that differs from it in any byte is an error.
func ReadLedger(r *wire.Reader) (Ledger, error) {
	sum := r.Fixed(len(Digest{}))
	data := r.Fixed(r.Count())
	if r.Err() != nil || Sum(data) != Digest(sum) {
		return Ledger{}, errLedger
	}
	inner := wire.NewReader(data)
	lines := make([]noted, inner.Count())
	for i := range lines {
		lines[i].read(inner)
		if i > 0 && strings.Compare(lines[i-1].path, lines[i].path) >= 0 {
			return Ledger{}, errLedger
		}
	}
	if !inner.Done() {
		return Ledger{}, errLedger
	}
	return Ledger{lines: lines}, nil
}

func (n *noted) read(r *wire.Reader) {
	n.path, n.layer = r.Text(), r.Text()
	n.stamp = stamp.Read(r)
	copy(n.digest[:], r.Fixed(len(n.digest)))
	n.sure = r.Truth()
}
