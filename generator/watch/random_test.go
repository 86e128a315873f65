package watch_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"stillpoint/generator/watch"
)

// editor does random things to the files below a folder. Its picks are numbers
// below a bound; what cannot be done is left.
type editor struct {
	root, outside string // the site, and a folder that nobody watches
	pick          func(bound int) int
	count         int
}

// edit does one thing.
func (e *editor) edit() {
	e.count++
	edits := []func(){
		e.write, e.write, e.save, e.removeFile, e.move, e.makeFolder, e.removeFolder, e.moveFolder, e.replaceFolder, e.swapFolders,
	}
	edits[e.pick(len(edits))]()
}

func (e *editor) text() []byte { return fmt.Appendf(nil, "text %d", e.count) }
func (e *editor) name() string { return string(rune('a' + e.pick(4))) }

// folder picks a folder of the site; the first one is the site itself.
func (e *editor) folder(from int) string {
	var folders []string
	_ = filepath.WalkDir(e.root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			folders = append(folders, path)
		}
		return nil
	})
	if len(folders) <= from {
		return filepath.Join(e.root, "none")
	}
	return folders[from+e.pick(len(folders)-from)]
}

func (e *editor) file() string { return filepath.Join(e.folder(0), e.name()+".md") }

func (e *editor) write() { _ = os.WriteFile(e.file(), e.text(), 0o644) }

func (e *editor) save() {
	file := e.file()
	_ = os.WriteFile(file+".tmp", e.text(), 0o644)
	_ = os.Rename(file+".tmp", file)
}

func (e *editor) removeFile() { _ = os.Remove(e.file()) }
func (e *editor) move()       { _ = os.Rename(e.file(), e.file()) }

func (e *editor) makeFolder() {
	path := filepath.Join(e.folder(0), e.name(), e.name())
	_ = os.MkdirAll(path, 0o755)
	_ = os.WriteFile(filepath.Join(path, "a.md"), e.text(), 0o644)
}

func (e *editor) removeFolder() { _ = os.RemoveAll(e.folder(1)) }
func (e *editor) moveFolder()   { _ = os.Rename(e.folder(1), filepath.Join(e.folder(0), e.name())) }

// replaceFolder moves a folder out of sight and makes another in its place.
func (e *editor) replaceFolder() {
	path := e.folder(1)
	_ = os.Rename(path, filepath.Join(e.outside, fmt.Sprint(e.count)))
	_ = os.Mkdir(path, 0o755)
	_ = os.WriteFile(filepath.Join(path, "a.md"), e.text(), 0o644)
}

func (e *editor) swapFolders() {
	a, b, aside := e.folder(1), e.folder(1), filepath.Join(e.outside, fmt.Sprint(e.count))
	if os.Rename(a, aside) == nil {
		_ = os.Rename(b, a)
		_ = os.Rename(aside, b)
	}
}

func newEditor(t testing.TB, pick func(int) int) (e *editor, done func()) {
	t.Helper()
	root, err := os.MkdirTemp("", "watch")
	must(t, err)
	root, err = filepath.EvalSymlinks(root)
	must(t, err)
	e = &editor{root: filepath.Join(root, "site"), outside: filepath.Join(root, "outside"), pick: pick}
	must(t, os.MkdirAll(filepath.Join(e.root, "a", "b"), 0o755))
	must(t, os.Mkdir(e.outside, 0o755))
	return e, func() { must(t, os.RemoveAll(root)) }
}

// Whatever is done, the caller comes to see it.
func TestRandomEditsAreTold(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		e, done := newEditor(t, func(bound int) int { return rapid.IntRange(0, bound-1).Draw(r, "pick") })
		defer done()
		s := open(r, e.root, watch.Options{Settle: ms})
		defer s.w.Close()
		for range rapid.IntRange(1, 8).Draw(r, "moments") {
			s.calm(r, 4*ms)
			for range rapid.IntRange(1, 3).Draw(r, "edits") {
				e.edit()
			}
			s.catchUp(r)
		}
	})
}

// The edits do not wait until the caller has looked: they come in the midst of looks and
// of calls of Watch.
func TestEditsInTheMidstOfLooks(t *testing.T) {
	for seed := range uint64(10) {
		random := rand.New(rand.NewPCG(seed, 4))
		e, done := newEditor(t, random.IntN)
		s := open(t, e.root, watch.Options{Settle: ms / 10, Longest: ms})
		finished := make(chan struct{})
		go func() {
			defer close(finished)
			for range 200 {
				e.edit()
			}
			_ = os.WriteFile(filepath.Join(e.root, "last.md"), nil, 0o644)
		}()
		for s.seen[filepath.Join(e.root, "last.md")] == "" {
			s.wait(t)
		}
		<-finished
		s.catchUp(t)
		must(t, s.w.Close())
		done()
	}
}
