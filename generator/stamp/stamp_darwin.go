package stamp

import (
	"io/fs"
	"syscall"
)

// identify adds the file's place on disk, and the time that no program can set back.
func (s *Stamp) identify(info fs.FileInfo) {
	if sys, ok := info.Sys().(*syscall.Stat_t); ok {
		s.Device, s.Inode = uint64(sys.Dev), uint64(sys.Ino)
		s.Changed = sys.Ctimespec.Nano()
	}
}
