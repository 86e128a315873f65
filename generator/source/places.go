package source

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Place is a folder on disk that a scan has looked into, or whose content decides where a
// symbolic link leads.
type Place struct {
	Path string // absolute, without symbolic links
	Info fs.FileInfo
}

// Folders returns every folder in which something could happen that changes the snapshot: the
// site's own, those of all inputs, and those that symbolic links lead through.
func (s *Snapshot) Folders() []Place { return s.folders }

// linkLimit is how many symbolic links are followed on the way to one file, as on Linux.
const linkLimit = 40

// seen notes a folder. The same folder may be noted more than once.
func (b *branch) seen(place string, info fs.FileInfo) {
	if place != "" {
		b.places = append(b.places, Place{place, info})
	}
}

// look notes a folder that is not listed itself.
func (b *branch) look(place string) {
	if place == "" {
		return
	}
	if info, err := os.Lstat(place); err == nil && info.IsDir() {
		b.seen(place, info)
	}
}

// locate returns where a name in a folder lies on disk. Where a symbolic link may stand on the
// way, each folder is noted that one is found in, or is looked for in. The place is "" where there is none
// within the layer.
func (b *branch) locate(folder, name string, linked bool) string {
	if folder == "" {
		return ""
	}
	if !linked {
		return filepath.Join(folder, name)
	}
	return b.follow(filepath.Join(folder, filepath.FromSlash(name)))
}

// follow resolves a path within the layer link by link, as far as there is something.
func (b *branch) follow(path string) string {
	for range linkLimit {
		link, rest := b.firstLink(path)
		if link == "" {
			return path
		}
		target, err := os.Readlink(link)
		if err != nil {
			return ""
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(link), target)
		}
		if path = filepath.Join(target, rest); !b.within(path) {
			return ""
		}
		b.look(filepath.Dir(path))
	}
	return ""
}

// firstLink returns the first symbolic link on a path within the layer, and what comes after it.
func (b *branch) firstLink(path string) (link, rest string) {
	rel, err := filepath.Rel(b.layer.Dir, path)
	if err != nil {
		return "", ""
	}
	parts := strings.Split(rel, string(filepath.Separator))
	at := b.layer.Dir
	for i, part := range parts {
		at = filepath.Join(at, part)
		info, err := os.Lstat(at)
		if err != nil {
			return "", ""
		}
		if info.Mode()&fs.ModeSymlink != 0 {
			b.look(filepath.Dir(at))
			return at, filepath.Join(parts[i+1:]...)
		}
	}
	return "", ""
}

func (b *branch) within(path string) bool {
	rel, err := filepath.Rel(b.layer.Dir, path)
	return err == nil && filepath.IsLocal(rel)
}
