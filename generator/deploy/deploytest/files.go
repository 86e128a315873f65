package deploytest

import (
	"errors"
	"io/fs"
	"os"
	"testing"
)

// Files returns all files below a folder by their names, as somebody sees them who comes at this moment. What goes while they are read counts as gone.
func Files(t testing.TB, folder string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	all := os.DirFS(folder)
	err := fs.WalkDir(all, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return ignoreMissing(err)
		}
		data, err := fs.ReadFile(all, name)
		if err == nil {
			files[name] = data
		}
		return ignoreMissing(err)
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
