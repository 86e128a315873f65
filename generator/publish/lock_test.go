package publish_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"stillpoint/generator/publish"
)

func TestMain(m *testing.M) {
	if folder := os.Getenv("PUBLISH_TEST_HOLD"); folder != "" {
		hold(folder)
		return
	}
	os.Exit(m.Run())
}

// hold opens a folder, says so, and keeps it until it is killed.
func hold(folder string) {
	p, err := publish.Open(folder)
	if err == nil {
		err = p.Stage("index.html", []byte("half done"))
	}
	fmt.Println("holding", err)
	_, _ = io.Copy(io.Discard, os.Stdin)
}

func TestSecondPublicationIsRefused(t *testing.T) {
	folder := t.TempDir()
	p, err := publish.Open(folder)
	must(t, err)
	wantLocked(t, folder, os.Getpid())
	must(t, p.Close())
	q, err := publish.Open(folder)
	must(t, err)
	must(t, q.Close())
}

func wantLocked(t *testing.T, folder string, pid int) {
	t.Helper()
	_, err := publish.Open(folder)
	var locked *publish.LockedError
	if !errors.As(err, &locked) || locked.PID != pid || locked.Destination != folder {
		t.Fatalf("got %v, want a lock of process %d", err, pid)
	}
	if text := fmt.Sprintf("another build or publication (process %d) is at work with ", pid); !strings.HasPrefix(err.Error(), text) {
		t.Errorf("message: %v", err)
	}
	if _, err := publish.Clean(folder); !errors.As(err, &locked) {
		t.Errorf("Clean: %v", err)
	}
}

func TestLockDiesWithItsProcess(t *testing.T) {
	folder := t.TempDir()
	holder := exec.Command(os.Args[0])
	holder.Env = append(os.Environ(), "PUBLISH_TEST_HOLD="+folder)
	output, err := holder.StdoutPipe()
	must(t, err)
	input, err := holder.StdinPipe()
	must(t, err)
	must(t, holder.Start())
	defer input.Close()
	if line, err := bufio.NewReader(output).ReadString('\n'); line != "holding <nil>\n" {
		t.Fatalf("the other process said %q, %v", line, err)
	}
	wantLocked(t, folder, holder.Process.Pid)
	must(t, holder.Process.Kill())
	_ = holder.Wait() // killed, it says
	s := site{"a.html": "1"}
	s.mustBuild(t, folder)
	wantFiles(t, folder, s)
}

func TestLockFileOfTheDeadIsTakenOver(t *testing.T) {
	for _, text := range []string{"", "1\n", "999999999", "not a number", strings.Repeat("9", 100)} {
		folder := t.TempDir()
		must(t, os.WriteFile(filepath.Join(folder, ".stillpoint.lock"), []byte(text), 0o644))
		site{"a": "1"}.mustBuild(t, folder)
		wantFiles(t, folder, site{"a": "1"})
	}
}
