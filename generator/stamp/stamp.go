// Package stamp tells, without reading it, whether a file is still the one that was read.
package stamp

import (
	"io/fs"
	"time"

	"stillpoint/generator/wire"
)

// Stamp is what the file system says of a file beside its name.
type Stamp struct {
	Size     int64
	Modified int64 // nanoseconds since 1970, as is Changed
	Changed  int64 // when the file or what is known of it was last changed; 0 where the system does not tell
	Device   uint64
	Inode    uint64
}

// Of returns the stamp of a file.
func Of(info fs.FileInfo) Stamp {
	s := Stamp{Size: info.Size(), Modified: info.ModTime().UnixNano()}
	s.identify(info)
	return s
}

// Grain is how much older than the clock a file must be for its stamp to prove anything: the
// coarsest file systems count in steps of two seconds, and a file may be written twice in one step.
const Grain = 2 * time.Second

// Before tells whether all times of the stamp lie before a moment. A file of the program itself has no
// time, and does not change.
func (s Stamp) Before(t time.Time) bool {
	return max(s.Modified, s.Changed) < t.UnixNano()
}

// Append writes the stamp, to be read by [Read].
func (s Stamp) Append(w *wire.Writer) {
	w.Number(s.Size)
	w.Number(s.Modified)
	w.Number(s.Changed)
	w.Number(int64(s.Device))
	w.Number(int64(s.Inode))
}

// Read reads a stamp.
func Read(r *wire.Reader) Stamp {
	return Stamp{r.Number(), r.Number(), r.Number(), uint64(r.Number()), uint64(r.Number())}
}
