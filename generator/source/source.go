// Package source reads a site: one sorted snapshot of all its input files,
// the user's folders laid over the embedded defaults. The first layer that has a
// file wins, file by file; what is under a hidden name is not seen.
//
// Nothing outside a layer can be reached through it. A symbolic link that leads
// out of the site, or round in a circle, is a diagnostic.
package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"stillpoint/generator/diag"
)

// MaxTextSize is the size in bytes beyond which a file of text (a page, a
// layout, a data file) is refused.
const MaxTextSize = 4 << 20

// Layer is one tree of input files. Only what lies in its Roots, folders or
// single files, is looked at; a root that is not there is an empty one.
type Layer struct {
	Name  string // "site" or "defaults", for messages
	FS    fs.FS
	Dir   string // absolute path of the tree on disk, without symbolic links; "" where it is not on disk
	Roots []string
}

// File is one input file. Its path is slash-separated and relative to the
// site's folder, as in "content/therapies/cst.md".
type File struct {
	Path   string
	Layer  string
	Size   int64
	fsys   fs.FS
	info   fs.FileInfo
	digest Digest // zero until Snapshot.Digest
	torn   *atomic.Bool
}

// Read returns the bytes of the file. Where the file has been digested and is not what it was
// then, the snapshot is torn from then on.
func (f *File) Read() ([]byte, error) {
	data, err := fs.ReadFile(f.fsys, f.Path)
	if f.digest != (Digest{}) && (err != nil || Sum(data) != f.digest) {
		f.torn.Store(true)
	}
	return data, err
}

// Text returns the bytes of the file as a text that diagnostics can point into,
// or a diagnostic where it cannot be read or exceeds [MaxTextSize].
func (f *File) Text() (*diag.File, *diag.Diagnostic) {
	if f.Size > MaxTextSize {
		d := diag.New("file-too-large", f.Path,
			fmt.Sprintf("the file has %d bytes, more than the %d that a text may have", f.Size, MaxTextSize),
			"split it, or move pictures and downloads to assets/static")
		return nil, &d
	}
	data, err := f.Read()
	if err != nil {
		d := Unreadable(f.Path, err)
		return nil, &d
	}
	return diag.NewFile(f.Path, data), nil
}

// Folder is an open folder that cannot be left, also not through symbolic links.
type Folder struct {
	root *os.Root
	dir  string
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
	return &Folder{root, whole}, err
}

// Dir returns the absolute path of the folder, without symbolic links.
func (f *Folder) Dir() string { return f.dir }

// FS returns the folder as a tree of files.
func (f *Folder) FS() fs.FS { return f.root.FS() }

// Close lets go of the folder. Files that have not been read can no longer be.
func (f *Folder) Close() error { return f.root.Close() }

// Snapshot is the sorted list of all files of a site. It does not change.
type Snapshot struct {
	files   []*File
	byPath  map[string]*File
	folders []Place
	torn    *atomic.Bool // not part of the snapshot, which a file that is kept would keep alive
}

