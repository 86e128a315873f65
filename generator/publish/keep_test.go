package publish_test

import (
	"os"
	"path/filepath"
	"testing"

	"stillpoint/generator/publish"
)

// TestKeep takes over a file of the last build without its bytes, unless it is
// unknown, or somebody has changed it.
func TestKeep(t *testing.T) {
	folder := t.TempDir()
	site{"share/a.png": "aaa", "share/b.png": "bbb", "gone.png": "c"}.mustBuild(t, folder)
	if err := os.WriteFile(filepath.Join(folder, "share", "b.png"), []byte("BBBB"), 0o644); err != nil {
		t.Fatal(err)
	}
	p, err := publish.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	for name, want := range map[string]bool{"share/a.png": true, "share/b.png": false, "share/new.png": false} {
		if got, err := p.Keep(name, ""); got != want || err != nil {
			t.Errorf("Keep(%s) = %v, %v", name, got, err)
		}
	}
	if err := p.Stage("share/b.png", []byte("bbb")); err != nil {
		t.Fatal(err)
	}
	summary, err := p.Commit()
	if err != nil {
		t.Fatal(err)
	}
	wantSummary(t, summary, publish.Summary{Written: 1, Unchanged: 1, Removed: 1, Bytes: 3})
	wantFiles(t, folder, site{"share/a.png": "aaa", "share/b.png": "bbb"})
}

// TestKeepTwice refuses a file that is made and kept.
func TestKeepTwice(t *testing.T) {
	folder := t.TempDir()
	site{"a.png": "aaa"}.mustBuild(t, folder)
	p, err := publish.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if err := p.Stage("a.png", []byte("aaa")); err != nil {
		t.Fatal(err)
	}
	if kept, err := p.Keep("a.png", ""); kept || err == nil {
		t.Errorf("Keep after Stage = %v, %v", kept, err)
	}
}

// TestStaged reads back what was handed over, whether it was staged or kept, and wherever its bytes wait.
func TestStaged(t *testing.T) {
	folder := t.TempDir()
	site{"kept.html": "k", "same.html": "s", "other.html": "o"}.mustBuild(t, folder)
	p, err := publish.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	memory := publish.NewMemory(publish.NewFiles(map[string][]byte{"kept.html": []byte("k")}))
	for _, out := range []interface {
		Keep(name, digest string) (bool, error)
		Stage(name string, data []byte) error
		Staged(name string) ([]byte, error)
	}{p, memory} {
		if kept, err := out.Keep("kept.html", ""); !kept || err != nil {
			t.Fatal(kept, err)
		}
		want := site{"kept.html": "k", "same.html": "s", "other.html": "another", "new/index.html": "n"}
		for name, text := range want {
			if name == "kept.html" {
				continue
			}
			if err := out.Stage(name, []byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		for name, text := range want {
			if got, err := out.Staged(name); string(got) != text || err != nil {
				t.Errorf("%s is %q, %v", name, got, err)
			}
		}
		if _, err := out.Staged("none.html"); err == nil {
			t.Error("a file that nobody handed over can be read")
		}
	}
}
