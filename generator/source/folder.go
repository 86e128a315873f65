package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"stillpoint/generator/stamp"
)

// Folder is an open folder that cannot be left, also not through symbolic links.
type Folder struct {
	root *os.Root
	dir  string
	tree tree
}

// OpenFolder opens a folder; the caller closes it.
func OpenFolder(dir string) (*Folder, error) {
	whole, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if whole, err = filepath.EvalSymlinks(whole); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(whole)
	if err != nil {
		return nil, err
	}
	return &Folder{root, whole, tree{root.FS().(rootFS), openShortcut(root)}}, nil
}

// Dir returns the absolute path of the folder, without symbolic links.
func (f *Folder) Dir() string { return f.dir }

// FS returns the folder as a tree of files.
func (f *Folder) FS() fs.FS { return &f.tree }

// Close lets go of the folder. Files that have not been read can no longer be.
func (f *Folder) Close() error { return errors.Join(f.tree.short.close(), f.root.Close()) }

// rootFS is what [os.Root.FS] promises to be.
type rootFS interface {
	fs.ReadFileFS
	fs.ReadDirFS
	fs.StatFS
	fs.ReadLinkFS
}

// tree is a folder as a tree of files. A root opens every folder on the way to a file; where the system can go the whole way at once,
// and makes sure that it does not lead out of the folder, the shortcut is taken. Wherever that fails the root tells why.
type tree struct {
	rootFS
	short *shortcut // nil where the system has none
}

// ReadFile returns the bytes of a file.
func (t *tree) ReadFile(name string) ([]byte, error) { return readFile(t, name, 0) }

// largeFile is the size from which on the shortcut does not ask for the memory beforehand.
const largeFile = 1 << 30

// readFile returns the bytes of a file that has about the given size.
func readFile(fsys fs.FS, name string, size int64) ([]byte, error) {
	t, ok := fsys.(*tree)
	if !ok {
		return fs.ReadFile(fsys, name)
	}
	if fs.ValidPath(name) && size < largeFile {
		if data, ok := t.short.read(name, size); ok {
			return data, nil
		}
	}
	return t.rootFS.ReadFile(name)
}

// entry is a file or folder as it was listed.
type entry struct {
	path  string
	mode  fs.FileMode // its type
	stamp stamp.Stamp // not of folders and links
}

// list returns what is in a folder, sorted, but hidden files and those that are gone since. Entries are looked at side by side.
func list(fsys fs.FS, folder string, aside func(n int, f func(from, to int))) ([]entry, error) {
	if t, ok := fsys.(*tree); ok {
		if entries, ok := t.short.list(folder, aside); ok {
			return entries, nil
		}
	}
	found, err := fs.ReadDir(fsys, folder)
	if err != nil {
		return nil, err
	}
	var entries []entry
	for _, e := range found {
		if hidden(e.Name()) {
			continue
		}
		one, err := listed(inFolder(folder, e.Name()), e)
		switch {
		case err == nil:
			entries = append(entries, one)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err
		}
	}
	return entries, nil
}

func listed(path string, e fs.DirEntry) (entry, error) {
	if e.IsDir() || e.Type()&fs.ModeSymlink != 0 {
		return entry{path: path, mode: e.Type()}, nil
	}
	info, err := e.Info()
	if err != nil {
		return entry{}, err
	}
	return entry{path, info.Mode().Type(), stamp.Of(info)}, nil
}

// inFolder returns the path of a name in a folder, which may be the tree itself.
func inFolder(folder, name string) string {
	if folder == "." {
		return name
	}
	return folder + "/" + name
}