// Scan lists all layers, the strongest first. The diagnostics name folders
// and links that cannot be read and file names that cannot be published.
func Scan(ctx context.Context, layers ...Layer) (*Snapshot, diag.List) {
	s := &Snapshot{byPath: map[string]*File{}, torn: new(atomic.Bool)}
	var problems diag.List
	for _, layer := range layers {
		w := walker{ctx: ctx, layer: layer, snapshot: s}
		w.look(layer.Dir)
		for _, root := range layer.Roots {
			w.root(root)
		}
		problems = append(problems, w.problems...)
	}
	s.files = slices.SortedFunc(maps.Values(s.byPath), func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
	return s, problems
}

// Lookup returns the file of a path, or nil.
func (s *Snapshot) Lookup(name string) *File { return s.byPath[name] }

// Under returns the files in a folder and all that is below it, sorted by path.
func (s *Snapshot) Under(folder string) []*File {
	prefix := strings.TrimSuffix(folder, "/") + "/"
	low, _ := slices.BinarySearchFunc(s.files, prefix, func(f *File, p string) int { return strings.Compare(f.Path, p) })
	high := low
	for high < len(s.files) && strings.HasPrefix(s.files[high].Path, prefix) {
		high++
	}
	return s.files[low:high]
}

type walker struct {
	ctx      context.Context
	layer    Layer
	snapshot *Snapshot
	problems diag.List
}

func (w *walker) root(name string) {
	place := w.locate(w.layer.Dir, name, true)
	info, err := fs.Stat(w.layer.FS, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		w.problems = append(w.problems, Unreadable(name, err))
	case info.IsDir():
		w.folder(name, place, []fs.FileInfo{info})
	default:
		w.add(name, info)
	}
}

// folder lists one folder, which lies at a place on disk. The chain of folders above it guards against
// symbolic links that lead round in a circle.
func (w *walker) folder(name, place string, chain []fs.FileInfo) {
	if w.ctx.Err() != nil {
		return
	}
	w.seen(place, chain[len(chain)-1])
	entries, err := fs.ReadDir(w.layer.FS, name)
	if err != nil {
		w.problems = append(w.problems, Unreadable(name, err))
		return
	}
	for _, entry := range entries {
		if !hidden(entry.Name()) {
			w.entry(path.Join(name, entry.Name()), place, entry, chain)
		}
	}
}

func (w *walker) entry(name, above string, entry fs.DirEntry, chain []fs.FileInfo) {
	if problem := badName(name); problem != nil {
		w.problems = append(w.problems, *problem)
		return
	}
	place := w.locate(above, entry.Name(), entry.Type()&fs.ModeSymlink != 0)
	info, err := w.info(name, entry)
	switch {
	case errors.Is(err, fs.ErrNotExist) && entry.Type()&fs.ModeSymlink == 0: // gone since the folder was listed
	case err != nil:
		w.problems = append(w.problems, Unreadable(name, err))
	case !info.IsDir():
		w.add(name, info)
	case slices.ContainsFunc(chain, func(above fs.FileInfo) bool { return os.SameFile(above, info) }):
		w.problems = append(w.problems, diag.New("link-circle", name,
			"this symbolic link leads back to a folder above it", "remove the link"))
	default:
		w.folder(name, place, append(slices.Clip(chain), info))
	}
}

func (w *walker) info(name string, entry fs.DirEntry) (fs.FileInfo, error) {
	if entry.Type()&fs.ModeSymlink != 0 {
		return fs.Stat(w.layer.FS, name)
	}
	return entry.Info()
}

func (w *walker) add(name string, info fs.FileInfo) {
	if !info.Mode().IsRegular() {
		w.problems = append(w.problems, diag.New("not-a-file", name,
			"this is neither a file nor a folder", "remove it"))
		return
	}
	if _, taken := w.snapshot.byPath[name]; taken {
		return
	}
	w.snapshot.byPath[name] = &File{Path: name, Layer: w.layer.Name, Size: info.Size(), fsys: w.layer.FS, info: info, torn: w.snapshot.torn}
}

// hidden tells names that are not part of a site: dot files and the backups
// that editors leave behind.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#")
}

func badName(name string) *diag.Diagnostic {
	bad := func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }
	if utf8.ValidString(name) && !strings.ContainsFunc(name, bad) {
		return nil
	}
	d := diag.New("bad-file-name", strings.ToValidUTF8(name, "\uFFFD"),
		"this file name has characters that no web address can carry safely",
		"rename it with letters, digits and hyphens")
	return &d
}

// Unreadable says in plain words why a file cannot be read.
func Unreadable(name string, err error) diag.Diagnostic {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		err = pathError.Err
	}
	hint := "check that it exists and may be read"
	if strings.Contains(err.Error(), "escapes") {
		return diag.New("outside-site", name, "this symbolic link leads outside the site's folder",
			"copy what it points to into the site")
	}
	return diag.New("unreadable", name, "cannot be read: "+err.Error(), hint)
}
