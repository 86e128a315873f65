package cache

import (
	"errors"
	"io/fs"
	"os"
)

// books is the folder of all books. Its name grows with each change of how they are written.
const books = "books-1"

// errForeign says that something else lies where a file or a folder of ours should be.
var errForeign = errors.New("what lies there is not of Stillpoint")

// folder is where one book lies. Each change of it is one step, which happens or does not as far as a killed program is
// concerned; half written is only what nothing names yet.
type folder struct {
	root *os.Root                        // nil as long as there is none
	step func(action, name string) error // asked before each step; nil but in tests
}

func (f *folder) before(action, name string) error {
	if f.step == nil {
		return nil
	}
	return f.step(action, name)
}

// make makes the folder of a book and opens it.
func (f *folder) make(dir, name string) error {
	if f.root != nil {
		return nil
	}
	if err := f.before("make", name); err != nil {
		return err
	}
	root, err := openBook(dir, name, true)
	if err == nil {
		f.root = root
	}
	return err
}

// create makes a file that was not there.
func (f *folder) create(name string) (*os.File, error) {
	if err := f.before("create", name); err != nil {
		return nil, err
	}
	return f.root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
}

func (f *folder) write(file *os.File, name string, data []byte, at int64) error {
	if err := f.before("write", name); err != nil {
		return err
	}
	_, err := file.WriteAt(data, at)
	return err
}

func (f *folder) rename(from, to string) error {
	if err := f.before("rename", to); err != nil {
		return err
	}
	return f.root.Rename(from, to)
}

func (f *folder) remove(name string) error {
	if err := f.before("remove", name); err != nil {
		return err
	}
	return remove(f.root, name)
}

// openBook opens the folder of a book in the folder of a cache.
func openBook(dir, name string, create bool) (*os.Root, error) {
	shelf, err := openShelf(dir, create)
	if err != nil {
		return nil, err
	}
	return descend(shelf, name, create)
}

// openShelf opens the folder of all books in the folder of a cache.
func openShelf(dir string, create bool) (*os.Root, error) {
	if create {
		if err := prepare(dir); err != nil {
			return nil, err
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return descend(root, books, create)
}

// descend opens a folder in a folder, which it lets go of. A symbolic link in its place is not followed.
func descend(parent *os.Root, name string, create bool) (*os.Root, error) {
	defer parent.Close()
	if create {
		if err := parent.Mkdir(name, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
	}
	named, err := parent.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !named.IsDir() {
		return nil, errForeign
	}
	root, err := parent.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	if opened, err := root.Stat("."); err != nil || !os.SameFile(named, opened) {
		root.Close()
		return nil, errForeign
	}
	return root, nil
}

// openFile opens a regular file for reading and tells what it is. It follows no link, and waits for no pipe.
func openFile(root *os.Root, name string) (*os.File, fs.FileInfo, error) {
	for range 100 { // another build may rename a new file to the name between the look and the opening
		file, info, err := openRegular(root, name)
		if file != nil || err != nil {
			return file, info, err
		}
	}
	return nil, nil, errForeign
}

// openRegular returns nothing and no error where the file that it opened is not the one that it had looked at.
func openRegular(root *os.Root, name string) (*os.File, fs.FileInfo, error) {
	named, err := root.Lstat(name)
	if err != nil {
		return nil, nil, err
	}
	if !named.Mode().IsRegular() {
		return nil, nil, errForeign
	}
	file, err := root.Open(name)
	if err != nil {
		return nil, nil, err
	}
	opened, err := file.Stat()
	if err == nil && os.SameFile(named, opened) {
		return file, opened, nil
	}
	file.Close()
	return nil, nil, err
}

// plain returns what is wrong without the place, which the message around it names.
func plain(err error) error {
	var inPath *fs.PathError
	var inLink *os.LinkError
	switch {
	case errors.As(err, &inPath):
		return inPath.Err
	case errors.As(err, &inLink):
		return inLink.Err
	}
	return err
}
