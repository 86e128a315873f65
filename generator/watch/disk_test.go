package watch_test

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"stillpoint/generator/watch"
)

// deadline is how long a test waits for what must happen before it gives up.
const deadline = 20 * time.Second

// site is a folder of the disk with a caller who looks at it, as a build does.
type site struct {
	root string
	w    *watch.Watcher
	seen map[string]string // what the caller saw at the last look
}

// failer is what a test and a property have in common.
type failer interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// open watches a folder and looks at it.
func open(t failer, root string, o watch.Options) *site {
	t.Helper()
	w, err := watch.New(o)
	if err != nil {
		t.Fatal(err)
	}
	s := &site{root: root, w: w}
	s.attend(t)
	return s
}

// attend looks until the watcher asks for no other look.
func (s *site) attend(t failer) {
	t.Helper()
	for range 1000 {
		var folders []watch.Folder
		s.seen, folders = look(s.root)
		if !s.w.Watch(folders) {
			if trouble := s.w.Trouble(); trouble != "" {
				t.Fatal(trouble)
			}
			return
		}
	}
	t.Fatal("another look is asked for without end")
}

// wait waits for a change and looks at it.
func (s *site) wait(t failer) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	if err := s.w.Wait(ctx); err != nil {
		now, _ := look(s.root)
		t.Fatalf("%v: the change was not told; seen\n%v\nthere\n%v", err, s.seen, now)
	}
	s.attend(t)
}

// catchUp waits until the caller has seen all that is there.
func (s *site) catchUp(t failer) {
	t.Helper()
	for {
		now, _ := look(s.root)
		if maps.Equal(now, s.seen) {
			return
		}
		s.wait(t)
	}
}

// calm takes what is still to be told of earlier changes, so that a change that is lost
// cannot hide behind them. No test depends on its being thorough.
func (s *site) calm(t failer, pause time.Duration) {
	t.Helper()
	for {
		ctx, cancel := context.WithTimeout(context.Background(), pause)
		err := s.w.Wait(ctx)
		cancel()
		if err != nil {
			return
		}
		s.attend(t)
	}
}

// look returns what is in a folder, as text by path, and all its folders. What goes
// away meanwhile is left out.
func look(root string) (seen map[string]string, folders []watch.Folder) {
	seen = map[string]string{}
	_ = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		info, err := entry.Info()
		if err != nil {
			return nil
		}
		if entry.IsDir() {
			folders = append(folders, watch.Folder{Path: path, Info: info})
			seen[path] = info.Mode().String()
			return nil
		}
		text, err := os.ReadFile(path)
		seen[path] = fmt.Sprint(info.Mode(), " ", string(text), err)
		return nil
	})
	return seen, folders
}

// disk does things to the files below a folder, and fails the test where it cannot.
type disk struct {
	t    *testing.T
	root string
}

func (d disk) path(name string) string { return filepath.Join(d.root, filepath.FromSlash(name)) }
func (d disk) write(name, text string) { must(d.t, os.WriteFile(d.path(name), []byte(text), 0o644)) }
func (d disk) mkdir(name string)       { must(d.t, os.MkdirAll(d.path(name), 0o755)) }
func (d disk) rename(from, to string)  { must(d.t, os.Rename(d.path(from), d.path(to))) }
func (d disk) remove(name string)      { must(d.t, os.RemoveAll(d.path(name))) }
func (d disk) chmod(name string)       { must(d.t, os.Chmod(d.path(name), 0o600)) }

// newDisk returns a folder with a few files and, beside it, one that nobody watches.
func newDisk(t *testing.T) disk {
	root, err := filepath.EvalSymlinks(t.TempDir())
	must(t, err)
	outer := disk{t, root}
	outer.mkdir("site/content/blog")
	outer.mkdir("elsewhere/news")
	outer.write("site/content/page.md", "one")
	outer.write("site/content/blog/post.md", "one")
	outer.write("elsewhere/news/item.md", "one")
	return disk{t, outer.path("site")}
}

func TestEditsAreTold(t *testing.T) {
	for _, test := range slices.Concat(fileEdits(), folderEdits(), replacements()) {
		t.Run(test.name, func(t *testing.T) {
			d := newDisk(t)
			s := open(t, d.root, watch.Options{})
			defer s.w.Close()
			for _, step := range test.steps {
				s.calm(t, 40*ms)
				before, _ := look(d.root)
				step(d)
				if now, _ := look(d.root); !maps.Equal(before, now) {
					s.catchUp(t)
				} else {
					s.wait(t) // nothing to see, as with a folder that is made anew; but it is told
				}
			}
		})
	}
}

func TestChangeDuringABuildIsTold(t *testing.T) {
	d := newDisk(t)
	s := open(t, d.root, watch.Options{})
	defer s.w.Close()
	for i := range 5 {
		d.write("content/page.md", fmt.Sprint("before ", i))
		s.wait(t)
		d.write("content/page.md", fmt.Sprint("during ", i)) // the caller builds what it saw
		s.catchUp(t)
	}
}

// The caller has found a folder that is another one by the time of Watch.
func TestFolderReplacedBeforeWatch(t *testing.T) {
	d := newDisk(t)
	s := open(t, d.root, watch.Options{})
	defer s.w.Close()
	d.mkdir("content/new")
	_, folders := look(d.root)
	d.rename("content/new", "../elsewhere/new")
	d.rename("../elsewhere/news", "content/new")
	if !s.w.Watch(folders) {
		t.Fatal("no other look is asked for")
	}
	s.attend(t)
	s.calm(t, 40*ms)
	d.write("content/new/item.md", "two")
	s.catchUp(t)
}

// Two paths to one folder have one watch. When one of them is no longer wanted, the
// other must be watched all the same.
func TestTwoPathsToOneFolder(t *testing.T) {
	for _, kept := range []string{"content", "link"} {
		t.Run(kept, func(t *testing.T) {
			d := newDisk(t)
			if err := os.Symlink(d.path("content"), d.path("link")); err != nil {
				t.Skip("no symbolic links here: ", err)
			}
			w, err := watch.New(watch.Options{})
			must(t, err)
			defer w.Close()
			both := []watch.Folder{folder(t, d.path("content")), folder(t, d.path("link"))}
			if !w.Watch(both) || w.Watch(both) {
				t.Error("another look is to be asked for once")
			}
			one := []watch.Folder{folder(t, d.path(kept))}
			w.Watch(one)
			if w.Watch(one) {
				t.Error("another look is asked for without end")
			}
			d.write("content/page.md", "two")
			ctx, cancel := context.WithTimeout(t.Context(), deadline)
			defer cancel()
			must(t, w.Wait(ctx))
		})
	}
}

// A folder that is listed under its old path and its new one, since it was renamed in the
// midst of a look, is watched under the new one in the end.
func TestFolderRenamedInTheMidstOfALook(t *testing.T) {
	d := newDisk(t)
	s := open(t, d.root, watch.Options{})
	defer s.w.Close()
	_, folders := look(d.root)
	d.rename("content/blog", "content/news")
	_, renamed := look(d.root)
	folders = append(folders, renamed...)
	s.w.Watch(slices.Clone(folders))
	s.wait(t)
	s.calm(t, 40*ms)
	d.write("content/news/post.md", "two")
	s.catchUp(t)
}
