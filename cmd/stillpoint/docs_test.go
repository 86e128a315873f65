package main

import (
	"os"
	"path/filepath"
	"slices"
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

// documentation returns the README and all pages of the documentation that have something to run, the reference too.
func documentation(t *testing.T) []shown {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	m, _, err := manualOf(rootCommand(terminal{}))
	if err != nil {
		t.Fatal(err)
	}
	pages := []shown{{"README", fences(string(text))}}
	for _, topic := range m.Topics() {
		page := shown{topic.Name, fences(topic.Body)}
		if slices.ContainsFunc(page.fences, fence.runs) {
			pages = append(pages, page)
		}
	}
	return pages
}

// TestManualAsSite writes the documentation as a site, which must be one that passes all checks. What somebody else has written stays, and a second
// time nothing is written.
func TestManualAsSite(t *testing.T) {
	folder := t.TempDir()
	run := func(args ...string) (code int, printed string) {
		var out record
		code = run(t.Context(), args, terminal{in: strings.NewReader(""), out: &out, err: &out, env: os.LookupEnv})
		return code, out.String()
	}
	if code, printed := run("help", "--write", folder); code != exitDone {
		t.Fatal(printed)
	}
	if code, printed := run("build", "--strict", "--source", folder); code != exitDone {
		t.Fatal(printed)
	}
	own, old := filepath.Join(folder, "content", "writing.md"), filepath.Join(folder, "content", "reference", "commands", "gone.md")
	page, err := os.ReadFile(filepath.Join(folder, "content", "reference", "commands", "build.md"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{own: "mine", old: string(page)} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	code, printed := run("help", "--write", folder)
	if code != exitSite || !strings.Contains(printed, "of which 0 written; 1 file removed") || !strings.Contains(printed, "stay as they are: content/writing.md") {
		t.Error(printed)
	}
	if text, err := os.ReadFile(own); err != nil || string(text) != "mine" {
		t.Error("a file of somebody else's was written over: ", err)
	}
	if _, err := os.Stat(old); err == nil {
		t.Error("a page of an earlier program is left")
	}
}

// TestCommandsAreDescribed wants a page with words and examples of its own for every command.
func TestCommandsAreDescribed(t *testing.T) {
	for _, c := range programOf(rootCommand(terminal{})).Commands {
		if c.Long == "" || c.Example == "" || c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s lacks a description or an example", c.Name)
		}
		for _, f := range c.Flags {
			if f.Usage == "" {
				t.Errorf("%s: --%s is not described", c.Name, f.Name)
			}
		}
	}
}
