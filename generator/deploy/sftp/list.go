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

const (
	walkers = 64 // folders that are read at once. Each takes four round trips, which wait for nothing but the line
	few     = 16 // folders of one depth, which are read one by one in any case
)

// List returns all files below the folder. A symbolic link is a file by its own name, and so is a folder that may not be read.
func (r *Remote) List(ctx context.Context) (map[string]deploy.Entry, error) {
	var found map[string]deploy.Entry
	err := r.do(ctx, func(ctx context.Context, s *session) error {
		w, err := r.survey(ctx, s)
		if err != nil {
			return err
		}
		r.mu.Lock()
		r.folders, r.times, r.finds = w.folders, w.times, w.found
		r.mu.Unlock()
		found = w.entries
		return nil
	})
	return found, err
}

// survey reads folders, all of one depth before those of the next. Where there are many, a program of the server may tell of all at once. Whether there is one shows
// while the top is read, so that a server without costs no time.
func (r *Remote) survey(ctx context.Context, s *session) (*walk, error) {
	w := newWalk(r, s)
	f := r.startFinding(ctx, s)
	if f != nil {
		defer f.stop()
	}
	for level := []string{"."}; len(level) > 0; {
		if f != nil && len(level) > few {
			if all := f.result(w, level); all != nil {
				return all, nil
			}
			f = nil
		}
		if w.level(ctx, level); w.err != nil {
			return nil, w.err
		}
		level, w.next = w.next, nil
	}
	return w, ctx.Err()
}

func newWalk(r *Remote, s *session) *walk {
	return &walk{remote: r, session: s, entries: map[string]deploy.Entry{}, folders: map[string]bool{}, times: map[string]int64{}}
}

// walk is what is known of a folder.
type walk struct {
	remote  *Remote
	session *session

	mu      sync.Mutex
	entries map[string]deploy.Entry
	folders map[string]bool
	times   map[string]int64
	next    []string
	found   bool // by a program of the server
	err     error
}

// level reads folders of one depth.
func (w *walk) level(ctx context.Context, level []string) {
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
}

// closed is the tag of a folder that may not be read: somebody else's, such as the logs of the host. Nothing of ours is in there.
const closed = "closed"

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
		w.entries[name] = deploy.Entry{Tag: closed}
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

// StatsPerList returns how many calls of Stat are worth a List. One takes a request and about 220 bytes on the wire in both directions. A List takes four such requests for each
// folder, or, where a program of the server makes it, about 15 bytes for each file.
func (r *Remote) StatsPerList(files int) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.finds {
		return 20 + files/15
	}
	return max(4*len(r.folders), 1)
}

func seconds(at int64) string { return strconv.FormatInt(at, 10) }
