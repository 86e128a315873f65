package branch_test

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/branch"
)

// TestMoved holds that somebody who publishes between plan and push is not overrun: it is planned anew, with what is there then.
func TestMoved(t *testing.T) {
	p, s := newPlace(t), site()
	p.must(t, s)
	for name, theirs := range map[string]files{"to a file of theirs": {"notes.txt": "theirs"}, "to a file of ours": {"index.html": "by hand"}} {
		t.Run(name, func(t *testing.T) {
			done, err := p.between(t, s.with("css/a.css", name), func() { p.put(t, theirs) })
			if err != nil || !done.again || done.commit != p.head() {
				t.Errorf("published %+v, %v", done, err)
			}
			want := s.with("css/a.css", name)
			maps.Copy(theirs, want) // ours win where they are ours
			if theirs["notes.txt"] == "" && p.files(t)["notes.txt"] != "" {
				theirs["notes.txt"] = "theirs" // of the other case
			}
			p.holds(t, theirs)
		})
	}
	t.Run("into the way", func(t *testing.T) {
		before := ""
		_, err := p.between(t, s.with("new.html", "ours"), func() {
			p.put(t, files{"new.html": "theirs"})
			before = p.head()
		})
		var inWay *deploy.InTheWayError
		if !errors.As(err, &inWay) || inWay.Files[0] != "new.html" || p.head() != before {
			t.Errorf("the error is %v", err)
		}
	})
}

// with returns the files with one more.
func (f files) with(name, text string) files {
	more := maps.Clone(f)
	more[name] = text
	return more
}

// hook makes the other repository run a script before it takes what is pushed.
func (p place) hook(t *testing.T, script string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(p.folder, "hooks"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(p.folder, "hooks", "pre-receive"), []byte("#!/bin/sh\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
}

// TestMovedTwice holds that a race that is lost twice is told and changes nothing.
func TestMovedTwice(t *testing.T) {
	p := newPlace(t)
	p.must(t, site())
	p.hook(t, `unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x
git update-ref refs/heads/pages "$(git commit-tree -p refs/heads/pages -m meanwhile 'refs/heads/pages^{tree}')"`)
	_, err := p.publish(t, files{"index.html": "new"})
	if err == nil || !strings.Contains(err.Error(), "at the same time") {
		t.Errorf("the error is %v", err)
	}
	if subjects := git(t, p.folder, "log", "--format=%s", "pages"); subjects != "meanwhile\nmeanwhile\nPublish 6 files\n" {
		t.Errorf("the branch has %q", subjects)
	}
	p.holds(t, site())
}

// TestRefused holds that what the other side says of a refusal is told, and nothing is changed.
func TestRefused(t *testing.T) {
	p := newPlace(t)
	p.must(t, site())
	before := p.head()
	p.hook(t, "echo 'This branch is protected.' >&2\nexit 1")
	_, err := p.publish(t, files{"index.html": "new"})
	var refused *branch.RefusedError
	if !errors.As(err, &refused) || refused.Remote != "This branch is protected." || refused.Reason != "pre-receive hook declined" {
		t.Errorf("the error is %v", err)
	}
	if p.head() != before {
		t.Error("the branch was changed")
	}
}

// TestAtOnce holds that every commit that two pipelines make at once is whole: of the one or of the other.
func TestAtOnce(t *testing.T) {
	p := newPlace(t)
	p.put(t, files{"notes.txt": "theirs"})
	version := func(who string, round int) files {
		f := files{"index.html": who, fmt.Sprintf("%s/%d.html", who, round): "x"}
		for i := range 20 {
			f[fmt.Sprintf("page%d/index.html", i)] = fmt.Sprint(who, round)
		}
		return f
	}
	var all sync.WaitGroup
	for _, who := range []string{"one", "other"} {
		own := p
		own.options.Kept = filepath.Join(t.TempDir(), "kept")
		all.Go(func() {
			for round := range 6 {
				// One that has lost twice says so; here it tries until it wins.
				for {
					_, err := own.publish(t, version(who, round))
					if err == nil {
						break
					}
					if !strings.Contains(err.Error(), "at the same time") {
						t.Error(err)
						return
					}
				}
			}
		})
	}
	all.Wait()
	commits := strings.Fields(git(t, p.folder, "rev-list", "pages"))
	if len(commits) != 13 {
		t.Errorf("there are %d commits, not 12 and one by hand", len(commits))
	}
	for _, commit := range commits[:len(commits)-1] {
		git(t, p.folder, "update-ref", "refs/heads/pages", commit)
		is := p.files(t)
		found := false
		for round := range 6 {
			found = found || maps.Equal(is, version(is["index.html"], round).with("notes.txt", "theirs"))
		}
		if !found {
			t.Errorf("commit %s is of neither: %v", commit, is)
		}
	}
}

// TestOneComputer holds that two publications from one folder do not use one repository at once.
func TestOneComputer(t *testing.T) {
	p := newPlace(t)
	_, err := p.between(t, site(), func() {
		if _, err := p.publish(t, site()); err == nil || !strings.Contains(err.Error(), "under way") {
			t.Errorf("the error is %v", err)
		}
	})
	if err != nil {
		t.Error(err)
	}
}
