package publish

import (
	"errors"
	"os"
	"sync/atomic"
	"time"
)

// disk makes all changes to the destination. Each method is one step that
// either happens or does not, as far as a killed program is concerned; only create has a
// half-way state, and it is used in the staging folder alone.
//
// What only looks, and the staging folder, go from the ground, all else through the root, which follows no
// link out of the destination: the staging folder was just made by this very run,
// and a root opens every folder on the way to each of its many files.
type disk struct {
	root *os.Root
	ground
	step  func(action, name string) error // asked before each step; nil but in tests
	exact *atomic.Bool                    // whether times are known to be kept to the nanosecond, so that they need not be asked back
}

// openDisk opens a destination that is there.
func openDisk(destination string) (disk, error) {
	root, err := os.OpenRoot(destination)
	if err != nil {
		return disk{}, err
	}
	ground, err := groundOf(root)
	if err != nil {
		return disk{}, errors.Join(err, root.Close())
	}
	return disk{root: root, ground: ground, exact: new(atomic.Bool)}, nil
}

func (d disk) close() error { return errors.Join(d.ground.close(), d.root.Close()) }

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
	return d.makeFolder(name)
}

// condition is what tells whether a file is as it was.
type condition struct {
	kind     kind
	size     int64 // bytes
	modified int64 // nanoseconds since 1970
}

// finestStep is the finest in which file systems count time, in nanoseconds, but for those that count these.
const finestStep = 100

// create makes a file in the staging folder, gives it a time, unless that is zero, and returns what the file system made of it.
func (d disk) create(name string, data []byte, modified time.Time) (condition, error) {
	exact := d.exact.Load()
	is, err := d.makeFile(name, data, modified, exact, func(action string) error { return d.before(action, name) })
	if stamp := modified.UnixNano(); !exact && err == nil && is.modified == stamp && stamp%finestStep != 0 {
		d.exact.Store(true)
	}
	return is, err
}

func (d disk) rename(from, to string) error {
	if err := d.before("rename", to); err != nil {
		return err
	}
	return patiently(func() error { return d.root.Rename(from, to) }, passing, time.Sleep)
}

func (d disk) remove(name string) error {
	if err := d.before("remove", name); err != nil {
		return err
	}
	return patiently(func() error { return d.root.Remove(name) }, passing, time.Sleep)
}

func (d disk) removeAll(name string) error {
	if err := d.before("remove", name); err != nil {
		return err
	}
	return d.root.RemoveAll(name)
}
