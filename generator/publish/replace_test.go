package publish_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync/atomic"
	"testing"

	"stillpoint/generator/publish"
)

// manyPages is a site of so many pages that some are put into place side by side, all with one text.
func manyPages(text string) site {
	s := site{"site.css": text, "sitemap.xml": text}
	for i := range 900 {
		s[fmt.Sprintf("section-%d/page-%d/index.html", i%7, i)] = text
	}
	return s
}

// TestReplaceMany replaces many published files at once: what pages name is in place before the first of them, and what names them after the last.
func TestReplaceMany(t *testing.T) {
	before, after := manyPages("1"), manyPages("2")
	folder := t.TempDir()
	before.mustBuild(t, folder)
	var pages atomic.Int64
	var early, late atomic.Bool
	summary, err := after.build(folder, func(action, name string) error {
		switch {
		case action != "rename" || strings.HasPrefix(name, ".stillpoint"):
		case name == "site.css":
			early.Store(pages.Load() == 0)
		case name == "sitemap.xml":
			late.Store(pages.Load() == 900)
		default:
			pages.Add(1)
		}
		return nil
	})
	if want := (publish.Summary{Written: 902, Bytes: 902}); err != nil || summary != want {
		t.Errorf("%+v, %v", summary, err)
	}
	if !early.Load() || !late.Load() {
		t.Error("files are not put into place in the order of what they name")
	}
	wantFiles(t, folder, after)
}

// TestReplaceManyFails tells of a file that cannot be replaced among many, and is mended by the next build.
func TestReplaceManyFails(t *testing.T) {
	before, after := manyPages("1"), manyPages("2")
	folder := t.TempDir()
	before.mustBuild(t, folder)
	_, err := after.build(folder, func(action, name string) error {
		if action == "rename" && name == "section-3/page-500/index.html" {
			return &fs.PathError{Op: "op", Path: "secret", Err: fs.ErrPermission}
		}
		return nil
	})
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "could not put into place ") || !strings.Contains(err.Error(), "page-500") {
		t.Errorf("error: %v", err)
	}
	for name, text := range read(t, folder) {
		if text != "1" && text != "2" && !strings.HasPrefix(name, ".stillpoint") {
			t.Errorf("%s is %q", name, text)
		}
	}
	after.mustBuild(t, folder)
	wantFiles(t, folder, after)
}
