package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// reader does what a page tells him to do, in a folder of his own.
type reader struct {
	t      *testing.T
	page   shown
	folder string // where he is now
	home   string
	env    []string
}

// newReader returns somebody who begins with a page: at the root of this repository where it is the README, in an empty folder where
// it makes a site of its own, and else with the site of this repository, whose layouts are those that
// every site begins with.
func newReader(t *testing.T, page shown) *reader {
	t.Helper()
	home := t.TempDir()
	r := &reader{t: t, page: page, folder: filepath.Join(home, "site"), home: home}
	r.env = append(os.Environ(), "HOME="+home, "SOURCE_DATE_EPOCH=1795392000", "TZ=UTC", "LC_ALL=C.UTF-8",
		"EDITOR=true", "VISUAL=true", "BROWSER=true", "STILLPOINT_EDITOR=none", "GOBIN="+filepath.Join(home, "bin"))
	for _, name := range []string{"GOPATH", "GOMODCACHE", "GOCACHE"} { // which would follow HOME
		value, err := exec.CommandContext(t.Context(), "go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		r.env = append(r.env, name+"="+strings.TrimSpace(string(value)))
	}
	if err := r.begin(); err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *reader) begin() error {
	if err := os.Mkdir(r.folder, 0o755); err != nil || r.page.makesSite() {
		return err
	}
	root := filepath.Join("..", "..")
	if r.page.name == "README" {
		return copyRepository(r.folder, root)
	}
	if err := os.CopyFS(filepath.Join(r.folder, "content"), os.DirFS(filepath.Join(root, "content"))); err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(root, "stillpoint.yaml"))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(r.folder, "stillpoint.yaml"), text, 0o644)
}

// copyRepository copies what somebody has who has just cloned it, without its history.
func copyRepository(to, root string) error {
	return filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		switch {
		case entry.Name() == ".git", entry.Name() == "node_modules", entry.Name() == ".stillpoint", name == "public", name == filepath.Join("docs", "public"):
			if entry.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case entry.IsDir():
			return os.MkdirAll(filepath.Join(to, name), 0o755)
		case !entry.Type().IsRegular():
			return nil
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, name), text, 0o644)
	})
}

// makesSite tells whether a page makes a site of its own.
func (s shown) makesSite() bool {
	for _, f := range s.fences {
		if _, excused := f.excuse(); s.name != "README" && f.runs() && !excused && strings.Contains(f.text, "stillpoint init ") {
			return true
		}
	}
	return false
}

// follow does what one block says.
func (r *reader) follow(f fence) {
	r.t.Helper()
	if reason, excused := f.excuse(); excused {
		if len(strings.Fields(reason)) == 0 {
			r.t.Errorf("line %d: say behind no-run: why this cannot be run", f.line)
		}
		first, _, _ := strings.Cut(f.text, "\n")
		r.t.Logf("line %d is not run: %s:%s", f.line, first, reason)
		return
	}
	if name := f.word("file"); name != "" {
		r.write(f, name, os.O_TRUNC)
	}
	if name := f.word("append"); name != "" {
		r.write(f, name, os.O_APPEND)
	}
	if !f.runs() {
		return
	}
	commands := f.commands()
	for i, c := range commands {
		if strings.Contains(c.text, "go test ") && strings.Contains(c.text, "./...") {
			r.t.Fatalf("line %d: this would run itself: mark the block with no-run: and why", f.line)
		}
		fails := i == len(commands)-1 && strings.Contains(f.info, "fails")
		got, err := r.run(c)
		if (err != nil) != fails {
			r.t.Fatalf("line %d: %s%v\n%s", f.line, c.text, err, got)
		}
		if f.language == "console" && !shows(c, got) {
			r.t.Errorf("line %d: %sis shown to print\n%s\nand prints\n%s", f.line, c.text, c.want, got)
		}
	}
}

// shows tells whether a command has printed what is shown. One that goes on may print more.
func shows(c command, got string) bool {
	if c.lone {
		return like(c.want+"…\n", got)
	}
	return like(c.want, got)
}

// write puts a block into a file, in place of what is there or behind it.
func (r *reader) write(f fence, name string, how int) {
	r.t.Helper()
	name = filepath.Join(r.folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		r.t.Fatal(err)
	}
	file, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|how, 0o644)
	if err != nil {
		r.t.Fatal(err)
	}
	_, err = io.WriteString(file, f.text)
	if err = errors.Join(err, file.Close()); err != nil {
		r.t.Fatal(err)
	}
}

// run runs a command and returns what it prints. Where it has gone to another folder, so has the reader.
func (r *reader) run(c command) (printed string, err error) {
	if c.lone {
		return r.runLone(c)
	}
	place := filepath.Join(r.home, ".place")
	cmd := exec.CommandContext(r.t.Context(), "/bin/sh", "-ec", "trap 'pwd >\"$PLACE\"' EXIT\n"+c.text)
	cmd.Dir, cmd.Env = r.folder, append(r.env, "PLACE="+place)
	cmd.WaitDelay = patience
	out, err := cmd.CombinedOutput()
	if now, readErr := os.ReadFile(place); readErr == nil {
		r.folder = strings.TrimSpace(string(now))
	}
	return string(out), err
}

// runLone starts what goes on until it is stopped, waits until it has done what it is to do, and stops it as Ctrl-C does.
func (r *reader) runLone(c command) (printed string, err error) {
	cmd := exec.CommandContext(r.t.Context(), "/bin/sh", "-ec", "exec "+strings.TrimSpace(c.text))
	var out record
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = r.folder, r.env, &out, &out
	if err := cmd.Start(); err != nil {
		return "", err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	answered := false
	for deadline := time.Now().Add(patience); !answered && time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		select {
		case err := <-ended:
			return out.String(), errors.Join(err, errors.New("it has ended before anybody stopped it"))
		default:
			answered = answers(out.String())
		}
	}
	if !answered {
		err = errors.New("waited in vain for it to answer")
	}
	return out.String(), errors.Join(err, cmd.Process.Signal(os.Interrupt), <-ended)
}

// answers tells from what was printed whether a site is there, and, where it is served, whether its first page is.
func answers(printed string) bool {
	if !regexp.MustCompile(`(?m)^\d\d:\d\d:\d\d  `).MatchString(printed) {
		return false
	}
	address := serving().FindString(printed)
	if address == "" {
		return !strings.Contains(printed, "Serving at")
	}
	response, err := http.Get(address + "/")
	if err != nil {
		return false
	}
	response.Body.Close()
	return response.StatusCode == http.StatusOK
}

// record keeps what a process prints, and may be read meanwhile.
type record struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

// Write keeps a text.
func (r *record) Write(p []byte) (int, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return r.text.Write(p)
}

// String returns all that was printed until now.
func (r *record) String() string {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return r.text.String()
}
