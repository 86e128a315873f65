package publish_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/publish"
)

// site is a set of files by name.
type site map[string]string

// fataler is what the tests and the properties have in common.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

// build publishes a site in whole and reports any failure of Stage or Commit.
func (s site) build(destination string, step func(action, name string) error) (publish.Summary, error) {
	p, err := publish.Open(destination)
	if err != nil {
		return publish.Summary{}, err
	}
	defer p.Close()
	p.OnStep(step)
	for _, name := range slices.Sorted(maps.Keys(s)) {
		if err := p.Stage(name, []byte(s[name])); err != nil {
			return publish.Summary{}, err
		}
	}
	return p.Commit()
}

func (s site) mustBuild(t fataler, destination string) publish.Summary {
	t.Helper()
	summary, err := s.build(destination, nil)
	if err != nil {
		t.Fatalf("the build failed: %v", err)
	}
	return summary
}

// write puts files into a folder by hand.
func (s site) write(t fataler, folder string) {
	t.Helper()
	for name, text := range s {
		place := filepath.Join(folder, filepath.FromSlash(name))
		must(t, os.MkdirAll(filepath.Dir(place), 0o755))
		must(t, os.WriteFile(place, []byte(text), 0o644))
	}
}

func must(t fataler, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v", err)
	}
}

// read returns all files of a folder but the manifest; an empty folder shows
// as a name that ends in a slash, and a symbolic link by its target.
func read(t fataler, folder string) site {
	t.Helper()
	found := make(site)
	err := filepath.WalkDir(folder, func(place string, d fs.DirEntry, err error) error {
		if err != nil || place == folder {
			return err
		}
		name, _ := filepath.Rel(folder, place)
		return found.add(filepath.ToSlash(name), place, d)
	})
	must(t, err)
	delete(found, ".stillpoint.json")
	return found
}

func (s site) add(name, place string, d fs.DirEntry) error {
	if parent, _, nested := cutLast(name); nested {
		delete(s, parent+"/")
	}
	switch {
	case d.IsDir():
		s[name+"/"] = ""
	case d.Type()&fs.ModeSymlink != 0:
		target, err := os.Readlink(place)
		s[name] = "-> " + target
		return err
	default:
		text, err := os.ReadFile(place)
		s[name] = string(text)
		return err
	}
	return nil
}

func cutLast(name string) (parent, base string, nested bool) {
	i := strings.LastIndexByte(name, '/')
	if i < 0 {
		return "", name, false
	}
	return name[:i], name[i+1:], true
}

func wantFiles(t fataler, folder string, want site) {
	t.Helper()
	if diff := cmp.Diff(want, read(t, folder)); diff != "" {
		t.Fatalf("wrong files (-want +got):\n%s", diff)
	}
}

// with returns the site with other files added.
func (s site) with(more site) site {
	all := maps.Clone(s)
	maps.Copy(all, more)
	return all
}

func wantSummary(t *testing.T, got, want publish.Summary) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("wrong summary (-want +got):\n%s", diff)
	}
}
