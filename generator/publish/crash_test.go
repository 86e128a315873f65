package publish_test

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stillpoint/generator/publish"
)

var errKilled = errors.New("killed")

// kill lets p die right before a step, and at all steps after it, as no
// clean-up follows a death.
func kill(p *publish.Publication, action, name string) {
	dead := false
	p.OnStep(func(a, n string) error {
		if dead = dead || a == action && n == name; dead {
			return errKilled
		}
		return nil
	})
}

// dieAt returns a step function that kills at step n, counted from 0, after
// having called inspect.
func dieAt(n int, inspect func()) func(action, name string) error {
	return func(string, string) error {
		inspect()
		if n--; n < 0 {
			return errKilled
		}
		return nil
	}
}

// The names that the properties draw from: assets, pages that name them, and pairs
// that cannot stand beside each other.
var (
	assets = []string{"img/x.jpg", "img/y.jpg", "css/site.css", "fonts/deep/f.woff2"}
	pages  = []string{"index.html", "a/b/c.html", "a/b", "a/d.html", "about", "about/index.html", "sitemap.xml"}
	others = []string{"mine.txt", "a/mine.txt", "img/mine.jpg", "about/mine.txt"}
)

func within(name, folder string) bool { return strings.HasPrefix(name, folder+"/") }

// drawSite draws a site in which every page names all of its assets.
func drawSite(t *rapid.T, foreign site) site {
	s := make(site)
	for _, name := range rapid.SliceOfDistinct(rapid.SampledFrom(assets), rapid.ID).Draw(t, "assets") {
		s[name] = rapid.SampledFrom([]string{"1", "2", "long"}).Draw(t, "asset")
	}
	used := strings.Join(slices.Sorted(maps.Keys(s)), " ")
	for _, name := range rapid.SliceOfDistinct(rapid.SampledFrom(pages), rapid.ID).Draw(t, "pages") {
		if !s.with(foreign).clashes(name) {
			s[name] = used + rapid.SampledFrom([]string{" !", " ?"}).Draw(t, "page")
		}
	}
	return s
}

// clashes reports whether a file of that name would have to be a folder as well.
func (s site) clashes(name string) bool {
	for other := range s {
		if within(other, name) || within(name, other) {
			return true
		}
	}
	return false
}

// world is a destination with what others put there.
type world struct {
	folder  string
	foreign site
	killed  bool // the last build did not come to its end
}

func newWorld(t *rapid.T, parent string) *world {
	folder, err := os.MkdirTemp(parent, "")
	must(t, err)
	return &world{folder: folder, foreign: make(site)}
}

// buildOrDie builds a site or dies at some step of it.
func (w *world) buildOrDie(t *rapid.T, inspect func()) {
	s := drawSite(t, w.foreign)
	step := rapid.IntRange(0, 40).Draw(t, "dies at")
	_, err := s.build(w.folder, dieAt(step, inspect))
	if err != nil && !errors.Is(err, errKilled) {
		t.Fatalf("the build failed: %v", err)
	}
	if w.killed = err != nil; w.killed { // its lock file would have stayed as well
		must(t, os.WriteFile(filepath.Join(w.folder, ".stillpoint.lock"), []byte("12345\n"), 0o644))
	}
}

// edit changes something in the destination by hand.
func (w *world) edit(t *rapid.T) {
	name := rapid.SampledFrom(append(assets, pages...)).Draw(t, "edited")
	place := filepath.Join(w.folder, filepath.FromSlash(name))
	info, err := os.Lstat(place)
	if err != nil || !info.Mode().IsRegular() {
		return
	}
	edits := []string{"touch", "remove"}
	if !w.killed { // else nobody can tell the edited file of ours from a person's
		edits = append(edits, "change")
	}
	switch rapid.SampledFrom(edits).Draw(t, "edit") {
	case "change":
		must(t, os.WriteFile(place, []byte(strings.Repeat("#", int(info.Size()))), 0o644))
	case "touch":
		must(t, os.Chtimes(place, time.Unix(1e9, 0), time.Unix(1e9, 0)))
	case "remove":
		must(t, os.Remove(place))
	}
}

// add puts a foreign file into the destination where there is room for it.
func (w *world) add(t *rapid.T) {
	name := rapid.SampledFrom(others).Draw(t, "foreign")
	folder := filepath.Join(w.folder, filepath.FromSlash(path.Dir(name)))
	if info, err := os.Lstat(folder); err == nil && !info.IsDir() {
		return
	}
	w.foreign[name] = "mine"
	site{name: "mine"}.write(t, w.folder)
}

