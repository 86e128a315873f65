package sftp

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strconv"
	"sync"

	"stillpoint/generator/deploy"
)

// walkers is how many folders are read at once. Each takes four round trips, which wait for nothing but the line.
const walkers = 64

// List returns all files below the folder. A symbolic link is a file by its own name, and so is a folder that may not be read.
func (r *Remote) List(ctx context.Context) (map[string]deploy.Entry, error) {
	var found map[string]deploy.Entry
	err := r.do(ctx, func(ctx context.Context, s *session) error {
		w := &walk{remote: r, session: s, entries: map[string]deploy.Entry{}, folders: map[string]bool{}, times: map[string]int64{}}
		if err := w.all(ctx); err != nil {
			return err
		}
		r.mu.Lock()
		r.folders, r.times = w.folders, w.times
		r.mu.Unlock()
		found = w.entries
		return nil
	})
	return found, err
}

// walk reads folders, all of one depth before those of the next.
type walk struct {
	remote  *Remote
	session *session

	mu      sync.Mutex
	entries map[string]deploy.Entry
	folders map[string]bool
	times   map[string]int64
	next    []string
	err     error
}

func (w *walk) all(ctx context.Context) error {
	for level := []string{"."}; len(level) > 0; {
		w.next = nil
		names := make(chan string)
		var group sync.WaitGroup
		for range min(walkers, len(level)) {
			group.Go(func() {
				for name := range names {
					w.folder(ctx, name)
				}
			})
		}
		for _, name := range level {
			names <- name
		}
		close(names)
		group.Wait()
		if w.err != nil {
			return w.err
		}
		level = w.next
	}
	return nil
}

func (w *walk) folder(ctx context.Context, name string) {
	if w.failed() {
		return
	}
	infos, err := w.session.ReadDirContext(ctx, w.remote.place(name))
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case err == nil:
		w.folders[name] = true
		for _, info := range infos {
			w.entry(path.Join(name, info.Name()), info)
		}
	case errors.Is(err, fs.ErrNotExist):
		// Not there yet, or gone while we looked.
	case errors.Is(err, fs.ErrPermission) && name != ".":
		// Somebody else's, such as the logs of the host: nothing of ours is in there.
		w.entries[name] = deploy.Entry{Tag: "closed"}
	case w.err == nil:
		w.err = w.remote.failed(fmt.Sprintf("reading the folder %s", w.remote.place(name)), err)
	}
}

func (w *walk) failed() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.err != nil
}

func (w *walk) entry(name string, info os.FileInfo) {
	if info.IsDir() {
		w.next = append(w.next, name)
		return
	}
	w.entries[name] = entry(info.Size(), info.ModTime().Unix(), isLink(info))
	if !isLink(info) {
		w.times[name] = info.ModTime().Unix()
	}
}

func isLink(info os.FileInfo) bool { return info.Mode()&fs.ModeSymlink != 0 }

// entry tells files apart by size and time, in seconds since 1970.
func entry(size, at int64, link bool) deploy.Entry {
	tag := seconds(at)
	if link {
		tag = "link " + tag
	}
	return deploy.Entry{Size: size, Tag: tag}
}

// Stat returns the entry of a file, as List has it.
func (r *Remote) Stat(ctx context.Context, name string) (deploy.Entry, error) {
	if err := valid(name); err != nil {
		return deploy.Entry{}, err
	}
	var found deploy.Entry
	err := r.do(ctx, func(ctx context.Context, s *session) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := r.within(ctx, s, name)
		if errors.As(err, new(*fileError)) {
			err = fs.ErrNotExist
		}
		var info os.FileInfo
		if err == nil {
			info, err = s.Lstat(r.place(name))
		}
		if err == nil && info.IsDir() {
			err = fs.ErrNotExist
		}
		if err != nil {
			return r.failed(name, err)
		}
		found = entry(info.Size(), info.ModTime().Unix(), isLink(info))
		return nil
	})
	return found, err
}

// StatsPerList returns how many calls of Stat, each a request, are worth a List, which takes four for each folder.
func (r *Remote) StatsPerList(int) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return max(4*len(r.folders), 1)
}

func seconds(at int64) string { return strconv.FormatInt(at, 10) }
