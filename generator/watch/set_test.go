package watch_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"testing/synctest"

	"github.com/fsnotify/fsnotify"
	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/watch"
)

// subfolders makes folders below a new one and returns them with it.
func subfolders(t *testing.T, names ...string) (root string, all []watch.Folder) {
	t.Helper()
	root = t.TempDir()
	all = append(all, folder(t, root))
	for _, name := range names {
		must(t, os.Mkdir(filepath.Join(root, name), 0o755))
		all = append(all, folder(t, filepath.Join(root, name)))
	}
	return root, all
}

func TestSetOfWatches(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		w := f.watcher(t)
		root, all := subfolders(t, "a", "b")
		steps := []struct {
			name    string
			folders []watch.Folder
			again   bool
			held    []string
		}{
			{"at first", all[:2], true, []string{root, all[1].Path}},
			{"as before", all[:2], false, []string{root, all[1].Path}},
			{"given twice", append(slices.Clone(all[:2]), all[1]), false, []string{root, all[1].Path}},
			{"grown", all, true, []string{root, all[1].Path, all[2].Path}},
			{"shrunk", all[:1], false, []string{root}},
			{"another", []watch.Folder{all[0], {Path: all[1].Path, Info: all[1].Info}}, true, []string{root, all[1].Path}},
			{"another of the same name", []watch.Folder{all[0], {Path: all[1].Path, Info: all[2].Info}}, true,
				[]string{root, all[1].Path}},
			{"nothing", nil, false, nil},
		}
		for _, step := range steps {
			if again := w.Watch(step.folders); again != step.again {
				t.Errorf("%s: again = %v", step.name, again)
			}
			if diff := cmp.Diff(step.held, f.Paths()); diff != "" {
				t.Errorf("%s: watched (-want +got):\n%s", step.name, diff)
			}
		}
	})
}

func TestFolderThatIsGoneIsNoTrouble(t *testing.T) {
	for _, failure := range []error{fs.ErrNotExist, syscall.ENOENT, syscall.ENOTDIR} {
		synctest.Test(t, func(t *testing.T) {
			f := newFake()
			f.onAdd = func(path string) error {
				if filepath.Base(path) == "a" {
					return failure
				}
				return nil
			}
			w := f.watcher(t)
			_, all := subfolders(t, "a")
			for range 2 { // it stays unwatched, so as to be tried again
				if !w.Watch(all) || w.Trouble() != "" {
					t.Errorf("%v: no other look is asked for, or there is trouble", failure)
				}
			}
			if w.Watch(all[:1]) {
				t.Errorf("%v: another look is asked for, though the folder is no longer wanted", failure)
			}
		})
	}
}

// A watch is renewed after anything that may have ended it.
func TestDoubtfulWatchIsRenewed(t *testing.T) {
	tests := []struct {
		name string
		tell func(f *fake, path string)
		want []string // which of root and a are watched anew
	}{
		{"removed", func(f *fake, path string) { f.events <- fsnotify.Event{Name: path, Op: fsnotify.Remove} }, []string{"a"}},
		{"renamed", func(f *fake, path string) {
			f.events <- fsnotify.Event{Name: path + string(filepath.Separator), Op: fsnotify.Rename | fsnotify.Chmod}
		}, []string{"a"}},
		{"another file removed", func(f *fake, path string) {
			f.events <- fsnotify.Event{Name: path + "x", Op: fsnotify.Remove}
		}, nil},
		{"overflow", func(f *fake, _ string) { f.errors <- fsnotify.ErrEventOverflow }, []string{"root", "a"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newFake()
				w := f.watcher(t)
				root, all := subfolders(t, "a")
				w.Watch(all)
				f.added = nil
				test.tell(f, all[1].Path)
				synctest.Wait()
				if again := w.Watch(all); again != (test.want != nil) {
					t.Errorf("again = %v", again)
				}
				var got []string
				for _, path := range f.added {
					got = append(got, map[bool]string{true: "root", false: filepath.Base(path)}[path == root])
				}
				if diff := cmp.Diff(test.want, got); diff != "" {
					t.Errorf("watched anew (-want +got):\n%s", diff)
				}
				if w.Watch(all) {
					t.Error("another look is asked for without end")
				}
			})
		})
	}
}

// An event may come while its watch is only being made.
func TestEventWithinAddIsNotForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		w := f.watcher(t)
		_, all := subfolders(t, "a")
		f.onAdd = func(path string) error {
			f.events <- fsnotify.Event{Name: path, Op: fsnotify.Rename}
			synctest.Wait()
			return nil
		}
		w.Watch(all)
		f.onAdd, f.added = nil, nil
		if !w.Watch(all) || len(f.added) != len(all) {
			t.Errorf("watched anew: %v, want all", f.added)
		}
	})
}

// The folder is another one just while the watch is made: nobody knows what is watched.
func TestWatchOfAnotherFolderIsRenewed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		w := f.watcher(t)
		root, all := subfolders(t, "a", "other")
		swap := func() {
			must(t, os.Rename(all[1].Path, filepath.Join(root, "kept")))
			must(t, os.Rename(all[2].Path, all[1].Path))
			must(t, os.Rename(filepath.Join(root, "kept"), all[2].Path))
		}
		swap()
		w.Watch(all[1:2])
		swap()
		f.added = nil
		if !w.Watch(all[1:2]) || len(f.added) != 1 {
			t.Errorf("watched anew: %v, want the folder that was not there", f.added)
		}
		if w.Watch(all[1:2]) {
			t.Error("another look is asked for without end")
		}
	})
}
