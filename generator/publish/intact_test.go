package publish_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"stillpoint/generator/publish"
)

// look opens a destination and returns whether it is intact, and its mark.
func look(t *testing.T, folder string) (intact bool, mark string, files int) {
	t.Helper()
	p, err := publish.Open(folder)
	must(t, err)
	defer p.Close()
	return p.Intact(), p.Mark(), p.Len()
}

func TestIntact(t *testing.T) {
	s := site{"index.html": "right", "css/a.css": "right", "deep/er/x.jpg": "right"}
	tests := map[string]struct {
		edit func(t *testing.T, folder string)
		want bool
	}{
		"untouched":            {func(*testing.T, string) {}, true},
		"beside a foreign one": {func(t *testing.T, folder string) { site{"mine": "x"}.write(t, folder) }, true},
		"other bytes":          {func(t *testing.T, folder string) { site{"index.html": "wrong"}.write(t, folder) }, false},
		"file removed":         {func(t *testing.T, folder string) { must(t, os.Remove(filepath.Join(folder, "index.html"))) }, false},
		"folder removed":       {func(t *testing.T, folder string) { must(t, os.RemoveAll(filepath.Join(folder, "deep"))) }, false},
		"file became folder":   {fileToFolder, false},
		"folder became a file": {folderToFile, false},
		"time changed":         {touch, false},
		"no manifest":          {func(t *testing.T, folder string) { must(t, os.Remove(filepath.Join(folder, ".stillpoint.json"))) }, false},
		"damaged manifest":     {func(t *testing.T, folder string) { writeManifest(t, folder, "{") }, false},
		"cleaned": {func(t *testing.T, folder string) {
			_, err := publish.Clean(folder)
			must(t, err)
		}, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			s.mustBuild(t, folder)
			test.edit(t, folder)
			if got, _, _ := look(t, folder); got != test.want {
				t.Errorf("intact: %v", got)
			}
			if name == "folder became a file" {
				return
			}
			s.mustBuild(t, folder)
			if got, _, n := look(t, folder); !got || n != len(s) {
				t.Errorf("after a build of %d files intact: %v", n, got)
			}
		})
	}
}

// A file whose time proves nothing yet is read.
func TestIntactReadsWhatIsFresh(t *testing.T) {
	folder, s := t.TempDir(), site{"index.html": "right"}
	s.write(t, folder)
	fresh := time.Now().Add(time.Hour)
	place := filepath.Join(folder, "index.html")
	must(t, os.Chtimes(place, fresh, fresh))
	s.mustBuild(t, folder)
	if got, _, _ := look(t, folder); !got {
		t.Error("an adopted file is not intact")
	}
	site{"index.html": "wrong"}.write(t, folder)
	must(t, os.Chtimes(place, fresh, fresh))
	if got, _, _ := look(t, folder); got {
		t.Error("an edited file is intact")
	}
}

func TestKilledBuildIsNotIntact(t *testing.T) {
	folder := t.TempDir()
	site{"a.html": "1"}.mustBuild(t, folder)
	p, err := publish.Open(folder)
	must(t, err)
	kill(p, "rename", "b.html")
	must(t, p.Stage("b.html", []byte("2")))
	if _, err := p.Commit(); err == nil {
		t.Fatal("the run was not killed")
	}
	if intact, mark, _ := look(t, folder); intact || mark != "" {
		t.Errorf("intact: %v, mark %q", intact, mark)
	}
}

// TestMark expects the same mark after a build and before the next, and another after a build that has changed anything.
func TestMark(t *testing.T) {
	folder, seen := t.TempDir(), map[string]bool{"": true}
	for i, s := range []site{{"a": "1"}, {"a": "2"}, {"a": "2", "b/c": ""}, {"b/c": ""}, {"b/d": ""}} {
		for again := range 2 {
			p, err := publish.Open(folder)
			must(t, err)
			before := p.Mark()
			for name, text := range s {
				must(t, p.Stage(name, []byte(text)))
			}
			_, err = p.Commit()
			must(t, err)
			after := p.Mark()
			if again == 0 == seen[after] || again == 1 && before != after {
				t.Errorf("build %d.%d: mark %q after %q", i, again, after, before)
			}
			seen[after] = true
			if _, next, _ := look(t, folder); next != after {
				t.Errorf("build %d.%d: mark %q, then %q", i, again, after, next)
			}
		}
	}
}
