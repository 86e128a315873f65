// Package builtin tells of the files that the program brings along, the layouts and the assets, and of
// those that a site has of its own in their place: which of the two wins, and what has become
// of a built-in file since a site took a copy of it.
//
// It reads two trees of files, that of the program and that of a site, and returns values; whoever calls it
// writes.
package builtin

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Wins says whose file a site is made with.
type Wins string

// A file is BuiltIn where the site has none of that name, Yours where it has another, and Same where the site's
// says just what the built-in one says, so that it could as well be deleted. Alone is a file of the site's that
// was ejected once, or lies among the layouts, and has no counterpart.
const (
	BuiltIn Wins = "built in"
	Yours   Wins = "yours"
	Same    Wins = "same"
	Alone   Wins = "yours alone"
)

// File is one name under which the program, the site, or both have a file.
type File struct {
	Name  string // within the site's folder: "layouts/partials/footer.html"
	Short string // as people may call it: "partials/footer.html"
	Kind  string // "layout", "partial", "component", "text", "style sheet", "script" or "picture"
	About string // what it is for, in a sentence; empty where nobody knows
	Wins  Wins

	Now     string // version of the built-in file; "" where there is none
	Then    string // version that the site's was ejected from; "" where it has no note of that
	builtin []byte // its text; nil where there is none
	yours   []byte // the site's, without its note; nil where there is none
	base    []byte // the built-in text that the site's was ejected from; nil where it is not known any more
}

// folders are those that the program brings along.
func folders() []string { return []string{"layouts", "assets"} }

// keptFolder is the folder, in layouts/ and in assets/, that keeps what ejected files were copied from. Builds pass over
// all whose name begins with a dot. It belongs to the site, not to its cache: it cannot be made again after an update.
const keptFolder = ".built-in"

// Kept returns where the text is kept that a file of a site was ejected from: "layouts/.built-in/therapy.html".
func Kept(name string) string {
	folder, rest, _ := strings.Cut(name, "/")
	return path.Join(folder, keptFolder, rest)
}

// Text returns a file's built-in text, with the line ends of Unix.
func (f *File) Text() []byte { return f.builtin }

// Changed tells whether the built-in file is no longer what the site's was ejected from.
func (f *File) Changed() bool { return f.Then != "" && f.Then != f.Now }

// Reason says why that file wins.
func (f *File) Reason() string {
	switch f.Wins {
	case BuiltIn:
		return "you have no file of this name"
	case Same:
		return "yours says the same, and could be deleted"
	case Alone:
		if f.Then != "" {
			return "the built-in one that you ejected is no more"
		}
		return "there is no built-in one of this name"
	}
	switch {
	case f.Then == "":
		return "your file takes its place"
	case f.Changed():
		return "you ejected it; the built-in one has changed since"
	}
	return "you ejected it, and changed it"
}

// version returns a short digest of a text: the same whatever its line ends are.
func version(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:6])
}

// unix returns a text with the line ends of Unix.
func unix(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")) }

// List returns all built-in files and all layouts of the site, sorted: layouts first, then assets. Assets of the site that have no
// built-in counterpart are only listed where they were ejected. An error is one of reading.
func List(program, site fs.FS) ([]*File, error) {
	var all []*File
	for _, folder := range folders() {
		names, err := namesIn(program, folder)
		if err != nil {
			return nil, err
		}
		own, err := namesIn(site, folder)
		if err != nil {
			return nil, err
		}
		names = append(names, own...)
		slices.SortFunc(names, byFolder)
		for _, name := range slices.Compact(names) {
			f, err := load(program, site, name)
			if err != nil {
				return nil, err
			}
			if f.Wins != Alone || folder == "layouts" || f.Then != "" {
				all = append(all, f)
			}
		}
	}
	return all, nil
}

// byFolder orders names with those that lie nearer to the top first.
func byFolder(a, b string) int {
	if n := strings.Count(a, "/") - strings.Count(b, "/"); n != 0 {
		return n
	}
	return strings.Compare(a, b)
}

// namesIn lists the files below a folder that builds would see; none where there is no such folder.
func namesIn(tree fs.FS, folder string) (names []string, err error) {
	err = fs.WalkDir(tree, folder, func(name string, e fs.DirEntry, err error) error {
		switch {
		case name == folder && errors.Is(err, fs.ErrNotExist):
			return fs.SkipAll
		case err != nil:
			return err
		case strings.HasPrefix(e.Name(), ".") && e.IsDir():
			return fs.SkipDir
		case !e.IsDir() && !strings.HasPrefix(e.Name(), ".") && !strings.HasSuffix(e.Name(), "~"):
			names = append(names, name)
		}
		return nil
	})
	return names, err
}

func load(program, site fs.FS, name string) (*File, error) {
	f := &File{Name: name, Short: short(name), Kind: kind(name), Wins: BuiltIn}
	var err error
	if f.builtin, err = read(program, name); err != nil {
		return nil, err
	}
	if f.yours, err = read(site, name); err != nil {
		return nil, err
	}
	if f.builtin != nil {
		f.Now = version(f.builtin)
	}
	f.About = about(name, f.builtin, f.yours)
	if f.yours == nil {
		return f, nil
	}
	f.yours, f.Then = withoutNote(f.yours)
	switch {
	case f.builtin == nil:
		f.Wins = Alone
	case bytes.Equal(f.builtin, f.yours):
		f.Wins = Same
	default:
		f.Wins = Yours
	}
	return f, f.recall(site)
}

// recall finds the text that the site's file was ejected from. What is kept of it counts only where it is that of the note.
func (f *File) recall(site fs.FS) error {
	if f.Then == "" {
		return nil
	}
	if f.Then == f.Now {
		f.base = f.builtin
		return nil
	}
	kept, err := read(site, Kept(f.Name))
	if kept != nil && version(kept) == f.Then {
		f.base = kept
	}
	return err
}

// read returns a file with the line ends of Unix, nil where there is none. An empty one is not nil.
func read(tree fs.FS, name string) ([]byte, error) {
	text, err := fs.ReadFile(tree, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return append([]byte{}, unix(text)...), nil
}
