package folder_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/deploytest"
	"stillpoint/generator/deploy/folder"
)

func open(t *testing.T, dir string) deploy.Remote {
	t.Helper()
	r, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRemote(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "www")
	deploytest.Remote(t, func() deploy.Remote { return open(t, dir) })
}

func TestCuts(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "www")
	deploytest.Cuts(t, deploytest.Trial{Open: func() deploy.Remote { return open(t, dir) }, Look: func() map[string][]byte { return deploytest.Files(t, dir) }, Seed: 2})
}

func put(t *testing.T, r deploy.Remote, name, text string) error {
	t.Helper()
	_, err := r.Put(t.Context(), deploytest.Object(name, []byte(text)))
	return err
}

// TestLinks follows no symbolic link, neither out of the folder nor within it.
func TestLinks(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	secret := filepath.Join(outside, "secret.txt")
	for name, text := range map[string]string{secret: "secret", filepath.Join(dir, "real.txt"): "real"} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{"out.txt": secret, "out": outside, "in.txt": "real.txt"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
	}
	r := open(t, dir)
	defer r.Close()
	entries, err := r.List(t.Context())
	if err != nil || len(entries) != 4 || entries["out"].Size != -1 || entries["out.txt"].Size != -1 || entries["in.txt"].Size != -1 {
		t.Errorf("%+v, %v", entries, err)
	}
	for _, name := range []string{"out.txt", "in.txt", "out/secret.txt"} {
		if data, err := r.Read(t.Context(), name); err == nil {
			t.Errorf("%s: %q", name, data)
		}
	}
	if err := put(t, r, "out/new.txt", "new"); err == nil {
		t.Error("a file was put out of the folder")
	}
	if err := r.Remove(t.Context(), "out/secret.txt"); err == nil {
		t.Error("Remove has no error")
	}
	if err := put(t, r, "out.txt", "new"); err != nil {
		t.Error(err)
	}
	if text, err := os.ReadFile(secret); err != nil || string(text) != "secret" {
		t.Errorf("%q, %v", text, err)
	}
	if files, err := os.ReadDir(outside); err != nil || len(files) != 1 {
		t.Errorf("%v, %v", files, err)
	}
	_, err = deploy.Compare(t.Context(), r, deploytest.Site(map[string][]byte{"out/a.css": nil, "in.txt": []byte("x")}), deploy.Options{Adopt: true})
	if err == nil || !strings.Contains(err.Error(), "\n  out") {
		t.Error(err)
	}
}

// TestUnreadableFolder is one thing of others, as lost+found is at the root of a disk.
func TestUnreadableFolder(t *testing.T) {
	dir := t.TempDir()
	closed := filepath.Join(dir, "closed")
	if err := os.Mkdir(closed, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := os.ReadDir(closed); err == nil {
		t.Skip("whoever runs this may read everything")
	}
	r := open(t, dir)
	defer r.Close()
	if entries, err := r.List(t.Context()); err != nil || len(entries) != 1 || entries["closed"].Size != -1 {
		t.Errorf("%v, %v", entries, err)
	}
}

// TestModes has files that a web server may read, and none that run.
func TestModes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "www")
	r := open(t, dir)
	defer r.Close()
	if err := put(t, r, "a/b.html", "text"); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]fs.FileMode{"a/b.html": 0o644, "a": 0o755 | fs.ModeDir} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.Mode() != want {
			t.Errorf("%s has %v, not %v: %v", name, info.Mode(), want, err)
		}
	}
}

// TestEmptyFolderInTheWay gives way to a file, since nobody loses anything by it.
func TestEmptyFolderInTheWay(t *testing.T) {
	dir := t.TempDir()
	r := open(t, dir)
	defer r.Close()
	for _, name := range []string{"empty", "full/of"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := put(t, r, "empty", "text"); err != nil {
		t.Error(err)
	}
	if err := put(t, r, "full", "text"); err == nil {
		t.Error("a folder with something in it was removed")
	}
	if entries, err := r.List(t.Context()); err != nil || len(entries) != 1 {
		t.Errorf("%v, %v", entries, err)
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"file": "is a file, not a folder", "a/b/c": "there is no folder", "new": "", ".": ""} {
		r, err := folder.Open(filepath.Join(dir, name))
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v", name, err)
		}
		if r != nil {
			r.Close()
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "new")); err == nil {
		t.Error("a folder was made before anything is put into it")
	}
}

func TestWithin(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "site", "public"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "site"), filepath.Join(dir, "link")); err != nil {
		t.Skip(err)
	}
	for _, c := range []struct {
		inner, outer string
		want         bool
	}{
		{"site/public", "site", true}, {"site", "site", true}, {"site", "site/public", false}, {"site-more", "site", false}, {"site/..more", "site", true},
		{"link/public/new/deeper", "site/public", true}, {"site/public", "link", true}, {"other", "site", false}, {"site/public/../../x", "site", false},
	} {
		if got := folder.Within(filepath.Join(dir, c.inner), filepath.Join(dir, c.outer)); got != c.want {
			t.Errorf("%s within %s: %t", c.inner, c.outer, got)
		}
	}
}
