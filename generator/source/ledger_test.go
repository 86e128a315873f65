package source_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"stillpoint/generator/source"
	"stillpoint/generator/wire"
)

var errRead = errors.New("a file was read")

// unreadable is a tree whose files are listed as they are, and cannot be read.
type unreadable struct{ fs.FS }

func (u unreadable) ReadFile(string) ([]byte, error) { return nil, errRead }

func old(text string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(text), ModTime: time.Unix(1e9, 0)}
}

func scanned(t *testing.T, fsys fs.FS) *source.Snapshot {
	t.Helper()
	s, problems := source.Scan(context.Background(), source.Layer{Name: "site", FS: fsys, Roots: []string{"content"}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return s
}

// digests returns the digests of a tree as a ledger and the files say.
func digests(t *testing.T, fsys fs.FS, known *source.Ledger) map[string]source.Digest {
	t.Helper()
	s := scanned(t, fsys)
	if err := s.Digest(known, serially); err != nil {
		t.Fatal(err)
	}
	all := map[string]source.Digest{}
	for _, f := range s.Files() {
		all[f.Path] = f.Digest()
	}
	return all
}

// kept writes a ledger and reads it back.
func kept(t *testing.T, l *source.Ledger) source.Ledger {
	t.Helper()
	var w wire.Writer
	l.Append(&w)
	w.Text("what follows")
	r := wire.NewReader(w.Bytes)
	again, err := source.ReadLedger(r)
	if err != nil || r.Text() != "what follows" || !r.Done() {
		t.Fatalf("%v", err)
	}
	return again
}

// TestLedgerIsKept reads no file again that a ledger from a disk vouches for, whatever else has come and gone; one that was
// fresh when it was read, and one that has changed, are read.
func TestLedgerIsKept(t *testing.T) {
	site := fstest.MapFS{"content/a.md": old("a"), "content/b.md": old("b"), "content/gone.md": old("x")}
	var first source.Ledger
	want := digests(t, site, &first)
	known := kept(t, &first)
	delete(site, "content/gone.md")
	got := digests(t, unreadable{site}, &known)
	if got["content/a.md"] != want["content/a.md"] || got["content/b.md"] != want["content/b.md"] {
		t.Errorf("%v, not %v", got, want)
	}
	site["content/aa.md"] = old("new")
	site["content/b.md"] = &fstest.MapFile{Data: []byte("c"), ModTime: time.Now()}
	got = digests(t, site, &known)
	if got["content/aa.md"] != source.Sum([]byte("new")) || got["content/b.md"] != source.Sum([]byte("c")) || got["content/a.md"] != want["content/a.md"] {
		t.Error("a wrong digest")
	}
	known = kept(t, &known)
	got = digests(t, unreadable{site}, &known)
	if got["content/aa.md"] == (source.Digest{}) || got["content/b.md"] != (source.Digest{}) {
		t.Error("an old file was read, or a fresh one was not")
	}
}

// TestLedgerOfAnotherMachine reads files that are elsewhere on the disk than they were, and comes to the same digests; one that differs in
// nothing but its bytes shows that they were read.
func TestLedgerOfAnotherMachine(t *testing.T) {
	var known source.Ledger
	var want map[string]source.Digest
	for i := range 2 {
		dir := t.TempDir()
		must(t, os.Mkdir(filepath.Join(dir, "content"), 0o755))
		for _, name := range []string{"a.md", "b.md"} {
			place := filepath.Join(dir, "content", name)
			must(t, os.WriteFile(place, machineText(name, i), 0o644))
			must(t, os.Chtimes(place, time.Unix(1e9, 0), time.Unix(1e9, 0)))
		}
		folder, err := source.OpenFolder(dir)
		must(t, err)
		defer folder.Close()
		got := digests(t, folder.FS(), &known)
		if want == nil {
			want = got
		}
		if len(got) != 2 || got["content/a.md"] != want["content/a.md"] || got["content/b.md"] != source.Sum(machineText("b.md", i)) {
			t.Errorf("machine %d: %v, not %v", i, got, want)
		}
		known = kept(t, &known)
	}
}

// machineText returns the text of a file on one of two machines. On Windows a place on disk is not told, and size and time must do.
func machineText(name string, machine int) []byte {
	if name == "b.md" && runtime.GOOS != "windows" {
		return fmt.Append(nil, "text ", machine)
	}
	return []byte("a text")
}

// TestDamagedLedger changes each byte of a ledger, and cuts it off at each.
func TestDamagedLedger(t *testing.T) {
	var known source.Ledger
	digests(t, fstest.MapFS{"content/a.md": old("a"), "content/b/c.md": old("b")}, &known)
	var w wire.Writer
	known.Append(&w)
	for i := range w.Bytes {
		damaged := slices.Clone(w.Bytes)
		damaged[i] ^= 1
		for _, data := range [][]byte{damaged, w.Bytes[:i]} {
			if _, err := source.ReadLedger(wire.NewReader(data)); err == nil {
				t.Errorf("byte %d was changed or missing, and nobody minds", i)
			}
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestLedgerGrows says of a ledger that it is worth keeping when a scan has learnt something: of a new file, of one that has changed, of one that is
// gone; and not when it has only read again what it cannot vouch for.
func TestLedgerGrows(t *testing.T) {
	site := fstest.MapFS{"content/a.md": old("a"), "content/fresh.md": {Data: []byte("b"), ModTime: time.Now().Add(time.Hour)}}
	var known source.Ledger
	for _, step := range []struct {
		name  string
		edit  func()
		grown bool
	}{
		{"first", func() {}, true},
		{"same", func() {}, false},
		{"new", func() { site["content/new.md"] = old("n") }, true},
		{"changed", func() { site["content/new.md"] = old("nn") }, true},
		{"gone", func() { delete(site, "content/new.md") }, true},
		{"same again", func() {}, false},
	} {
		step.edit()
		digests(t, site, &known)
		if known.Grown() != step.grown {
			t.Errorf("%s: grown is %v", step.name, known.Grown())
		}
	}
}

// TestHeld gives what was read for a digest to whoever reads the file first, without another reading; then it is read as any other.
func TestHeld(t *testing.T) {
	site := fstest.MapFS{"content/a.md": old("a")}
	s := scanned(t, site)
	var known source.Ledger
	if err := s.Digest(&known, serially); err != nil {
		t.Fatal(err)
	}
	site["content/a.md"] = old("b")
	for _, want := range []string{"a", "b"} {
		data, err := s.Files()[0].Read()
		if err != nil || string(data) != want {
			t.Errorf("%q, %v, not %q", data, err, want)
		}
	}
	if !s.Torn() {
		t.Error("a file that was changed since its digest is not noticed")
	}
}
