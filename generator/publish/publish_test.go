package publish_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/publish"
)

func TestBuildsFollowEachOther(t *testing.T) {
	tests := []struct {
		name   string
		before []site
		now    site
		want   publish.Summary
	}{
		{"empty site", nil, site{}, publish.Summary{}},
		{"first build", nil, site{"index.html": "12345", "a/b/c.css": "123"},
			publish.Summary{Written: 2, Bytes: 8}},
		{"nothing changed", []site{{"index.html": "1", "a/b": "2"}}, site{"index.html": "1", "a/b": "2"},
			publish.Summary{Unchanged: 2}},
		{"one of each", []site{{"same": "1", "new": "1", "gone/x": "1"}}, site{"same": "1", "new": "2", "more/x": "1"},
			publish.Summary{Written: 2, Unchanged: 1, Removed: 1, Bytes: 2}},
		{"empty file", nil, site{"CNAME": ""}, publish.Summary{Written: 1}},
		{"all gone", []site{{"a/b/c/d": "1", "a/e": "1"}}, site{}, publish.Summary{Removed: 2}},
		{"file becomes folder", []site{{"about": "1"}}, site{"about/index.html": "2", "about/x/y": "3"},
			publish.Summary{Written: 2, Removed: 1, Bytes: 2}},
		{"folder becomes file", []site{{"about/x/y.html": "1", "about/z": "1"}}, site{"about": "22"},
			publish.Summary{Written: 1, Removed: 2, Bytes: 2}},
		{"there and back", []site{{"a": "1"}, {"a/b": "1"}}, site{"a": "1"},
			publish.Summary{Written: 1, Removed: 1, Bytes: 1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "made", "public")
			for _, earlier := range test.before {
				earlier.mustBuild(t, folder)
			}
			wantSummary(t, test.now.mustBuild(t, folder), test.want)
			wantFiles(t, folder, test.now)
		})
	}
}

// noStep fails a build that changes anything in its destination.
func noStep(action, name string) error { return fmt.Errorf("there was a step: %s %s", action, name) }

func TestUnchangedBuildChangesNothing(t *testing.T) {
	folder, s := t.TempDir(), site{"index.html": "x", "css/a.css": "y"}
	s.mustBuild(t, folder)
	before := times(t, folder)
	if _, err := s.build(folder, noStep); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(before, times(t, folder)); diff != "" {
		t.Errorf("times changed:\n%s", diff)
	}
}

func times(t *testing.T, folder string) map[string]time.Time {
	t.Helper()
	found := make(map[string]time.Time)
	for _, name := range []string{".stillpoint.json", "index.html", "css", "css/a.css"} {
		info, err := os.Stat(filepath.Join(folder, name))
		must(t, err)
		found[name] = info.ModTime()
	}
	return found
}

func TestHandEditsAreMended(t *testing.T) {
	s := site{"index.html": "right", "css/a.css": "right"}
	edits := map[string]func(t *testing.T, folder string){
		"other bytes":           func(t *testing.T, folder string) { site{"index.html": "wrong"}.write(t, folder) },
		"other length":          func(t *testing.T, folder string) { site{"index.html": "much longer"}.write(t, folder) },
		"file removed":          func(t *testing.T, folder string) { must(t, os.Remove(filepath.Join(folder, "index.html"))) },
		"folder removed":        func(t *testing.T, folder string) { must(t, os.RemoveAll(filepath.Join(folder, "css"))) },
		"file became folder":    fileToFolder,
		"folder became a file":  folderToFile,
		"time changed":          touch,
		"time and bytes change": func(t *testing.T, folder string) { site{"css/a.css": "wrong"}.write(t, folder); touch(t, folder) },
	}
	for name, edit := range edits {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			s.mustBuild(t, folder)
			edit(t, folder)
			if name == "folder became a file" {
				wantError(t, s, folder, "css was not written by Stillpoint")
				return
			}
			s.mustBuild(t, folder)
			wantFiles(t, folder, s)
		})
	}
}

func fileToFolder(t *testing.T, folder string) {
	must(t, os.Remove(filepath.Join(folder, "index.html")))
	must(t, os.Mkdir(filepath.Join(folder, "index.html"), 0o755))
}

func folderToFile(t *testing.T, folder string) {
	must(t, os.RemoveAll(filepath.Join(folder, "css")))
	site{"css": "by hand"}.write(t, folder)
}

func touch(t *testing.T, folder string) {
	when := time.Unix(1e9, 0)
	must(t, os.Chtimes(filepath.Join(folder, "css", "a.css"), when, when))
}

