package watch

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Folder is a folder to watch, as the caller found it.
type Folder struct {
	Path string      // absolute, symbolic links followed
	Info fs.FileInfo // what os.Stat, os.Lstat or an fs.DirEntry said of it; never nil
}

// Watch makes the set of watched folders equal to folders. It reports whether a
// watch is new, because the set has grown or a watch was no longer to be trusted: then
// something may have happened before the watch began, and the caller must look again at
// once. When it reports false, Wait tells of everything that happens from the caller's
// look on. A folder that is gone by now is no trouble: the next look will not find it.
//
// A watcher that polls reports false, since its next tick leads to a look anyway; so
// does one that is closed.
func (w *Watcher) Watch(folders []Folder) (again bool) {
	w.watching.Lock()
	defer w.watching.Unlock()
	missing := w.retire(folders)
	for _, folder := range missing {
		if w.silent() {
			return false
		}
		w.add(folder)
	}
	if len(missing) == 0 || w.silent() {
		return false
	}
	held := w.notifier.Paths()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.set.settle(held)
	return true
}

// retire ends all watches that are not wanted or not to be trusted, and returns
// the folders that have none then. It comes before any new watch: the notifier has one
// watch for one folder, and after a renaming the old path still has it.
func (w *Watcher) retire(folders []Folder) (missing []Folder) {
	if w.silent() {
		return nil
	}
	wanted := make(map[string]fs.FileInfo, len(folders))
	for _, folder := range folders {
		wanted[filepath.Clean(folder.Path)] = folder.Info
	}
	w.mu.Lock()
	retired := w.set.retire(wanted)
	for _, folder := range folders {
		path := filepath.Clean(folder.Path)
		if w.set[path] == nil {
			missing = append(missing, Folder{path, wanted[path]})
		}
	}
	w.mu.Unlock()
	for _, path := range retired {
		_ = w.notifier.Remove(path) // fails where the folder is gone, and the watch with it
	}
	return missing
}

// add begins a watch. The folder is in the set before that, so that no event about
// it can come too early to be noted.
func (w *Watcher) add(folder Folder) {
	w.mu.Lock()
	w.set[folder.Path] = &watched{info: folder.Info}
	w.mu.Unlock()
	err := w.notifier.Add(folder.Path)
	if err != nil && !gone(err) {
		w.fallBack(fmt.Errorf("%s: %w", folder.Path, err))
		return
	}
	if err == nil && folder.stillThere() {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.set.doubt(folder.Path)
}

// stillThere reports whether the path leads to the folder that the caller saw.
// Otherwise the watch may be on either.
func (f Folder) stillThere() bool {
	info, err := os.Stat(f.Path)
	return err == nil && os.SameFile(info, f.Info)
}
