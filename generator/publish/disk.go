package publish

import (
	"io"
	"io/fs"
	"os"
	"time"
)

// disk makes all changes to the destination. Each method is one step that
// either happens or does not, as far as a killed program is concerned; only create has a
// half-way state, and it is used in the staging folder alone.
type disk struct {
	root *os.Root
	step func(action, name string) error // asked before each step; nil but in tests
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

func (d disk) create(name string, data []byte) error {
	if err := d.before("create", name); err != nil {
		return err
	}
	file, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
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

// age sets the time of a file and returns what the file system made of it.
func (d disk) age(name string, modified time.Time) (fs.FileInfo, error) {
	if err := d.before("age", name); err != nil {
		return nil, err
	}
	if err := d.root.Chtimes(name, modified, modified); err != nil {
		return nil, err
	}
	return d.root.Lstat(name)
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
