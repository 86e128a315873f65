package vector_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"stillpoint/generator/diag"
	"stillpoint/generator/vector"
)

// TestDrawingsOfTheSite reads all drawings of the repository: they are harmless, so nothing of them may be complained of.
func TestDrawingsOfTheSite(t *testing.T) {
	found := 0
	for _, folder := range []string{"../../assets", "../../content"} {
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || filepath.Ext(path) != ".svg" {
				return err
			}
			found++
			checkHarmless(t, path)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if found < 10 {
		t.Errorf("only %d drawings were found", found)
	}
}

func checkHarmless(t *testing.T, path string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d, problems := vector.Read(diag.NewFile(path, text))
	if len(problems) > 0 {
		t.Errorf("%s: %v", path, problems)
	}
	// These drawings hold no comment and no editor's note, so each tag of theirs must be there again.
	if got, want := bytes.Count(d.Bytes(), []byte("<")), bytes.Count(text, []byte("<"))-bytes.Count(text, []byte("<!--")); got != want {
		t.Errorf("%s: %d tags were left of %d", path, got, want)
	}
	if width, height := d.Size(); width <= 0 || height <= 0 {
		t.Errorf("%s: the size is %v × %v", path, width, height)
	}
}
