package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"stillpoint/generator/lock"
)

// The names in the destination that belong to this package. No staged file may
// begin with the prefix.
const (
	reservedPrefix = ".stillpoint"
	manifestName   = reservedPrefix + ".json"
	lockName       = reservedPrefix + ".lock"
	stagingName    = reservedPrefix + "-staging"
	stagingTree    = stagingName + "/tree"
)

// Summary counts what a publication did.
type Summary struct {
	Written   int   // files that are new or have changed
	Unchanged int   // files that were there already with the same bytes
	Removed   int   // files of earlier builds that are gone now
	Bytes     int64 // sum of the sizes of the written files
}

// Publication is one build's way into its folder. Make it with [Open]; it ends
// with Commit, Abort or Close. Stage may be called from many goroutines at once,
// the other methods from one.
type Publication struct {
	destination string // as it was given, for messages
	disk        disk
	lock        *lock.Lock
	old         manifest
	missing     map[string]entry // planned by a killed run and never written
	forget      bool             // Clean: leave no manifest behind
	about       About            // see Tell
	warnings    []string
	left        manifest         // what is in place: that of the build before, then that of this one
	places      map[string]int32 // of the files in the list of the old manifest
	marks       []atomic.Uint32  // what has become of each of them: a mark

	mu      sync.Mutex
	items   map[string]item // staged files but those that are kept as they are
	temps   int32           // how many staging files have a number for a name
	staging bool            // whether the staging folder was made
	failure error           // the first failure of Stage
	ended   atomic.Bool

	sheltered sync.Map // folders in the staging folder that were made
	vacancies sync.Map // whether a folder of the destination was not there
}

// ErrEnded says that a publication was used after its Commit, Abort or Close.
var ErrEnded = errors.New("this publication has ended already")

// Open begins a publication into a folder, which is made when it is not there,
// and sweeps up what a killed one left. The error is a *LockedError when another
// publication is at work in the folder. The caller must end the publication;
// `defer p.Close()` right after Open does in every case.
func Open(destination string) (*Publication, error) {
	if destination == "" {
		return nil, errors.New("no destination folder is given")
	}
	if err := os.MkdirAll(destination, 0o755); err != nil {
		return nil, trouble("make the folder", destination, err)
	}
	return open(destination)
}

func open(destination string) (*Publication, error) {
	disk, err := openDisk(destination)
	if err != nil {
		return nil, trouble("open the folder", destination, err)
	}
	held, err := acquire(disk.root, destination)
	if err != nil {
		disk.close()
		return nil, err
	}
	p := &Publication{
		destination: destination,
		disk:        disk,
		lock:        held,
		items:       make(map[string]item),
	}
	if err := p.sweep(); err != nil {
		return nil, errors.Join(err, p.release())
	}
	p.load()
	return p, nil
}

// Warnings returns what Open found out of order, each in one line of plain words.
func (p *Publication) Warnings() []string { return p.warnings }

// About is what a folder tells of the site that was built into it.
type About struct {
	Address string // that the site is to be seen at, such as https://quiettide.example/; "" where that is not known
	Trial   bool   // it is to be looked at by its author alone, with pages that visitors are not to see yet, or no longer
}

// Tell lets the folder tell this of the site from the end of this publication on.
func (p *Publication) Tell(a About) { p.about = a }

// Abort ends the publication and drops what was staged; published files stay as
// they are. After the end of the publication it does nothing.
func (p *Publication) Abort() error {
	if _, err := p.end(); err != nil {
		return nil
	}
	return errors.Join(p.sweep(), p.release())
}

// Close is Abort under the name that a defer statement is used to: it does
// nothing after a Commit.
func (p *Publication) Close() error { return p.Abort() }

// end marks the publication as ended and returns what was staged.
func (p *Publication) end() (map[string]item, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended.Swap(true) {
		return nil, ErrEnded
	}
	items := p.items
	p.items = nil
	return items, nil
}

// sweep removes the staging folder, of this run or of a killed one.
func (p *Publication) sweep() error {
	_, err := p.disk.root.Lstat(stagingName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return p.trouble("remove", stagingName, p.disk.removeAll(stagingName))
}

func (p *Publication) release() error {
	err := p.trouble("remove", lockName, p.lock.Release())
	return errors.Join(err, p.disk.close())
}

// shown returns a name in the destination as people know it.
func (p *Publication) shown(name string) string {
	return filepath.Join(p.destination, filepath.FromSlash(name))
}

func (p *Publication) trouble(what, name string, err error) error {
	return trouble(what, p.shown(name), err)
}

// trouble puts an error of the file system in plain words, the place named once.
func trouble(what, place string, err error) error {
	if err == nil {
		return nil
	}
	var inPath *fs.PathError
	var inLink *os.LinkError
	switch {
	case errors.As(err, &inPath):
		err = inPath.Err
	case errors.As(err, &inLink):
		err = inLink.Err
	}
	return fmt.Errorf("could not %s %s: %w", what, place, err)
}
