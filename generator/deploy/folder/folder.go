// Package folder is a folder of this machine, or one that is mounted, as a place that a site is sent to.
package folder

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"time"

	"stillpoint/generator/deploy"
)

// Remote is a folder. It keeps to the folder: nothing is read or written through a symbolic link that leads out of it, and no link in it is followed where a file
// should be.
type Remote struct {
	dir  string
	mu   sync.Mutex
	root *os.Root // nil as long as the folder is not there
}

// Open returns the folder of a path, which need not be there yet, but the one around it must: a wrong path is likelier than a new one. An
// error says so in plain words.
func Open(dir string) (*Remote, error) {
	r := &Remote{dir: filepath.Clean(dir)}
	if _, err := r.open(false); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if r.root == nil {
		if _, err := os.Stat(filepath.Dir(r.dir)); err != nil {
			return nil, fmt.Errorf("there is no folder %s, nor %s, in which it could be made: make it first, if the path is right", r.dir, filepath.Dir(r.dir))
		}
	}
	return r, nil
}

// open returns the root of the folder, which is made where it is asked for.
func (r *Remote) open(create bool) (*os.Root, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.root != nil {
		return r.root, nil
	}
	if create {
		if err := os.Mkdir(r.dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, fmt.Errorf("could not make the folder %s: %w", r.dir, plain(err))
		}
	}
	info, err := os.Stat(r.dir)
	if err == nil && !info.IsDir() {
		return nil, fmt.Errorf("%s is a file, not a folder", r.dir)
	}
	if err == nil {
		r.root, err = os.OpenRoot(r.dir)
	}
	if err != nil {
		return nil, fmt.Errorf("could not open the folder %s: %w", r.dir, plain(err))
	}
	return r.root, nil
}

// plain takes what a message says already out of an error of the file system.
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

// String returns the path.
func (r *Remote) String() string { return r.dir }

// Close lets go of the folder.
func (r *Remote) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.root == nil {
		return nil
	}
	return r.root.Close()
}

// List returns all files. What is neither a file nor a folder, such as a symbolic link, is
// listed with the size -1, and so is a folder that cannot be read.
func (r *Remote) List(ctx context.Context) (map[string]deploy.Entry, error) {
	entries := map[string]deploy.Entry{}
	root, err := r.open(false)
	if errors.Is(err, fs.ErrNotExist) {
		return entries, ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	err = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if name != "." && errors.Is(err, fs.ErrNotExist) { // removed meanwhile
			return nil
		}
		if name != "." && errors.Is(err, fs.ErrPermission) { // such as lost+found; nothing of ours can be in there
			entries[name] = deploy.Entry{Size: -1, Tag: "unreadable"}
			return fs.SkipDir
		}
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil {
			entries[name] = entry(info)
		}
		return err
	})
	return entries, err
}

// entry tells a file's writings apart by its time, which Put makes differ from write to write.
func entry(info fs.FileInfo) deploy.Entry {
	if !info.Mode().IsRegular() {
		return deploy.Entry{Size: -1, Tag: info.Mode().Type().String()}
	}
	return deploy.Entry{Size: info.Size(), Tag: strconv.FormatInt(info.ModTime().UnixNano(), 10)}
}

