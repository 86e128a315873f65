package source_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/diag"
	"stillpoint/generator/source"
)

func paths(files []*source.File) []string {
	var all []string
	for _, f := range files {
		all = append(all, f.Path+" "+f.Layer)
	}
	return all
}

// TestLayers lets the first layer win file by file, and passes hidden files by.
func TestLayers(t *testing.T) {
	own := fstest.MapFS{"layouts/a.html": {Data: []byte("own")}, "content/.git/x": {}, "content/b.md": {}, "content/b.md~": {}, "content/#c.md#": {}, "stillpoint.yaml": {}, "other/x": {}}
	defaults := fstest.MapFS{"layouts/a.html": {Data: []byte("default")}, "layouts/b.html": {}, "layouts-old/c.html": {}}
	s, problems := source.Scan(context.Background(),
		source.Layer{Name: "site", FS: own, Roots: []string{"stillpoint.yaml", "content", "layouts", "data"}},
		source.Layer{Name: "defaults", FS: defaults, Roots: []string{"layouts"}})
	if problems != nil {
		t.Fatal(problems)
	}
	if diff := cmp.Diff([]string{"layouts/a.html site", "layouts/b.html defaults"}, paths(s.Under("layouts"))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"content/b.md site"}, paths(s.Under("content"))); diff != "" {
		t.Error(diff)
	}
	if data, err := s.Lookup("layouts/a.html").Read(); string(data) != "own" || err != nil {
		t.Errorf("%s %v", data, err)
	}
	if s.Lookup("other/x") != nil || s.Lookup("stillpoint.yaml") == nil || len(s.Under("data")) != 0 {
		t.Error("a root is missing, or one too many")
	}
}

// TestLinks follows symbolic links within the site, and none that leave it or
// lead round in a circle.
func TestLinks(t *testing.T) {
	dir := t.TempDir()
	outside := filepath.Join(t.TempDir(), "secret.md")
	for _, err := range []error{
		os.MkdirAll(filepath.Join(dir, "content", "a"), 0o755), os.WriteFile(filepath.Join(dir, "content", "a", "x.md"), nil, 0o644), os.WriteFile(outside, nil, 0o644),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{"b": "a", "c.md": "a/x.md", "loop": ".", "out.md": outside, "gone.md": "nowhere.md"} {
		if err := os.Symlink(target, filepath.Join(dir, "content", link)); err != nil {
			t.Skip("symbolic links cannot be made here:", err)
		}
	}
	root, err := source.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	s, problems := source.Scan(context.Background(), source.Layer{Name: "site", FS: root.FS(), Roots: []string{"content"}})
	if diff := cmp.Diff([]string{"content/a/x.md site", "content/b/x.md site", "content/c.md site"}, paths(s.Under("content"))); diff != "" {
		t.Error(diff)
	}
	var got []string
	for _, d := range problems.Sorted() {
		got = append(got, d.Code+" "+d.Position.File)
	}
	if diff := cmp.Diff([]string{"unreadable content/gone.md", "link-circle content/loop", "outside-site content/out.md"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestRefused(t *testing.T) {
	s, problems := source.Scan(context.Background(), source.Layer{FS: fstest.MapFS{
		"content/a\nb.md": {}, "content/big.md": {Data: []byte(strings.Repeat("x", source.MaxTextSize+1))},
	}, Roots: []string{"content"}})
	if len(problems) != 1 || problems[0].Code != "bad-file-name" {
		t.Errorf("%v", problems)
	}
	if _, problem := s.Lookup("content/big.md").Text(); problem == nil || problem.Code != "file-too-large" || problem.Severity != diag.Error {
		t.Errorf("%v", problem)
	}
}
