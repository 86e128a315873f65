package publish

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// disk makes all changes to the destination. Each method is one step that
// either happens or does not, as far as a killed program is concerned; only create has a
// half-way state, and it is used in the staging folder alone.
//
// The staging folder is reached by its path, all else through the root, which follows no
// link out of the destination: the staging folder was just made by this very run,
// and a root opens every folder on the way to each of its many files.
type disk struct {
	root     *os.Root
	absolute string
	step     func(action, name string) error // asked before each step; nil but in tests
}

func (d disk) path(name string) string {
	return filepath.Join(d.absolute, filepath.FromSlash(name))
}

func (d disk) before(action, name string) error {
	if d.step == nil {
		return nil
	}
	return d.step(action, name)
}

func (d disk) makeFolders(name string) error {
	if err := d.before("make", name); err != nil {
		return err
	}
	return d.root.MkdirAll(name, 0o755)
}

// makeStaging makes the staging folder, or one in it.
func (d disk) makeStaging(name string) error {
	if err := d.before("make", name); err != nil {
		return err
	}
	return os.Mkdir(d.path(name), 0o755)
}

// create makes a file in the staging folder.
func (d disk) create(name string, data []byte) error {
	if err := d.before("create", name); err != nil {
		return err
	}
	file, err := os.OpenFile(d.path(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if err := d.fill(file, name, data); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

func (d disk) fill(file io.Writer, name string, data []byte) error {
	if err := d.before("fill", name); err != nil {
		return err
	}
	_, err := file.Write(data)
	return err
}

// age sets the time of a file in the staging folder and returns what the file system made of it.
func (d disk) age(name string, modified time.Time) (fs.FileInfo, error) {
	if err := d.before("age", name); err != nil {
		return nil, err
	}
	place := d.path(name)
	if err := os.Chtimes(place, modified, modified); err != nil {
		return nil, err
	}
	return os.Lstat(place)
}

func (d disk) rename(from, to string) error {
	if err := d.before("rename", to); err != nil {
		return err
	}
	return d.root.Rename(from, to)
}

func (d disk) remove(name string) error {
	if err := d.before("remove", name); err != nil {
		return err
	}
	return d.root.Remove(name)
}

func (d disk) removeAll(name string) error {
	if err := d.before("remove", name); err != nil {
		return err
	}
	return d.root.RemoveAll(name)
}
