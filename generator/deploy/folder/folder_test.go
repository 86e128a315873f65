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
	deploytest.Cuts(t, deploytest.Trial{Open: func() deploy.Remote { return open(t, dir) }, Look: func() map[string][]byte { return look(t, dir) }, Seed: 2})
}

func look(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(file)
		files[filepath.ToSlash(strings.TrimPrefix(file, dir+string(filepath.Separator)))] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
