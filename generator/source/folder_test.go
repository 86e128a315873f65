package source_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stillpoint/generator/source"
)

// TestSwappedForALink reads nothing outside of the site where a file or its folder has become a link since the scan, and nothing at all
// once the folder is closed.
func TestSwappedForALink(t *testing.T) {
	for _, swapped := range []string{"content/a/x.md", "content/a", "content"} {
		dir, outside := t.TempDir(), t.TempDir()
		for _, place := range []string{filepath.Join(dir, "content", "a"), filepath.Join(outside, "a")} {
			must(t, os.MkdirAll(place, 0o755))
			for _, name := range []string{"x.md", "y.md"} {
				must(t, os.WriteFile(filepath.Join(place, name), []byte(place), 0o644))
			}
		}
		folder, err := source.OpenFolder(dir)
		must(t, err)
		s := scanned(t, folder.FS())
		at := filepath.Join(dir, filepath.FromSlash(swapped))
		must(t, os.RemoveAll(at))
		target := filepath.Join(outside, filepath.FromSlash(strings.TrimPrefix(strings.TrimPrefix(swapped, "content"), "/")))
		if err := os.Symlink(target, at); err != nil {
			t.Fatal(err)
		}
		if data, err := s.Lookup("content/a/x.md").Read(); err == nil {
			t.Errorf("%s: %q was read", swapped, data)
		}
		_, problems := source.Scan(context.Background(), source.Layer{Name: "site", FS: folder.FS(), Dir: folder.Dir(), Roots: []string{"content"}})
		if len(problems) != 1 || problems[0].Code != "outside-site" || problems[0].Position.File != swapped {
			t.Errorf("%s: %v", swapped, problems)
		}
		must(t, folder.Close())
		if _, err := s.Lookup("content/a/y.md").Read(); err == nil {
			t.Error("a closed folder is read")
		}
	}
}

// writeOddSite writes a folder of more files than one goroutine looks at, and one of all that is not a plain file. It returns where.
func writeOddSite(t *testing.T) string {
	dir := t.TempDir()
	write := func(name, text string) {
		place := filepath.Join(dir, filepath.FromSlash(name))
		must(t, os.MkdirAll(filepath.Dir(place), 0o755))
		must(t, os.WriteFile(place, []byte(text), 0o644))
	}
	for i := range 1500 {
		write(fmt.Sprintf("content/many/%d.md", i), fmt.Sprint("text ", i))
	}
	for _, name := range []string{"a/x.md", "a/b/c/d.md", "a-b.md", "a.md", ".git/x", "x.md~", "bad\tname.md", "empty/.keep", "a/bad\\dir/y.md", "\u00e4/\u00f6.md"} {
		write("content/odd/"+name, name)
	}
	write("outside/secret.md", "secret")
	links := map[string]string{"b": "a", "c.md": "a/x.md", "loop": ".", "out.md": "/etc/hosts", "out": dir + "/outside", "up": "../many/..", "gone.md": "nowhere", "far.md": "../../outside/secret.md", "two.md": "c.md"}
	for link, target := range links {
		must(t, os.Symlink(target, filepath.Join(dir, "content", "odd", link)))
	}
	return dir
}

// found is all that a scan tells of a folder.
func found(t *testing.T, folder *source.Folder, known *source.Ledger) (all []string) {
	t.Helper()
	s, problems := source.Scan(context.Background(), source.Layer{Name: "site", FS: folder.FS(), Dir: folder.Dir(), Roots: []string{"content", "data", "content/odd/a.md"}})
	for _, f := range s.Files() {
		data, err := f.Read()
		all = append(all, fmt.Sprint(f.Path, f.Size, string(data), err, s.Lookup(f.Path) == f))
	}
	for _, place := range s.Folders() {
		all = append(all, fmt.Sprint(place.Path, place.Info.IsDir()))
	}
	for _, d := range problems {
		all = append(all, d.String())
	}
	must(t, s.Digest(known, func(n int, _ func(int) error) error {
		all = append(all, fmt.Sprint(n, " files are unknown"))
		return nil
	}))
	return all
}

// TestBothWaysAgree finds the same by the shortcut and without, again and again, in the same order.
func TestBothWaysAgree(t *testing.T) {
	folder, err := source.OpenFolder(writeOddSite(t))
	must(t, err)
	defer folder.Close()
	want := found(t, folder, new(source.Ledger))
	for range 5 {
		if diff := cmp.Diff(want, found(t, folder, new(source.Ledger))); diff != "" {
			t.Fatal(diff)
		}
	}
	folder.WithoutShortcut()
	if diff := cmp.Diff(want, found(t, folder, new(source.Ledger))); diff != "" {
		t.Fatal(diff)
	}
	if len(want) < 1510 {
		t.Errorf("only %d things were found", len(want))
	}
}
