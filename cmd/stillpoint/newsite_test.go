package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stillpoint/generator/starter"
)

// TestHalfWritten has the last of some files meet something in its way that was not there when it was looked: what was written
// before is removed again, and what was there stays.
func TestHalfWritten(t *testing.T) {
	folder := t.TempDir()
	if err := os.MkdirAll(filepath.Join(folder, "content", "mine"), 0o755); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	made, err := writeFiles(root, starter.Files{"a.txt": nil, "content/b.md": nil, "new/deep/c.md": nil, "new/deep": nil, "z.txt": nil})
	if err == nil {
		t.Fatal("a file was written over a folder")
	}
	undo(root, made)
	left, err := contents(folder)
	if err != nil || left != "" {
		t.Errorf("left behind: %s, %v", left, err)
	}
	if _, err := os.Stat(filepath.Join(folder, "content", "mine")); err != nil {
		t.Error(err)
	}
}

// TestNothingOutside has links lead out of the folder of a new site.
func TestNothingOutside(t *testing.T) {
	outside, folder := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(folder, "content")); err != nil {
		t.Skip("there are no symbolic links here: ", err)
	}
	if err := writeSite(folder, starter.Files{"a.txt": nil, "content/b.md": nil}); err == nil || !strings.Contains(err.Error(), "content already") {
		t.Errorf("a link is no folder, but: %v", err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if _, err := writeFiles(root, starter.Files{"content/b.md": nil}); err == nil {
		t.Error("a file was written through a link")
	}
	if left, err := contents(outside); err != nil || left != "" {
		t.Errorf("written outside: %s, %v", left, err)
	}
}

// TestCtrlC stops a question that nobody answers.
func TestCtrlC(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	var out strings.Builder
	a := &asker{ctx: ctx, out: &out, lines: make(chan string)}
	time.AfterFunc(0, stop)
	if err := a.ask(starter.Questions(starter.Speaker{})[0], &starter.Answers{}); !errors.Is(err, errUnanswered) {
		t.Errorf("Ctrl-C led to %v", err)
	}
}
