package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"stillpoint"
	"stillpoint/generator"
)

// update rewrites what the scripts expect with what the program now prints:
// go test ./cmd/stillpoint -update, then read the difference.
var update = flag.Bool("update", false, "rewrite the expected output of the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"stillpoint": main, "photograph": photograph})
}

// TestScripts runs the command lines in testdata/script on the sites that
// stand in the same files.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", UpdateScripts: *update, RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: plainTerminal, Cmds: commands(),
	})
}

// TestErrors runs the cases of bad input in testdata/errors. Each starts from
// a small site that is published already; its own files are laid over it. Whatever is
// wrong, what was published must stay as it was: "untouched" tests that.
func TestErrors(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/errors", UpdateScripts: *update, RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: publishedSite(t), Cmds: commands(),
	})
}

func commands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		"untouched": untouched, "snapshot": snapshot, "same": same, "bytes": rawBytes, "await": await, "occupy": occupy,
		"measures": measures, "unnamed": unnamed, "large": large, "holds": holds, "holdplace": holdPlace,
		"online": putOnline, "told": told,
	}
}

// plainTerminal fixes the clock, so that what is due does not depend on the day.
func plainTerminal(env *testscript.Env) error {
	env.Setenv("SOURCE_DATE_EPOCH", "1795392000") // 2026-11-23
	return nil
}

const goodConfig = `checks: off
site:
  title: Quiet Tide
  url: https://quiettide.example/
  language: en-GB
  timeZone: Europe/London
`

func goodSite() map[string]string {
	return map[string]string{
		"stillpoint.yaml":   goodConfig,
		"content/_index.md": "---\ntitle: Quiet Tide\n---\n\nWelcome.\n",
		"content/about.md":  "---\ntitle: About us\n---\n\nWho we are.\n\n## Where we are\n\nBy the sea.\n",
	}
}

// publishedSite publishes the good site and returns what sets a case up with it in
// public/, and with the files of the good site where the case has none of that name.
func publishedSite(t *testing.T) func(*testscript.Env) error {
	t.Helper()
	source, good := t.TempDir(), t.TempDir()
	for name, text := range goodSite() {
		if err := writeNew(filepath.Join(source, name), text); err != nil {
			t.Fatal(err)
		}
	}
	result, err := generator.Build(t.Context(), generator.Options{
		Source: source, Destination: good, Defaults: stillpoint.Defaults(), Environment: "production",
	})
	if err != nil || result.Failed() {
		t.Fatal("the good site has errors: ", err, result.Diagnostics)
	}
	return func(env *testscript.Env) error {
		for name, text := range goodSite() {
			if err := writeNew(filepath.Join(env.WorkDir, name), text); err != nil {
				return err
			}
		}
		public := filepath.Join(env.WorkDir, "public")
		if err := os.CopyFS(public, os.DirFS(good)); err != nil {
			return err
		}
		published, err := digest(public)
		if err != nil {
			return err
		}
		env.Values["public"] = published
		return plainTerminal(env)
	}
}

func writeNew(file, text string) error {
	if _, err := os.Stat(file); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(text), 0o644)
}

// digest describes a folder: every file with its time and the digest of its bytes.
func digest(dir string) (string, error) {
	var b strings.Builder
	err := filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, file)
		fmt.Fprintf(&b, "%s %x %d\n", filepath.ToSlash(rel), sha256.Sum256(data), info.ModTime().UnixNano())
		return err
	})
	return b.String(), err
}

// untouched fails when anything in public/ is not as it was before the script
// or at the last "snapshot": bytes, times, names.
func untouched(ts *testscript.TestScript, neg bool, _ []string) {
	now, err := digest(ts.MkAbs("public"))
	ts.Check(err)
	before, _ := ts.Value("public").(string)
	if data, err := os.ReadFile(ts.MkAbs(".snapshot")); err == nil {
		before = string(data)
	}
	if (now == before) == neg {
		ts.Fatalf("public/ before:\n%s\nand now:\n%s", before, now)
	}
}

// snapshot notes the state of public/ for a later "untouched".
func snapshot(ts *testscript.TestScript, _ bool, _ []string) {
	now, err := digest(ts.MkAbs("public"))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(".snapshot"), []byte(now), 0o644))
}

// same fails when two folders differ in any name or byte.
func same(ts *testscript.TestScript, neg bool, args []string) {
	a, err := contents(ts.MkAbs(args[0]))
	ts.Check(err)
	b, err := contents(ts.MkAbs(args[1]))
	ts.Check(err)
	if (a == b) == neg {
		ts.Fatalf("%s:\n%s\n%s:\n%s", args[0], a, args[1], b)
	}
}

// contents is as digest, without the times and without the manifest, which holds times.
func contents(dir string) (string, error) {
	whole, err := digest(dir)
	var b strings.Builder
	for line := range strings.Lines(whole) {
		if fields := strings.Fields(line); !strings.HasPrefix(fields[0], ".stillpoint") {
			b.WriteString(strings.Join(fields[:2], " ") + "\n")
		}
	}
	return b.String(), err
}

// rawBytes writes a file that no text archive can hold: its argument is a Go
// string literal.
func rawBytes(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: bytes FILE LITERAL")
	}
	var text string
	if _, err := fmt.Sscanf(args[1], "%q", &text); err != nil {
		ts.Fatalf("bytes: %v", err)
	}
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[0])), 0o755))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}
