//go:build unix

package main

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"stillpoint/generator/deploy"
	"stillpoint/generator/edits"
)

// TestPublicationsOfProcesses publishes differing builds of a site with the program itself.
func TestPublicationsOfProcesses(t *testing.T) {
	program := filepath.Join(t.TempDir(), "stillpoint")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	dir := t.TempDir()
	p := processes{program, dir, differingBuilds(t, program, dir, 5)}
	t.Run("killed", p.kill)
	t.Run("at once", p.atOnce)
}

type processes struct {
	program, dir string
	builds       []string
}

func (p processes) arguments(build int, online string) []string {
	return []string{"publish", "--no-build", "--source", p.dir, "--destination", p.builds[build], "--to", online, "--jobs", strconv.Itoa(1 + build%4)}
}

func (p processes) publish(build int, online string) string {
	return complaint(p.program, p.dir, p.arguments(build, online)...)
}

// kill kills publications at any moment. At none a page may be online that names what is not there, and one that is left alone must
// bring exactly what was built, and leave what somebody else put there.
func (p processes) kill(t *testing.T) {
	online := filepath.Join(t.TempDir(), "online")
	began := time.Now()
	if out := p.publish(0, online); out != "" {
		t.Fatal(out)
	}
	whole := time.Since(began)
	notes := filepath.Join(online, "notes.txt")
	if err := os.WriteFile(notes, []byte("of somebody else"), 0o644); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(3, 3))
	amidst := 0
	for n := range 100 {
		killAfter(t, whole/4+time.Duration(random.Int64N(int64(whole))), p.program, p.arguments(random.IntN(len(p.builds)), online)...)
		if missing := namedAndMissing(t, online); missing != "" {
			t.Fatalf("after kill %d: %s", n, missing)
		}
		if _, err := os.Stat(filepath.Join(online, deploy.Own, "lock")); err == nil {
			amidst++
		}
		if n%4 > 0 {
			continue
		}
		build := random.IntN(len(p.builds))
		began := time.Now()
		if out := p.publish(build, online); out != "" {
			t.Fatalf("after kill %d: %s", n, out)
		}
		whole = time.Since(began) // the machine may be quicker or slower by now
		if text, err := os.ReadFile(notes); err != nil || string(text) != "of somebody else" {
			t.Fatalf("the file of somebody else is %q now: %v", text, err)
		}
		if got, want := published(t, online), published(t, p.builds[build]); got != want {
			t.Fatalf("after kill %d there is\n%s\nnot\n%s", n, got, want)
		}
	}
	t.Logf("%d of 100 were killed while they held the place", amidst)
	if amidst < 5 {
		t.Error("too few were killed amidst their work")
	}
}

// atOnce has many programs publish different builds to one place at once. Those that do not succeed must say why, and in the end one build is there as a whole.
func (p processes) atOnce(t *testing.T) {
	online := filepath.Join(t.TempDir(), "online")
	for range 5 {
		var all sync.WaitGroup
		said := make([]string, 3)
		for i := range said {
			all.Go(func() { said[i] = p.publish(i, online) })
		}
		all.Wait()
		done, found := 0, false
		for i, text := range said {
			if text == "" {
				done++
				found = found || published(t, p.builds[i]) == published(t, online)
			} else if !strings.Contains(text, "is being published to by another run") {
				t.Fatal(text)
			}
		}
		if !found {
			t.Fatalf("%d of %d say that they have published, and what is there is of none of them\n%s", done, len(said), said)
		}
	}
}

// published lists the files of a site with their digests, without what is only for Stillpoint, and without the file of somebody else.
func published(t *testing.T, dir string) string {
	t.Helper()
	text := ""
	for line := range strings.Lines(tree(t, dir)) {
		if !strings.HasPrefix(line, "/"+deploy.Own) && !strings.HasPrefix(line, "/notes.txt ") {
			text += line
		}
	}
	return text
}

// differingBuilds returns folders with builds of a site that is edited between them.
func differingBuilds(t *testing.T, program, dir string, number int) []string {
	t.Helper()
	if err := edits.Write(dir, edits.Site()); err != nil {
		t.Fatal(err)
	}
	editor, where := edits.New(dir, 11), t.TempDir()
	var builds []string
	for n := 0; len(builds) < number; n++ {
		build := filepath.Join(where, strconv.Itoa(n))
		if out := complaint(program, dir, "build", "--destination", build); out == "" {
			builds = append(builds, build)
		} else if err := editor.Restore(); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if what, err := editor.Edit(); err != nil {
				t.Fatal(what, err)
			}
		}
	}
	if err := editor.Restore(); err != nil { // so that the configuration can be read
		t.Fatal(err)
	}
	return builds
}

// killAfter runs a program and ends it after a while, if it is still at work.
func killAfter(t *testing.T, after time.Duration, program string, arguments ...string) {
	t.Helper()
	running := exec.CommandContext(t.Context(), program, arguments...)
	if err := running.Start(); err != nil {
		t.Fatal(err)
	}
	end := time.AfterFunc(after, func() { _ = running.Process.Kill() })
	_ = running.Wait() // an error is what was asked for
	end.Stop()
}

// namedAndMissing returns a file that a page of a folder names and that is not there, in words; "" where there is none. Links to other pages do not count.
func namedAndMissing(t *testing.T, dir string) string {
	t.Helper()
	named := regexp.MustCompile(`(?:href|src)="?/([^"?#> ]+\.(?:css|js|png|svg|ico|webp|avif|webmanifest))["?#> ]`)
	found := 0
	for line := range strings.Lines(published(t, dir)) {
		name := strings.TrimPrefix(strings.Fields(line)[0], "/")
		if path.Ext(name) != ".html" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range named.FindAllStringSubmatch(string(text), -1) {
			found++
			if _, err := os.Stat(filepath.Join(dir, match[1])); err != nil {
				return name + " names " + match[1] + ", which is not there"
			}
		}
	}
	if found == 0 {
		t.Fatal("no page names anything")
	}
	return ""
}
