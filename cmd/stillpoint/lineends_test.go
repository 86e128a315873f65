package main

import (
	"bytes"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"stillpoint"
	"stillpoint/generator"
)

// TestLineEnds builds each site of the scripts, good and bad, as it is and with the line ends of Windows in all that a person writes:
// the finished files must be the same, and so must be all that is said, to the column.
func TestLineEnds(t *testing.T) {
	sites, said := 0, 0
	for _, folder := range []string{"script", "errors"} {
		archives, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
		if err != nil || len(archives) == 0 {
			t.Fatal(archives, err)
		}
		for _, name := range archives {
			files := siteIn(t, name, folder == "errors")
			if files["stillpoint.yaml"] == "" {
				continue
			}
			sites++
			t.Run(folder+"/"+strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
				unix, windows := built(t, files), built(t, withWindowsEnds(files))
				said += len(unix.Diagnostics)
				if diff := cmp.Diff(unix.Diagnostics, windows.Diagnostics); diff != "" {
					t.Errorf("what is said (-unix +windows):\n%s", diff)
				}
				sameFiles(t, unix.Files, windows.Files)
			})
		}
	}
	if sites < 100 || said < 100 {
		t.Errorf("only %d sites were built, of which %d things were said", sites, said)
	}
}

// siteIn returns the files of an archive; those of a case of bad input over the good site, as the script lays them.
func siteIn(t *testing.T, archive string, overGood bool) map[string]string {
	t.Helper()
	parsed, err := txtar.ParseFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	if overGood {
		files = goodSite()
	}
	for _, f := range parsed.Files {
		files[f.Name] = string(f.Data)
	}
	return files
}

// withWindowsEnds changes the line ends of what a person writes.
func withWindowsEnds(files map[string]string) map[string]string {
	changed := map[string]string{}
	for name, text := range files {
		if writtenByHand(name) {
			text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n")
		}
		changed[name] = text
	}
	return changed
}

func writtenByHand(name string) bool {
	if base := path.Base(name); base == "_redirects" || base == "_headers" || base == "stillpoint.baseline" {
		return true
	}
	endings := []string{".md", ".html", ".yaml", ".yml", ".toml", ".json", ".csv", ".css", ".js", ".ts", ".svg", ".txt", ".xml"}
	return slices.Contains(endings, path.Ext(name)) && !strings.HasPrefix(name, "assets/static/") // which is published as it is
}

func built(t *testing.T, files map[string]string) *generator.Result {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := writeNew(filepath.Join(dir, filepath.FromSlash(name)), text); err != nil {
			t.Fatal(err)
		}
	}
	result, err := generator.Build(t.Context(), generator.Options{
		Source: dir, Defaults: stillpoint.Defaults(), Environment: "production", InMemory: true, Now: time.Unix(1795392000, 0), NoCache: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func sameFiles(t *testing.T, unix, windows *generator.Files) {
	t.Helper()
	if unix == nil || windows == nil {
		if (unix == nil) != (windows == nil) {
			t.Error("only one of them was finished")
		}
		return
	}
	if diff := cmp.Diff(unix.Names(), windows.Names()); diff != "" {
		t.Fatalf("other files (-unix +windows):\n%s", diff)
	}
	for _, name := range unix.Names() {
		want, err := unix.Get(name).Read()
		if err != nil {
			t.Fatal(err)
		}
		got, err := windows.Get(name).Read()
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Equal(want, got) {
			continue
		}
		if asIs := bytes.ReplaceAll(got, []byte("\r\n"), []byte("\n")); !copied(name) || !bytes.Equal(want, asIs) {
			t.Errorf("%s is another file:\n%s", name, cmp.Diff(string(want), string(got)))
		}
	}
}

// copied tells of finished files that are a text of the author's, byte for byte: rules for the host, and what lies beside pages.
func copied(name string) bool {
	made := []string{".html", ".css", ".js", ".svg", ".xml", ".json", ".webmanifest"}
	return !slices.Contains(made, path.Ext(name)) && name != "robots.txt"
}
