package source

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"stillpoint/generator/diag"
	"stillpoint/generator/stamp"
)

// walk lists one layer, folders side by side.
type walk struct {
	ctx   context.Context
	layer Layer
	torn  *atomic.Bool
	lanes chan struct{} // holds one for each goroutine that is under way beside the first
	group sync.WaitGroup
}

// lanes is how many goroutines may list beside the first: a disk that is not in memory answers several questions at once.
func lanes() int { return 2*runtime.GOMAXPROCS(0) - 1 }

// run runs a function side by side with the caller where a lane is free, and at once where none is.
func (w *walk) run(group *sync.WaitGroup, f func()) {
	select {
	case w.lanes <- struct{}{}:
		group.Go(func() {
			defer func() { <-w.lanes }()
			f()
		})
	default:
		f()
	}
}

// block is how many entries of a folder are looked at by one goroutine.
const block = 512

// blocks runs a function for the numbers from 0 to n-1, side by side in blocks.
func (w *walk) blocks(n int, f func(from, to int)) {
	var group sync.WaitGroup
	for from := 0; from < n; from += block {
		w.run(&group, func() { f(from, min(n, from+block)) })
	}
	group.Wait()
}

// branch is what was found in one folder. The branches below it are under way until the walk is over.
type branch struct {
	*walk
	name     string
	place    string        // where the folder lies on disk
	chain    []fs.FileInfo // of the folder and those above it: a guard against links that lead round in a circle
	files    []*File
	places   []Place
	findings []finding // in the order of names
	room     []File    // for the next files
}

// finding is a problem, or all that is found in a folder below.
type finding struct {
	problem *diag.Diagnostic
	below   *branch
}

// layerRoots lists the roots of the layer.
func (w *walk) layerRoots() *branch {
	b := &branch{walk: w}
	b.look(w.layer.Dir)
	for _, root := range w.layer.Roots {
		b.root(root)
	}
	w.group.Wait()
	return b
}

// collect gathers what was found, in the order of one goroutine that lists folder by folder.
func (b *branch) collect(files *[]*File, places *[]Place, problems *diag.List) {
	*files = append(*files, b.files...)
	*places = append(*places, b.places...)
	for _, f := range b.findings {
		if f.problem != nil {
			*problems = append(*problems, *f.problem)
			continue
		}
		f.below.collect(files, places, problems)
	}
}

func (b *branch) complain(d diag.Diagnostic) { b.findings = append(b.findings, finding{problem: &d}) }

func (b *branch) root(name string) {
	place := b.locate(b.layer.Dir, name, true)
	info, err := fs.Stat(b.layer.FS, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		b.complain(Unreadable(name, err))
	case info.IsDir():
		b.below(name, place, info)
	default:
		b.add(entry{name, info.Mode().Type(), stamp.Of(info)})
	}
}

// below begins to list a folder, which lies at a place on disk.
func (b *branch) below(name, place string, info fs.FileInfo) {
	next := &branch{walk: b.walk, name: name, place: place, chain: append(slices.Clip(b.chain), info)}
	b.findings = append(b.findings, finding{below: next})
	b.run(&b.group, next.list)
}

func (b *branch) list() {
	if b.ctx.Err() != nil {
		return
	}
	b.seen(b.place, b.chain[len(b.chain)-1])
	entries, err := list(b.layer.FS, b.name, b.blocks)
	if err != nil {
		b.complain(Unreadable(b.name, err))
		return
	}
	b.files = make([]*File, 0, len(entries))
	for _, e := range entries {
		b.entry(e)
	}
}

func (b *branch) entry(e entry) {
	if problem := badName(e.path); problem != nil {
		b.complain(*problem)
		return
	}
	linked := e.mode&fs.ModeSymlink != 0
	if !linked && !e.mode.IsDir() {
		b.add(e)
		return
	}
	place := b.locate(b.place, path.Base(e.path), linked)
	info, err := b.info(e.path, place, linked)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !linked: // gone since the folder was listed
	case err != nil:
		b.complain(Unreadable(e.path, err))
	case !info.IsDir():
		b.add(entry{e.path, info.Mode().Type(), stamp.Of(info)})
	case slices.ContainsFunc(b.chain, func(above fs.FileInfo) bool { return os.SameFile(above, info) }):
		b.complain(diag.New("link-circle", e.path, "this symbolic link leads back to a folder above it", "remove the link"))
	default:
		b.below(e.path, place, info)
	}
}

// info returns what is known of a folder, or of what a symbolic link leads to. That of a folder is looked up where it lies, which
// is quicker and tells no more than what it is; nothing is read there.
func (b *branch) info(name, place string, linked bool) (fs.FileInfo, error) {
	if !linked && place != "" {
		if info, err := os.Lstat(place); err == nil && info.IsDir() {
			return info, nil
		}
	}
	return fs.Stat(b.layer.FS, name)
}

// slab is how many files share their memory. One that is kept for long keeps the others.
const slab = 32

func (b *branch) add(e entry) {
	if !e.mode.IsRegular() {
		b.complain(diag.New("not-a-file", e.path, "this is neither a file nor a folder", "remove it"))
		return
	}
	if len(b.room) == 0 {
		b.room = make([]File, min(slab, max(1, cap(b.files)-len(b.files))))
	}
	f := &b.room[0]
	b.room = b.room[1:]
	*f = File{Path: e.path, Layer: b.layer.Name, Size: e.stamp.Size, fsys: b.layer.FS, stamp: e.stamp, torn: b.torn}
	b.files = append(b.files, f)
}
