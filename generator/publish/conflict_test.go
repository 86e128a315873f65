package publish_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// wantError expects a build to fail with all the given texts in its error, and
// to leave every file as it was.
func wantError(t *testing.T, s site, folder string, texts ...string) {
	t.Helper()
	before := read(t, folder)
	_, err := s.build(folder, nil)
	if err == nil {
		t.Fatal("the build did not fail")
	}
	for _, text := range texts {
		if !strings.Contains(filepath.ToSlash(err.Error()), text) {
			t.Errorf("the error lacks %q:\n%v", text, err)
		}
	}
	wantFiles(t, folder, before)
}

func TestConflictsAreFoundBeforeAnythingHappens(t *testing.T) {
	old := site{"old/a.html": "1"}
	tests := []struct {
		name    string
		foreign site
		now     site
		errors  []string
	}{
		{"foreign file in the place of a file", site{"index.html": "mine", "x": "mine"}, site{"index.html": "ours", "x": "ours", "b": "1"},
			[]string{"/index.html was not written by Stillpoint and is not replaced: move or delete it", "/x was not written"}},
		{"foreign file in the place of a folder", site{"about": "mine"}, site{"about/a/index.html": "1", "b": "1"},
			[]string{"/about was not written by Stillpoint, and ", "/about/a/index.html needs a folder of that name"}},
		{"foreign file inside of a folder", site{"old/deep/mine": "1"}, site{"old": "1", "b": "1"},
			[]string{"/old/deep/mine was not written by Stillpoint, and ", "/old must take the place of its folder"}},
		{"file and folder in one build", nil, site{"about": "1", "about/x/index.html": "2"},
			[]string{"/about is made as a file, and ", "/about/x/index.html needs a folder"}},
		{"file and kept folder in one build", nil, site{"old/a.html": "1", "old": "1"}, []string{"/old is made as a file, and "}},
		{"name too long", nil, site{strings.Repeat("long", 100): "1", "b": "1"}, []string{"could not look at ", "long: "}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			old.mustBuild(t, folder)
			test.foreign.write(t, folder)
			wantError(t, test.now, folder, test.errors...)
		})
	}
}

func TestManyConflictsAreCounted(t *testing.T) {
	folder, foreign, s := t.TempDir(), make(site), make(site)
	for i := range 50 {
		foreign[fmt.Sprint(i)], s[fmt.Sprint(i)] = "mine", "ours"
	}
	foreign.write(t, folder)
	wantError(t, s, folder, "and 30 more")
	_, err := s.build(folder, nil)
	if list, ok := err.(interface{ Unwrap() []error }); !ok || len(list.Unwrap()) != 21 {
		t.Errorf("the error is no list of 21: %T", err)
	}
}

func TestSymbolicLinksLeadNowhere(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("making symbolic links takes a privilege there")
	}
	outside := t.TempDir()
	precious := site{"a.html": "old", "b.html": "precious"}
	precious.write(t, outside)
	tests := []struct{ link, target string }{
		{"index.html", filepath.Join(outside, "a.html")},
		{"index.html", "dangling"},
		{"pages", outside},
		{"pages", "real"}, // inside the destination, and yet not the place that was meant
		{"pages/deep", outside},
		{"index.html", "."},
	}
	for _, test := range tests {
		t.Run(test.link+" to "+filepath.Base(test.target), func(t *testing.T) {
			folder := t.TempDir()
			site{"index.html": "old", "pages/deep/a.html": "old", "pages/a.html": "old", "real/a.html": "old"}.mustBuild(t, folder)
			place := filepath.Join(folder, filepath.FromSlash(test.link))
			must(t, os.RemoveAll(place))
			must(t, os.Symlink(test.target, place))
			wantError(t, site{"index.html": "new", "pages/deep/a.html": "new", "pages/a.html": "new"}, folder,
				test.link+" is a symbolic link or no plain file")
			site{}.mustBuild(t, folder)
			if target, err := os.Readlink(place); target != test.target {
				t.Errorf("the link is gone: %q, %v", target, err)
			}
			wantFiles(t, outside, precious)
		})
	}
}

func TestDestinationMayBeALink(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("making symbolic links takes a privilege there")
	}
	real := t.TempDir()
	link := filepath.Join(t.TempDir(), "public")
	must(t, os.Symlink(real, link))
	s := site{"a/index.html": "x"}
	s.mustBuild(t, link)
	wantFiles(t, real, s)
}
