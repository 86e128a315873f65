package deploy_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stillpoint/generator/deploy"
	"stillpoint/generator/publish"
)

// built publishes a site into a folder as a build does.
func built(t *testing.T, site files) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "public")
	p, err := publish.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range site {
		if err := p.Stage(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.Commit(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestReadFolder(t *testing.T) {
	dir := built(t, small())
	write(t, filepath.Join(dir, "notes.txt"), "of somebody else")
	site, err := deploy.ReadFolder(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(site.Files) != len(small()) {
		t.Errorf("%d files, and not those of the build alone", len(site.Files))
	}
	for _, o := range site.Files {
		file, err := o.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(file)
		if err != nil || string(text) != small()[o.Name] || deploy.Digest(text) != o.Digest || o.Size != int64(len(text)) {
			t.Errorf("%s: %q, %+v, %v", o.Name, text, o, err)
		}
		file.Close()
	}
	var locked *publish.LockedError
	if _, err := publish.Open(dir); !errors.As(err, &locked) {
		t.Error("a build may change what is being sent: ", err)
	}
	if err := site.Close(); err != nil {
		t.Fatal(err)
	}
	p, err := publish.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
}

func TestReadFolderThatIsNotAsBuilt(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(t *testing.T, dir string)
		want  string
	}{
		"changed": {func(t *testing.T, dir string) { write(t, filepath.Join(dir, "a.css"), "p []") }, "a.css was changed since it was built: build the site again"},
		"longer":  {func(t *testing.T, dir string) { write(t, filepath.Join(dir, "a.css"), "p {}}") }, "a.css was changed since it was built"},
		"gone":    {func(t *testing.T, dir string) { remove(t, filepath.Join(dir, "a.css")) }, "a.css is gone since it was built"},
		"a link": {func(t *testing.T, dir string) {
			remove(t, filepath.Join(dir, "a.css"))
			if err := os.Symlink("index.html", filepath.Join(dir, "a.css")); err != nil {
				t.Skip(err)
			}
		}, "a.css was changed since it was built"},
		"never built": {func(t *testing.T, dir string) { remove(t, filepath.Join(dir, ".stillpoint.json")) }, "no site was built into"},
		"damaged":     {func(t *testing.T, dir string) { write(t, filepath.Join(dir, ".stillpoint.json"), "{") }, "is damaged: build the site again"},
		"unfinished": {func(t *testing.T, dir string) {
			text, err := os.ReadFile(filepath.Join(dir, ".stillpoint.json"))
			if err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(dir, ".stillpoint.json"), strings.Replace(string(text), `"files"`, `"unfinished": true, "files"`, 1))
		}, "did not come to its end: build the site again"},
		"no folder": {func(t *testing.T, dir string) {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		}, "there is no folder"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := built(t, small())
			c.spoil(t, dir)
			_, err := deploy.ReadFolder(t.Context(), dir)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Error(err)
			}
		})
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, name string) {
	t.Helper()
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
}