// Stat returns the entry of a file, as List has it.
func (r *Remote) Stat(ctx context.Context, name string) (deploy.Entry, error) {
	if err := ctx.Err(); err != nil {
		return deploy.Entry{}, err
	}
	root, err := r.open(false)
	if err != nil {
		return deploy.Entry{}, err
	}
	info, err := root.Lstat(name)
	if errors.Is(err, syscall.ENOTDIR) || err == nil && info.IsDir() {
		return deploy.Entry{}, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	if err != nil {
		return deploy.Entry{}, err
	}
	return entry(info), nil
}

// StatsPerList returns how many calls of Stat cost as much as a List, which looks at each file just so.
func (r *Remote) StatsPerList(files int) int { return files }

// Read returns the bytes of a file.
func (r *Remote) Read(ctx context.Context, name string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	root, err := r.open(false)
	if err != nil {
		return nil, err
	}
	info, err := root.Lstat(name)
	switch {
	case errors.Is(err, syscall.ENOTDIR):
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no plain file: %w", name, fs.ErrNotExist)
	}
	return root.ReadFile(name)
}

// Put writes a file beside its place and renames it.
func (r *Remote) Put(ctx context.Context, o deploy.Object) (deploy.Entry, error) {
	source, err := o.Open()
	if err != nil {
		return deploy.Entry{}, err
	}
	defer source.Close()
	root, err := r.open(true)
	if err != nil {
		return deploy.Entry{}, err
	}
	temp, e, err := write(ctx, root, source, o.Size)
	if err == nil {
		if err = place(root, temp, o.Name); err == nil {
			return e, nil
		}
		_ = root.Remove(temp) // the next run would
	}
	return deploy.Entry{}, plain(err)
}

// attempts is how often something is tried that others may undo at the same time: a folder that is made, and removed since it is empty.
const attempts = 50

// write writes a file under a name of its own.
func write(ctx context.Context, root *os.Root, source io.Reader, size int64) (string, deploy.Entry, error) {
	temp := deploy.Part + rand.Text()[:16]
	file, err := create(root, temp)
	if err != nil {
		return "", deploy.Entry{}, err
	}
	n, err := io.Copy(file, reader{ctx, source})
	if err == nil && n != size {
		err = fmt.Errorf("%d bytes were read where there should be %d: was the site built meanwhile?", n, size)
	}
	err = errors.Join(err, file.Close())
	if err == nil {
		now := time.Now() // with all its digits: the clock of the file system ticks too seldom to tell two writes apart
		err = root.Chtimes(temp, now, now)
	}
	var info fs.FileInfo
	if err == nil {
		info, err = root.Lstat(temp)
	}
	if err != nil {
		_ = root.Remove(temp)
		return "", deploy.Entry{}, err
	}
	return temp, entry(info), nil
}

// create makes a file, and the folder around it.
func create(root *os.Root, name string) (*os.File, error) {
	var err error
	for range attempts {
		var file *os.File
		if file, err = root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644); !errors.Is(err, fs.ErrNotExist) {
			return file, err
		}
		if err = makeFolders(root, name); err != nil {
			return nil, err
		}
	}
	return nil, err
}

// makeFolders makes the folders around a file. Where somebody removes one of them at the same time, it is the next attempt that finds out.
func makeFolders(root *os.Root, name string) error {
	err := root.MkdirAll(path.Dir(name), 0o755)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// place renames a file to its place, in folders that are made.
func place(root *os.Root, temp, name string) error {
	var err error
	for range attempts {
		err = root.Rename(temp, name)
		switch {
		case err == nil:
			return nil
		case errors.Is(err, fs.ErrNotExist):
			if err := makeFolders(root, name); err != nil {
				return err
			}
		default: // an empty folder may be there
			if info, statErr := root.Lstat(name); statErr != nil || !info.IsDir() || root.Remove(name) != nil {
				return err
			}
		}
	}
	return err
}

// reader ends when its context does.
type reader struct {
	ctx context.Context
	io.Reader
}

// Read reads.
func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}

// Create writes a file and gives it a name that must be free.
func (r *Remote) Create(ctx context.Context, name string, data []byte) error {
	root, err := r.open(true)
	if err != nil {
		return err
	}
	temp, _, err := write(ctx, root, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return plain(err)
	}
	for range attempts {
		if err = root.Link(temp, name); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err = makeFolders(root, name); err != nil {
			break
		}
	}
	if err != nil && !errors.Is(err, fs.ErrExist) { // a file system without links
		err = createThere(root, name, data)
	}
	_ = root.Remove(temp)
	return err
}

// createThere creates a file in place, where it can be seen before it is whole.
func createThere(root *os.Root, name string, data []byte) error {
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	return errors.Join(err, file.Close())
}

// Remove removes a file, and the folders around it that are empty then.
func (r *Remote) Remove(ctx context.Context, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	root, err := r.open(false)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	info, err := root.Lstat(name)
	if err == nil && info.IsDir() {
		return fmt.Errorf("%s is a folder now", name)
	}
	if err == nil {
		err = root.Remove(name)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
		return plain(err)
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if info, err := root.Lstat(dir); err != nil || !info.IsDir() || root.Remove(dir) != nil {
			break // it is not empty, or somebody was quicker
		}
	}
	return nil
}

// Holds knows nothing: a time tells no bytes.
func (r *Remote) Holds(context.Context, deploy.Object, deploy.Entry) (same, known bool) {
	return false, false
}
