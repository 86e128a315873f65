//go:build unix

package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stillpoint/generator/edits"
)

// TestKilled kills builds at any moment, as a machine that goes down does, between random edits. Each time the next build that is left alone must publish what a build
// from nothing does, and find nothing wrong with what is kept.
func TestKilled(t *testing.T) {
	program := filepath.Join(t.TempDir(), "stillpoint")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	dir := t.TempDir()
	if err := edits.Write(dir, edits.Site()); err != nil {
		t.Fatal(err)
	}
	editor, random := edits.New(dir, 7), rand.New(rand.NewPCG(7, 7))
	good, bad := 0, 0
	for n := range 25 {
		change := editor.Edit
		if bad > 1 { // a site that nobody mends
			change, bad = func() (string, error) { return "restore", editor.Restore() }, 0
		}
		what, err := change()
		if err != nil {
			t.Fatal(what, err)
		}
		for range 3 {
			kill(t, program, dir, time.Duration(random.IntN(400))*time.Millisecond)
		}
		flags := [][]string{{}, {"--verify-cache"}, {"--jobs", "1"}}[n%3]
		warm := complaint(program, dir, append([]string{"build"}, flags...)...)
		cold := complaint(program, dir, "build", "--no-cache", "--destination", filepath.Join(dir, "plain"))
		if (warm == "") != (cold == "") {
			t.Fatalf("after %q: with the cache\n%s\nwithout\n%s", what, warm, cold)
		}
		if cold != "" {
			bad++
			continue
		}
		good, bad = good+1, 0
		if a, b := tree(t, filepath.Join(dir, "public")), tree(t, filepath.Join(dir, "plain")); a != b {
			t.Fatalf("after %q there is\n%s\nnot\n%s", what, a, b)
		}
	}
	if good < 10 {
		t.Errorf("only %d good builds", good)
	}
}

// kill begins a build and ends it after a while, if it is still at work.
func kill(t *testing.T, program, dir string, after time.Duration) {
	t.Helper()
	build := exec.CommandContext(t.Context(), program, "build", "--source", dir)
	if err := build.Start(); err != nil {
		t.Fatal(err)
	}
	end := time.AfterFunc(after, func() { _ = build.Process.Kill() })
	_ = build.Wait() // an error is what was asked for
	end.Stop()
}

// complaint runs a command and returns what it says where it fails.
func complaint(program, dir string, arguments ...string) string {
	out, err := exec.Command(program, append(arguments, "--source", dir)...).CombinedOutput()
	if err != nil {
		return fmt.Sprintf("%v\n%s", err, out)
	}
	return ""
}

// tree lists the published files of a folder with their digests.
func tree(t *testing.T, dir string) string {
	t.Helper()
	text := ""
	err := filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".stillpoint") {
			return err
		}
		data, err := os.ReadFile(file)
		text += fmt.Sprintf("%s %x\n", strings.TrimPrefix(file, dir), sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return text
}