// An edit within the grain of the clock keeps size and time. A published file is
// put in the past, so that its edit shows; the time of an adopted one is not believed
// while it is fresh.
func TestEditWithinTheGrainOfTheClock(t *testing.T) {
	t.Run("adopted", func(t *testing.T) {
		folder, s := t.TempDir(), site{"index.html": "right"}
		s.write(t, folder)
		fresh := time.Now().Add(time.Hour) // a file server may be ahead of us
		place := filepath.Join(folder, "index.html")
		must(t, os.Chtimes(place, fresh, fresh))
		wantSummary(t, s.mustBuild(t, folder), publish.Summary{Unchanged: 1})
		site{"index.html": "wrong"}.write(t, folder)
		must(t, os.Chtimes(place, fresh, fresh))
		wantSummary(t, s.mustBuild(t, folder), publish.Summary{Written: 1, Bytes: 5})
	})
	t.Run("published", func(t *testing.T) {
		folder, start := t.TempDir(), time.Now()
		site{"index.html": "right"}.mustBuild(t, folder)
		info, err := os.Stat(filepath.Join(folder, "index.html"))
		must(t, err)
		if !info.ModTime().Before(start.Add(-time.Second)) {
			t.Errorf("published at %v with the time %v", start, info.ModTime())
		}
	})
}

func TestRefreshedTimesAreRemembered(t *testing.T) {
	folder, s := t.TempDir(), site{"css/a.css": "right"}
	s.mustBuild(t, folder)
	touch(t, folder)
	wantSummary(t, s.mustBuild(t, folder), publish.Summary{Unchanged: 1})
	if _, err := s.build(folder, noStep); err != nil {
		t.Error(err)
	}
}

func TestForeignFilesStay(t *testing.T) {
	folder := t.TempDir()
	foreign := site{".gitignore": "*", "css/mine.css": "m", ".stillpoint-notes": "n"}
	foreign.write(t, folder)
	first := site{"css/a.css": "a", "index.html": "i"}
	first.mustBuild(t, folder)
	wantFiles(t, folder, first.with(foreign))
	site{}.mustBuild(t, folder)
	wantFiles(t, folder, foreign)
}

// A hard link stands for a file system on which two spellings are one file, where this is none.
func TestRenameInCaseAlone(t *testing.T) {
	for _, text := range []string{"same", "changed"} {
		folder := t.TempDir()
		site{"About.html": "same"}.mustBuild(t, folder)
		if err := os.Link(filepath.Join(folder, "About.html"), filepath.Join(folder, "about.html")); !errors.Is(err, fs.ErrExist) {
			must(t, err)
		}
		site{"about.html": text}.mustBuild(t, folder)
		if got := read(t, folder)["about.html"]; got != text {
			t.Errorf("got %q, want %q", got, text)
		}
	}
}

func TestNames(t *testing.T) {
	tests := []struct {
		name string
		ok   bool
	}{
		{"index.html", true}, {"a/b/c", true}, {".well-known/security.txt", true}, {"..x/y", true},
		{"zürich/Ä ö.html", true}, {".still", true}, {"a/.stillpoint.json", true},
		{"", false}, {".", false}, {"..", false}, {"../x", false}, {"a/../../x", false}, {"a/../b", false},
		{"/etc/passwd", false}, {"a//b", false}, {"a/", false}, {"./a", false}, {"a\\b", false}, {"a\x00b", false},
		{"\xff", false}, {".stillpoint.json", false}, {".stillpoint-staging/x", false}, {".StillPoint.lock", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			_, err := site{test.name: "x"}.build(folder, nil)
			if (err == nil) != test.ok {
				t.Fatalf("error: %v", err)
			}
			if test.ok {
				wantFiles(t, folder, site{test.name: "x"})
			} else {
				wantFiles(t, folder, site{})
			}
		})
	}
}

func TestFailedStageIsNeverCommitted(t *testing.T) {
	full := func(action, name string) error {
		if action == "fill" {
			return &os.PathError{Op: "write", Path: name, Err: syscall.ENOSPC}
		}
		return nil
	}
	tests := []struct {
		name  string
		step  func(action, name string) error
		stage []string
		want  string
	}{
		{"same name twice", nil, []string{"a/b", "a/b"}, "/a/b is made twice"},
		{"bad name", nil, []string{"../x"}, "must lead to a place inside"},
		{"disk full", full, []string{"a/b"}, "/a/b: no space left on device"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			site{"index.html": "old"}.mustBuild(t, folder)
			p, err := publish.Open(folder)
			must(t, err)
			p.OnStep(test.step)
			for _, name := range test.stage {
				err = p.Stage(name, []byte("new"))
			}
			if err == nil || !strings.Contains(filepath.ToSlash(err.Error()), test.want) {
				t.Errorf("Stage: %v", err)
			}
			if _, commitErr := p.Commit(); !errors.Is(commitErr, err) {
				t.Errorf("Commit: %v", commitErr)
			}
			wantFiles(t, folder, site{"index.html": "old"})
		})
	}
}

