package publish

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Intact tells whether the destination is just as the last build left it: whether that came to its end, and every file is there with the
// size and time that the manifest has of it. It is asked before anything is staged. A file whose time was too fresh to be recorded is
// read. Files of others are not looked for. Where nothing was published, nothing is intact.
func (p *Publication) Intact() bool {
	if p.ended.Load() || p.old.damaged || p.old.unfinished || len(p.old.lines) == 0 || len(p.missing) > 0 {
		return false
	}
	var next atomic.Int64
	var broken atomic.Bool
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for !broken.Load() {
				from := int(next.Add(stride)) - stride
				if from >= len(p.old.lines) {
					return
				}
				if !p.untouched(p.old.lines[from:min(from+stride, len(p.old.lines))]) {
					broken.Store(true)
				}
			}
		})
	}
	group.Wait()
	return !broken.Load()
}

// stride is how many files one goroutine looks at before it asks for more.
const stride = 256

func (p *Publication) untouched(lines []line) bool {
	for i := range lines {
		l := &lines[i]
		is, err := lstat(p.disk.path(l.name))
		if err != nil || !l.proves(is) && (l.modified != 0 || !p.arrived(l.name, l.entry)) {
			return false
		}
	}
	return true
}

// Len returns how many files of a build are in place: of the one before, and after Commit of this one.
func (p *Publication) Len() int { return len(p.left.lines) }

// Mark returns a digest of the list of files that a build left in place, with their digests, sizes and times: of the build
// before, and after Commit of this one. Whoever remembers the mark of a build can tell whether another has published since. It is empty
// where nothing is listed, or the list is damaged or of a build that did not come to its end.
func (p *Publication) Mark() string {
	if p.left.damaged || p.left.unfinished || len(p.left.lines) == 0 {
		return ""
	}
	return Digest(p.left.encode())
}
