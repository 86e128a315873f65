package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

const (
	manifestVersion = 1
	manifestLimit   = 512 << 20 // bytes; some millions of files
)

// manifest lists what Stillpoint wrote into a destination. On disk it is JSON, one member for each file under its name.
type manifest struct {
	// unfinished marks the union of old and new names that is in place while a
	// publication renames and removes.
	unfinished bool
	about      About
	lines      []line // sorted by name, each once
	text       []byte // that it was read from, where encode would make the same; nil where it is not known

	damaged bool // there is one, but it cannot be used
}

// line is one file of a manifest.
type line struct {
	name string
	entry
	text string // how the manifest that was read has it; "" where it has another entry or none
}

func byName(a, b line) int { return strings.Compare(a.name, b.name) }

// entry is what is known of one published file.
type entry struct {
	digest sum
	size   int64 // bytes
	// modified is the file's time in nanoseconds since 1970, or 0 where the time
	// proves nothing and the bytes must be compared.
	modified int64
	// planned marks, in an unfinished manifest, a file where none was before. It
	// is ours only once it has these bytes.
	planned bool
}

// same reports whether an entry says as much as another that is newer. That a time
// has become known is not worth writing a manifest for.
func (e entry) same(newer entry) bool {
	if e.modified == 0 {
		newer.modified = 0
	}
	return e == newer
}

func (m manifest) same(newer manifest) bool {
	return !m.damaged && !m.unfinished && m.about == newer.about &&
		slices.EqualFunc(m.lines, newer.lines, func(a, b line) bool { return a.name == b.name && a.same(b.entry) })
}

// merged joins two sorted lists that have no name in common.
func merged(a, b []line) []line {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 {
		return a
	}
	all := make([]line, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0].name < b[0].name {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// margin is how much older than the clock a file's time must be to prove
// anything: the coarsest file systems count in steps of two seconds, and a
// file may be edited a second time within one step.
const margin = 2 * time.Second

// backdate is how far in the past published files are put: beyond the margin,
// with a step to spare.
const backdate = margin + time.Second

// recorded returns the entry of a file on disk with a given digest.
func recorded(digest sum, at condition, now time.Time) entry {
	e := entry{digest: digest, size: at.size}
	if at.modified < now.Add(-margin).UnixNano() {
		e.modified = at.modified
	}
	return e
}

// proves reports whether a file's size and time alone show that it is as recorded.
func (e entry) proves(at condition) bool {
	return e.modified != 0 && at.kind == plainFile && e.size == at.size && e.modified == at.modified
}

// load reads the manifest of the destination. One that cannot be used is
// warned about and taken as empty.
func (p *Publication) load() {
	m, err := readManifest(p.disk.root)
	if err != nil {
		p.warnings = append(p.warnings, fmt.Sprintf("%s cannot be used (%v): nothing of earlier builds is removed, and files with the names of new ones are replaced",
			p.shown(manifestName), err))
		m = manifest{damaged: true}
	}
	p.old = m
	p.settlePlanned()
	p.left = p.old
	p.marks = make([]atomic.Uint32, len(p.old.lines))
	p.places = make(map[string]int32, len(p.old.lines))
	for i := range p.old.lines {
		p.places[p.old.lines[i].name] = int32(i)
	}
}

// settlePlanned takes the planned entries of an unfinished manifest for ours where
// their files have got into place, and forgets the others.
func (p *Publication) settlePlanned() {
	p.missing = make(map[string]entry)
	if !slices.ContainsFunc(p.old.lines, func(l line) bool { return l.planned }) {
		return
	}
	var ours []line
	for _, l := range p.old.lines {
		if l.planned && !p.arrived(l.name, l.entry) {
			p.missing[l.name] = l.entry
			continue
		}
		if l.planned {
			l.planned, l.text = false, ""
		}
		ours = append(ours, l)
	}
	p.old.lines, p.old.text = ours, nil
}

// arrived reports whether a file is in place with the bytes of its entry.
func (p *Publication) arrived(name string, e entry) bool {
	info, err := p.disk.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != e.size {
		return false
	}
	file, err := p.disk.root.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	hash := sha256.New()
	_, err = io.Copy(hash, file)
	return err == nil && sum(hash.Sum(nil)[:len(sum{})]) == e.digest
}

func readManifest(root *os.Root) (manifest, error) {
	info, err := root.Lstat(manifestName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return manifest{}, nil
	case err != nil:
		return manifest{}, err
	case !info.Mode().IsRegular():
		return manifest{}, errors.New("it is not a plain file")
	case info.Size() > manifestLimit:
		return manifest{}, errors.New("it is larger than any manifest")
	}
	data, err := root.ReadFile(manifestName)
	if err != nil {
		return manifest{}, err
	}
	return decodeManifest(data)
}