// wantCleanBuild builds a site to its end and expects what a clean build leaves.
func (w *world) wantCleanBuild(t *rapid.T) {
	s := drawSite(t, w.foreign)
	s.mustBuild(t, w.folder)
	wantFiles(t, w.folder, s.with(w.foreign))
	if _, err := s.build(w.folder, noStep); err != nil {
		t.Fatalf("after a whole build: %v", err)
	}
}

func TestWhateverHappenedTheNextBuildIsClean(t *testing.T) {
	parent := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t, parent)
		for range rapid.IntRange(1, 6).Draw(t, "events") {
			switch rapid.SampledFrom([]string{"build", "build", "edit", "add", "clean"}).Draw(t, "event") {
			case "build":
				w.buildOrDie(t, func() {})
			case "edit":
				w.edit(t)
			case "add":
				w.add(t)
			case "clean":
				_, err := publish.Clean(w.folder)
				must(t, err)
				w.killed = false
				wantFiles(t, w.folder, w.foreign)
			}
		}
		w.wantCleanBuild(t)
		_, err := publish.Clean(w.folder)
		must(t, err)
		wantFiles(t, w.folder, w.foreign)
	})
}

func TestNoPageNamesWhatIsNotThere(t *testing.T) {
	parent := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t, parent)
		for range rapid.IntRange(1, 5).Draw(t, "builds") {
			w.buildOrDie(t, func() { wantNamedFiles(t, w.folder) })
		}
		wantNamedFiles(t, w.folder)
		w.wantCleanBuild(t)
	})
}

// wantNamedFiles expects every page to be whole and its assets to be there.
func wantNamedFiles(t *rapid.T, folder string) {
	t.Helper()
	found := read(t, folder)
	for _, name := range pages {
		text, ok := found[name]
		if !ok || path.Ext(name) == "" { // only what is called a page is written as one
			continue
		}
		words := strings.Fields(text)
		if len(words) == 0 || !strings.ContainsAny(words[len(words)-1], "!?") {
			t.Fatalf("%s is not whole: %q", name, text)
		}
		for _, asset := range words[:len(words)-1] {
			if found[asset] == "" {
				t.Fatalf("%s names %s, which is not there", name, asset)
			}
		}
	}
}

// Every step of one build with everything in it is tried as the last one.
func TestDeathAtEachStep(t *testing.T) {
	before := site{"index.html": "1", "about": "1", "gone/x.css": "1", "same.js": "1", "folder/a.html": "1"}
	after := site{"index.html": "2", "about/index.html": "2", "same.js": "1", "folder": "2", "new/y.jpg": "2"}
	next := []site{after, before, {}, {"new": "3"}}
	for n, alive := 0, true; alive; n++ {
		for i, s := range next {
			folder := t.TempDir()
			before.mustBuild(t, folder)
			_, err := after.build(folder, dieAt(n, func() {}))
			if alive = err != nil; alive && !errors.Is(err, errKilled) {
				t.Fatal(err)
			}
			t.Run(fmt.Sprintf("step %d, next %d", n, i), func(t *testing.T) {
				s.mustBuild(t, folder)
				wantFiles(t, folder, s)
			})
		}
		if n > 1000 {
			t.Fatal("the build has no end")
		}
	}
}

// A step that fails is no death: the error is told, and what can be put in order is.
func TestFailureMidway(t *testing.T) {
	before, after := site{"a.css": "1", "b.html": "1"}, site{"a.css": "2", "c.html": "2"}
	tests := []struct{ action, name, want string }{
		{"make", ".stillpoint-staging", "could not make the folder "},
		{"age", ".stillpoint-staging/1", "could not write "}, // of a.css
		{"age", ".stillpoint-staging/tree/c.html", "could not write "},
		{"rename", ".stillpoint.json", "could not write "},
		{"rename", "c.html", "could not put into place "},
		{"remove", "b.html", "could not remove "},
	}
	for _, test := range tests {
		t.Run(test.action+" "+test.name, func(t *testing.T) {
			folder := t.TempDir()
			before.mustBuild(t, folder)
			_, err := after.build(folder, func(action, name string) error {
				if action == test.action && name == test.name {
					return &fs.PathError{Op: "op", Path: "secret", Err: fs.ErrPermission}
				}
				return nil
			})
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasSuffix(err.Error(), ": permission denied") {
				t.Errorf("error: %v", err)
			}
			for name := range read(t, folder) {
				if strings.HasPrefix(name, ".stillpoint") {
					t.Errorf("%s was left", name)
				}
			}
			after.mustBuild(t, folder)
			wantFiles(t, folder, after)
		})
	}
}
