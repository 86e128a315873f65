package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDocs runs every command that the README and the documentation show, as it is written there: what a reader is told to type must work,
// and show what he is told that it shows. How a page says what is run, what is written into files, and what cannot be run, is said in fences_test.go
// and told to those who write in docs/content/contributing.md.
func TestDocs(t *testing.T) {
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("the commands are written for a shell of Unix")
	}
	for _, page := range documentation(t) {
		t.Run(page.name, func(t *testing.T) {
			t.Parallel()
			r := newReader(t, page)
			for _, b := range page.fences {
				r.follow(b)
			}
		})
	}
}

// shown is a page of Markdown with what is to be run of it.
type shown struct {
	name   string // "README", "writing"
	fences []fence
}

// documentation returns the README and all pages of the documentation.
func documentation(t *testing.T) []shown {
	t.Helper()
	root := filepath.Join("..", "..")
	files, err := filepath.Glob(filepath.Join(root, "docs", "content", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	var pages []shown
	for _, file := range append(files, filepath.Join(root, "README.md")) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, shown{strings.TrimSuffix(filepath.Base(file), ".md"), fences(string(text))})
	}
	return pages
}
