package cache_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"

	"stillpoint/generator/cache"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv("CACHE_TEST_HOLD"); dir != "" {
		hold(dir)
		return
	}
	os.Exit(m.Run())
}

// hold keeps a blob, and stops in the middle of a Commit until it is killed.
func hold(dir string) {
	b := cache.OpenBook(dir, "public", ours)
	r, err := b.Keep([]byte("half done"))
	b.OnStep(func(action, _ string) error {
		if action == "rename" {
			fmt.Println("holding", err)
			_, _ = io.Copy(io.Discard, os.Stdin)
		}
		return nil
	})
	fmt.Println("ended", b.Commit(nil, slices.Values([]cache.Ref{r})))
}

// TestLockOfABook has another process stop while it writes. Nobody waits for it, what it writes is left alone while it lives, and is
// collected when it is dead.
func TestLockOfABook(t *testing.T) {
	dir := t.TempDir()
	pages{"a": "1"}.build(t, dir)
	holder := exec.Command(os.Args[0])
	holder.Env = append(os.Environ(), "CACHE_TEST_HOLD="+dir)
	output, err := holder.StdoutPipe()
	must(t, err)
	input, err := holder.StdinPipe()
	must(t, err)
	must(t, holder.Start())
	defer input.Close()
	if line, err := bufio.NewReader(output).ReadString('\n'); line != "holding <nil>\n" {
		t.Fatalf("the other process said %q, %v", line, err)
	}
	pages{"a": "1"}.want(t, dir, "")
	b := cache.OpenBook(dir, "public", ours)
	_, err = pages{"a": "2"}.save(b, nil)
	var locked *cache.LockedError
	if !errors.As(err, &locked) || locked.PID != holder.Process.Pid || !strings.HasSuffix(err.Error(), fmt.Sprintf(": another build (process %d) is writing there", locked.PID)) {
		t.Errorf("while it is locked: %v", err)
	}
	must(t, b.Close())
	s := cache.Open(dir)
	defer s.Close()
	if swept, err := s.Sweep(cacheTime); err != nil || swept.Entries != 0 {
		t.Errorf("%+v %v", swept, err)
	}
	must(t, holder.Process.Kill())
	_ = holder.Wait() // killed, it says
	pages{"a": "3"}.build(t, dir)
	pages{"a": "3"}.want(t, dir, "")
	if left := onDisk(t, dir, ""); len(left) != 2 {
		t.Errorf("left %v", left)
	}
}

const cacheTime = 1 << 50

// TestFirstCommitWins opens a book twice. The second one to commit keeps nothing, and says so; both go on reading what they
// opened.
func TestFirstCommitWins(t *testing.T) {
	dir := t.TempDir()
	pages{"a": "1"}.build(t, dir)
	first, second := cache.OpenBook(dir, "public", ours), cache.OpenBook(dir, "public", ours)
	defer first.Close()
	half, err := second.Keep([]byte("half"))
	must(t, err)
	known, err := pages{"a": "2"}.save(first, nil)
	must(t, err)
	if found := load(t, second); found["a"] != "1" || second.Remark() != "" {
		t.Errorf("the second has %v; %s", found, second.Remark())
	}
	if _, err = (pages{"a": "3"}).save(second, nil); !errors.Is(err, cache.ErrOvertaken) {
		t.Errorf("the second commit: %v", err)
	}
	if data, ok := second.Blob(half); !ok || string(data) != "half" {
		t.Errorf("%q %v", data, ok)
	}
	must(t, second.Close())
	pages{"a": "2"}.want(t, dir, "")
	_, err = pages{"a": "2", "b": "4"}.save(first, known)
	must(t, err)
	pages{"a": "2", "b": "4"}.want(t, dir, "")
}

// TestBuildsAtOnce has many builds open and commit at once. Whatever a reader finds is one of their books, whole.
func TestBuildsAtOnce(t *testing.T) {
	dir := t.TempDir()
	pages{"who": "nobody", "again": "nobody"}.build(t, dir)
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			for n := range 25 {
				b := cache.OpenBook(dir, "public", ours)
				found := load(t, b)
				if found["who"] != found["again"] || len(found) != 2 || b.Remark() != "" {
					t.Errorf("%v; %s", found, b.Remark())
				}
				me := fmt.Sprint(i, n)
				_, err := pages{"who": me, "again": me}.save(b, refs(t, b))
				var locked *cache.LockedError
				if err != nil && !errors.Is(err, cache.ErrOvertaken) && !errors.As(err, &locked) {
					t.Error(err)
				}
				if err := b.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	pages{"a": "1"}.build(t, dir)
	if left := onDisk(t, dir, ""); len(left) != 2 {
		t.Errorf("left %v", left)
	}
}
