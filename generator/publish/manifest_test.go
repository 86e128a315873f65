package publish_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/publish"
)

func writeManifest(t fataler, folder, text string) {
	t.Helper()
	must(t, os.WriteFile(filepath.Join(folder, ".stillpoint.json"), []byte(text), 0o644))
}

func readManifest(t fataler, folder string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, ".stillpoint.json"))
	must(t, err)
	return string(text)
}

const emptyDigest = `"sha256": "e3b0c44298fc1c149afbf4c8996fb924"`

func TestManifestIsSortedAndComplete(t *testing.T) {
	folder := t.TempDir()
	s := site{"b": "", "a&b/<c>": "", "ä": ""}
	s.mustBuild(t, folder)
	var lines []string
	for line := range strings.Lines(readManifest(t, folder)) {
		if !strings.Contains(line, "mtime") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	entry := []string{emptyDigest + ",", `"size": 0,`, "},"}
	var want []string
	want = append(want, "{", `"version": 1,`, `"files": {`)
	for _, name := range []string{`"a&b/<c>": {`, `"b": {`, `"ä": {`} {
		want = append(append(want, name), entry...)
	}
	want[len(want)-1] = "}"
	want = append(want, "}", "}")
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("wrong manifest (-want +got):\n%s", diff)
	}
}

func TestUnusableManifests(t *testing.T) {
	tests := []struct{ name, text, warning string }{
		{"cut off", `{"version": 1, "files": {"gone"`, "it is damaged: unexpected end of JSON input"},
		{"empty", "", "it is damaged"},
		{"another version", `{"version": 2, "files": {"gone": {}}}`, "it has version 2, and this program knows version 1"},
		{"no version", `{"files": {"gone": {}}}`, "it has version 0"},
		{"name that leads out", `{"version": 1, "files": {"gone": {}, "../mine": {}}}`, "it is damaged: "},
		{"itself", `{"version": 1, "files": {".stillpoint.json": {}}}`, "it is damaged: "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			site{"gone": "1", "same": "1", "changed": "1"}.mustBuild(t, folder)
			writeManifest(t, folder, test.text)
			wantWarning(t, folder, test.warning)
			if _, err := publish.Clean(folder); err == nil || !strings.HasPrefix(err.Error(), "nothing is removed: ") {
				t.Errorf("Clean: %v", err)
			}
			now := site{"same": "1", "changed": "2"}
			wantSummary(t, now.mustBuild(t, folder), publish.Summary{Written: 1, Unchanged: 1, Bytes: 1})
			wantFiles(t, folder, now.with(site{"gone": "1"}))
			site{}.mustBuild(t, folder)
			wantFiles(t, folder, site{"gone": "1"})
		})
	}
}

func wantWarning(t *testing.T, folder, text string) {
	t.Helper()
	p, err := publish.Open(folder)
	must(t, err)
	defer p.Close()
	if w := p.Warnings(); len(w) != 1 || !strings.Contains(w[0], text) {
		t.Errorf("warnings %q, want %q", w, text)
	}
}

func TestUsableManifestHasNoWarning(t *testing.T) {
	folder := t.TempDir()
	for range 2 {
		p, err := publish.Open(folder)
		must(t, err)
		must(t, p.Stage("a", nil))
		if w := p.Warnings(); len(w) != 0 {
			t.Errorf("warnings: %q", w)
		}
		_, err = p.Commit()
		must(t, err)
	}
}

func TestManifestThatIsAFolder(t *testing.T) {
	folder := t.TempDir()
	must(t, os.Mkdir(filepath.Join(folder, ".stillpoint.json"), 0o755))
	wantWarning(t, folder, "it is not a plain file")
	if _, err := (site{"a": "1"}).build(folder, nil); err == nil || !strings.HasPrefix(err.Error(), "could not write ") {
		t.Errorf("error: %v", err)
	}
	if got := read(t, folder)["a"]; got != "" {
		t.Error("a file was published that no manifest names")
	}
}

// A file that a killed run had planned and a person then made is the person's.
func TestPlannedFileIsOursOnlyWithOurBytes(t *testing.T) {
	folder := t.TempDir()
	p, err := publish.Open(folder)
	must(t, err)
	kill(p, "rename", "b.html")
	must(t, p.Stage("a.html", []byte("ours")))
	must(t, p.Stage("b.html", []byte("ours")))
	if _, err := p.Commit(); err == nil {
		t.Fatal("the run was not killed")
	}
	site{"b.html": "mine"}.write(t, folder)
	site{}.mustBuild(t, folder)
	wantFiles(t, folder, site{"b.html": "mine"})
}

func TestClean(t *testing.T) {
	folder := t.TempDir()
	foreign := site{".gitignore": "*", "a/mine": "m"}
	foreign.write(t, folder)
	site{"a/b/c.html": "1", "d/e.css": "1", "index.html": "1"}.mustBuild(t, folder)
	summary, err := publish.Clean(folder)
	must(t, err)
	wantSummary(t, summary, publish.Summary{Removed: 3})
	wantFiles(t, folder, foreign)
	if _, err := os.Stat(filepath.Join(folder, ".stillpoint.json")); err == nil {
		t.Error("the manifest is still there")
	}
	summary, err = publish.Clean(folder)
	must(t, err)
	wantSummary(t, summary, publish.Summary{})
	wantFiles(t, folder, foreign)
}

func TestCleanMakesNoFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "public")
	if _, err := publish.Clean(folder); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(folder); err == nil {
		t.Error("the folder was made")
	}
}

// FuzzManifest has hostile manifests read. Nothing outside of the destination may
// change, the files of this build must be published, and the next build must find
// them unchanged.
func FuzzManifest(f *testing.F) {
	for _, text := range []string{
		"", "{}", `{"version":1,"files":null}`,
		`{"version":1,"files":{"../outside":{"sha256":"","size":7}}}`,
		`{"version":1,"unfinished":true,"files":{"a/b":{"planned":true},"mine":{"size":4,"planned":true}}}`,
		`{"version":1,"files":{"a":{` + emptyDigest + `,"size":-1,"mtime":-9}}}`,
		`{"version":1,"files":{"` + strings.Repeat("long", 100) + `":{}}}`,
		`{"version":1,"files":{"a/b/c":{},"a":{},"index.html":{}}}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		outside := t.TempDir()
		folder := filepath.Join(outside, "public")
		site{"outside": "precious", "public/a/b": "x"}.write(t, outside)
		writeManifest(t, folder, string(text))
		s := site{"index.html": "x", "a/c": "y"}
		s.mustBuild(t, folder)
		if got := read(t, outside)["outside"]; got != "precious" {
			t.Errorf("the file outside is %q", got)
		}
		if _, err := s.build(folder, noStep); err != nil {
			t.Error(err)
		}
	})
}
