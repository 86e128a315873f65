package watch

import (
	"io/fs"
	"maps"
	"os"
	"slices"
)

// watched is a folder that is watched under a path.
type watched struct {
	info fs.FileInfo // the folder as the caller saw it
	// The watch may be gone, or be on another folder.
	doubtful bool
	// The notifier holds a watch under this path. Where it does not, the watch is
	// that of another path to the same folder, and goes when that one goes.
	own bool
}

// set is the set of watched folders by their cleaned paths.
type set map[string]*watched

// retire takes out all folders that are not wanted, or need another watch, and
// returns their paths in order.
func (s set) retire(wanted map[string]fs.FileInfo) []string {
	out := map[string]bool{}
	for path, folder := range s {
		if folder.doubtful || !os.SameFile(wanted[path], folder.info) {
			out[path] = true
		}
	}
	if len(out) > 0 {
		for path, folder := range s {
			if !folder.own {
				out[path] = true
			}
		}
	}
	for path := range out {
		delete(s, path)
	}
	return slices.Sorted(maps.Keys(out))
}

// doubt marks the folder of a path, if there is one.
func (s set) doubt(path string) {
	if folder := s[path]; folder != nil {
		folder.doubtful = true
	}
}

// doubtAll marks every folder.
func (s set) doubtAll() {
	for _, folder := range s {
		folder.doubtful = true
	}
}

// settle notes which folders the notifier holds a watch for under their own path.
func (s set) settle(held []string) {
	for _, folder := range s {
		folder.own = false
	}
	for _, path := range held {
		if folder := s[path]; folder != nil {
			folder.own = true
		}
	}
}
