package cache_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"stillpoint/generator/cache"
)

func digestOf(t *testing.T, name, dir string) string {
	t.Helper()
	file, err := os.Open(name)
	must(t, err)
	defer file.Close()
	digest, err := cache.DigestOf(file, dir)
	must(t, err)
	return digest
}

func TestProgram(t *testing.T) {
	name, err := os.Executable()
	must(t, err)
	data, err := os.ReadFile(name)
	must(t, err)
	sum := sha256.Sum256(data)
	dir := t.TempDir()
	for range 3 {
		if digest, err := cache.Program(dir); err != nil || digest != hex.EncodeToString(sum[:]) {
			t.Errorf("%s %v", digest, err)
		}
	}
	if digest, err := cache.Program(""); err != nil || digest != hex.EncodeToString(sum[:]) {
		t.Errorf("%s %v", digest, err)
	}
}

// TestProgramIsRemembered takes the go command for the program, which is old enough. It changes the memory, which must not be believed.
func TestProgramIsRemembered(t *testing.T) {
	dir := t.TempDir()
	memory := filepath.Join(dir, "books-1", "program")
	name, err := exec.LookPath("go")
	must(t, err)
	want := digestOf(t, name, "")
	if got := digestOf(t, name, dir); got != want {
		t.Fatalf("%s, not %s", got, want)
	}
	first, err := os.Lstat(memory)
	if err != nil {
		return // this system does not tell enough of a file
	}
	if got := digestOf(t, name, dir); got != want {
		t.Errorf("%s, not %s", got, want)
	}
	if second, err := os.Lstat(memory); err != nil || !os.SameFile(first, second) {
		t.Errorf("what was remembered was not used: %v", err)
	}
	whole, err := os.ReadFile(memory)
	must(t, err)
	for at := 0; at < len(whole); at += 9 {
		for _, harm := range []func(d []byte) []byte{func(d []byte) []byte { d[at] ^= 4; return d }, func(d []byte) []byte { return d[:at] }} {
			must(t, os.WriteFile(memory, harm(bytes.Clone(whole)), 0o644))
			if got := digestOf(t, name, dir); got != want {
				t.Fatalf("%s, not %s, with byte %d of the memory changed", got, want, at)
			}
		}
	}
}

// TestProgramIsEdited changes a file to another of its length and its time. One that was just written is not remembered.
func TestProgramIsEdited(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(t.TempDir(), "program")
	digests := map[string]bool{}
	for _, text := range []string{"one", "two", "six"} {
		must(t, os.WriteFile(name, []byte(text), 0o755))
		must(t, os.Chtimes(name, time.Unix(1e9, 0), time.Unix(1e9, 0)))
		digests[digestOf(t, name, dir)] = true
	}
	if _, err := os.Lstat(filepath.Join(dir, "books-1")); err == nil || len(digests) != 3 {
		t.Errorf("%d digests, and a memory: %v", len(digests), err)
	}
}