func TestAbortAndClose(t *testing.T) {
	folder := t.TempDir()
	site{"index.html": "old"}.mustBuild(t, folder)
	p, err := publish.Open(folder)
	must(t, err)
	must(t, p.Stage("index.html", []byte("new")))
	must(t, p.Abort())
	must(t, p.Close())
	wantFiles(t, folder, site{"index.html": "old"})
	if err := p.Stage("x", nil); !errors.Is(err, publish.ErrEnded) {
		t.Errorf("Stage after Abort: %v", err)
	}
	if _, err := p.Commit(); !errors.Is(err, publish.ErrEnded) {
		t.Errorf("Commit after Abort: %v", err)
	}
}

func TestOrderOfSteps(t *testing.T) {
	folder := t.TempDir()
	site{"old.jpg": "1", "old.html": "1", "old.xml": "1", "gone/old.css": "1"}.mustBuild(t, folder)
	var steps []string
	s := site{"a/a.html": "1", "a/a.html.br": "1", "b.css": "1", "c.jpg": "1", "sitemap.xml.gz": "1", "z.woff2": "1",
		"mixed/p/x.jpg": "1", "mixed/p/p.html": "1", "mixed/q/deep/q.html": "1", "mixed/q/feed.xml": "1"}
	_, err := s.build(folder, func(action, name string) error {
		if action == "rename" || action == "remove" {
			steps = append(steps, action+" "+name)
		}
		return nil
	})
	must(t, err)
	want := []string{
		"rename .stillpoint.json",
		"rename c.jpg", "rename mixed/p/x.jpg", "rename z.woff2", "rename b.css", // a picture before all pages
		"rename a", "rename mixed/p/p.html", "rename mixed/q", "rename sitemap.xml.gz", // new folders of pages in one step
		"remove old.xml", "remove old.html", "remove gone/old.css", "remove old.jpg", "remove gone",
		"rename .stillpoint.json", "remove .stillpoint-staging",
	}
	if diff := cmp.Diff(want, steps); diff != "" {
		t.Errorf("wrong steps (-want +got):\n%s", diff)
	}
}

func TestConcurrentStage(t *testing.T) {
	folder, s := t.TempDir(), make(site)
	for i := range 200 {
		s[fmt.Sprintf("%d/%d.html", i%7, i)] = fmt.Sprint("page ", i)
	}
	for _, want := range []publish.Summary{{Written: 200, Bytes: 1490}, {Unchanged: 200}} {
		p, err := publish.Open(folder)
		must(t, err)
		var group sync.WaitGroup
		for name, text := range s {
			group.Go(func() {
				if err := p.Stage(name, []byte(text)); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		summary, err := p.Commit()
		must(t, err)
		wantSummary(t, summary, want)
		wantFiles(t, folder, s)
	}
}

func TestStagedBytesMayBeReused(t *testing.T) {
	folder, data := t.TempDir(), []byte("right")
	p, err := publish.Open(folder)
	must(t, err)
	must(t, p.Stage("a", data))
	copy(data, "wrong")
	_, err = p.Commit()
	must(t, err)
	wantFiles(t, folder, site{"a": "right"})
}

func TestModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no such modes there")
	}
	folder := filepath.Join(t.TempDir(), "public")
	site{"a/b": "x"}.mustBuild(t, folder)
	var modes []string
	for _, name := range []string{"", "a", "a/b", ".stillpoint.json"} {
		info, err := os.Stat(filepath.Join(folder, name))
		must(t, err)
		modes = append(modes, (info.Mode() &^ 0o022).String()) // whatever the umask
	}
	if want := []string{"drwxr-xr-x", "drwxr-xr-x", "-rw-r--r--", "-rw-r--r--"}; !slices.Equal(modes, want) {
		t.Errorf("got %v, want %v", modes, want)
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	folder := t.TempDir()
	site{"file": "x"}.write(t, folder)
	if _, err := publish.Open(filepath.Join(folder, "file")); err == nil || !strings.HasPrefix(err.Error(), "could not make the folder ") {
		t.Errorf("a file: %v", err)
	}
	if _, err := publish.Open(""); err == nil {
		t.Error("no destination: no error")
	}
}
