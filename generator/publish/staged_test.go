package publish_test

import (
	"os"
	"path/filepath"
	"testing"

	"stillpoint/generator/publish"
)

// TestSizes reads back what is staged, wherever its bytes wait: new, in place of another, just as it is published already, kept without
// its bytes, and below what was a file.
func TestSizes(t *testing.T) {
	folder := t.TempDir()
	site{"same.html": "aaa", "other.html": "bbb", "kept.png": "cccc", "gone.html": "d", "folder": "e"}.mustBuild(t, folder)
	if err := os.WriteFile(filepath.Join(folder, "there.txt"), []byte("here"), 0o644); err != nil {
		t.Fatal(err)
	}
	p, err := publish.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	want := site{"same.html": "aaa", "other.html": "BB", "new/a.html": "12345", "folder/a.html": "F", "there.txt": "here", "empty.html": ""}
	for name, text := range want {
		if err := p.Stage(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if kept, err := p.Keep("kept.png", ""); !kept || err != nil {
		t.Fatal(kept, err)
	}
	want["kept.png"] = "cccc"
	for name, text := range want {
		size, known := p.Size(name)
		data, err := p.Staged(name)
		if size != int64(len(text)) || !known || string(data) != text || err != nil || p.Offered(name) {
			t.Errorf("%s: %d bytes (%t), %q, %v, want %q", name, size, known, data, err, text)
		}
	}
	for _, name := range []string{"gone.html", "never.html", "new"} {
		if size, known := p.Size(name); known || size != 0 {
			t.Errorf("%s, which is not staged, has %d bytes", name, size)
		}
	}
	if _, err := p.Commit(); err != nil {
		t.Fatal(err)
	}
	wantFiles(t, folder, want)
}

// TestStagedInMemory does the same in memory, where a file may be made only on demand.
func TestStagedInMemory(t *testing.T) {
	m := publish.NewMemory(nil)
	if err := m.Stage("a.html", []byte("aaa")); err != nil {
		t.Fatal(err)
	}
	if err := m.Offer("a.png", func() ([]byte, error) { return []byte("pixels"), nil }); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]struct {
		size           int64
		known, offered bool
		text           string
	}{"a.html": {3, true, false, "aaa"}, "a.png": {0, false, true, "pixels"}, "b.html": {0, false, false, ""}} {
		size, known := m.Size(name)
		data, err := m.Staged(name)
		if size != want.size || known != want.known || m.Offered(name) != want.offered || string(data) != want.text || (err == nil) != (want.text != "") {
			t.Errorf("%s: %d bytes (%t), offered %t, %q, %v", name, size, known, m.Offered(name), data, err)
		}
	}
}
