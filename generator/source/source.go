// Package source reads a site: one sorted snapshot of all its input files,
// the user's folders laid over the embedded defaults. The first layer that has a
// file wins, file by file; what is under a hidden name is not seen.
//
// Nothing outside a layer can be reached through it. A symbolic link that leads
// out of the site, or round in a circle, is a diagnostic.
package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"stillpoint/generator/diag"
	"stillpoint/generator/filename"
	"stillpoint/generator/stamp"
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
	stamp  stamp.Stamp
	digest Digest // zero until Snapshot.Digest
	torn   *atomic.Bool
	held   atomic.Pointer[[]byte] // what was read for the digest, until it is asked for
}

// Read returns the bytes of the file. Where the file has been digested and is not what it was
// then, the snapshot is torn from then on.
func (f *File) Read() ([]byte, error) {
	if held := f.held.Swap(nil); held != nil {
		return *held, nil
	}
	data, err := readFile(f.fsys, f.Path, f.Size)
	if f.digest != (Digest{}) && (err != nil || Sum(data) != f.digest) {
		f.torn.Store(true)
	}
	return data, err
}

// Text returns the bytes of the file as a text that diagnostics can point into,
// or a diagnostic where it cannot be read or exceeds [MaxTextSize]. Line ends of Windows become those of Unix, so that a site
// is the same wherever it was written; lines and columns stay what they are.
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
	return diag.NewFile(f.Path, withLineFeeds(data)), nil
}

// withLineFeeds returns a text with the line ends of Unix; the text itself where it has no others.
func withLineFeeds(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	return bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
}

// Snapshot is the sorted list of all files of a site. It does not change.
type Snapshot struct {
	files   []*File
	byPath  func() map[string]*File // made when it is first asked for: many a build finds that nothing has changed, and ends
	folders []Place
	held    atomic.Int64 // bytes that files hold
	torn    *atomic.Bool // not part of the snapshot, which a file that is kept would keep alive
}

// Scan lists all layers, the strongest first. The diagnostics name folders
// and links that cannot be read and file names that cannot be published.
func Scan(ctx context.Context, layers ...Layer) (*Snapshot, diag.List) {
	s := &Snapshot{torn: new(atomic.Bool)}
	var problems diag.List
	for _, layer := range layers {
		w := &walk{ctx: ctx, layer: layer, torn: s.torn, lanes: make(chan struct{}, lanes())}
		top := w.layerRoots()
		var files []*File
		top.collect(&files, &s.folders, &problems)
		slices.SortStableFunc(files, byPath) // nearly sorted: a folder and a file beside it may be in another order than their paths
		s.files = laidOver(s.files, files)
	}
	s.byPath = sync.OnceValue(s.index)
	return s, problems
}

func byPath(a, b *File) int { return strings.Compare(a.Path, b.Path) }

// laidOver merges the files of two layers. Of two with the same path the stronger is kept, and of two in one layer, which
// happens where its roots overlap, the first.
func laidOver(strong, weak []*File) []*File {
	all := make([]*File, 0, len(strong)+len(weak))
	for len(strong)+len(weak) > 0 {
		from := &weak
		if len(weak) == 0 || len(strong) > 0 && byPath(strong[0], weak[0]) <= 0 {
			from = &strong
		}
		next := (*from)[0]
		*from = (*from)[1:]
		if len(all) == 0 || all[len(all)-1].Path != next.Path {
			all = append(all, next)
		}
	}
	return all
}

func (s *Snapshot) index() map[string]*File {
	all := make(map[string]*File, len(s.files))
	for _, f := range s.files {
		all[f.Path] = f
	}
	return all
}

// Lookup returns the file of a path, or nil.
func (s *Snapshot) Lookup(name string) *File { return s.byPath()[name] }

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

// hidden tells names that are not part of a site: dot files and the backups
// that editors leave behind. Dot files that hosts look for are part of it.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") && !filename.Hosted(name) || strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#")
}

func badName(name string) *diag.Diagnostic {
	if plainName(name) || utf8.ValidString(name) && !strings.ContainsFunc(name, badRune) {
		return nil
	}
	d := diag.New("bad-file-name", strings.ToValidUTF8(name, "\uFFFD"),
		"this file name has characters that no web address can carry safely",
		"rename it with letters, digits and hyphens")
	return &d
}

func badRune(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }

// plainName tells most of the good names in one quick look: those without a letter beyond ASCII.
func plainName(name string) bool {
	for i := range len(name) {
		if c := name[i]; c >= utf8.RuneSelf || badRune(rune(c)) {
			return false
		}
	}
	return true
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
