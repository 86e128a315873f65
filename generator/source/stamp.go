package source

import (
	"io/fs"
	"time"
)

// stamp is what tells, without reading it, that a file is still the one that was read.
type stamp struct {
	size     int64
	modified int64 // nanoseconds since 1970, as is changed
	changed  int64 // when the file or what is known of it was last changed; 0 where the system does not tell
	device   uint64
	inode    uint64
}

func stampOf(info fs.FileInfo) stamp {
	s := stamp{size: info.Size(), modified: info.ModTime().UnixNano()}
	s.identify(info)
	return s
}

// before tells whether all times of the stamp lie before a moment. A file of the program itself has no
// time, and does not change.
func (s stamp) before(t time.Time) bool {
	return max(s.modified, s.changed) < t.UnixNano()
}
