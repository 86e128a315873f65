package watch_test

import (
	"errors"
	"io/fs"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"stillpoint/generator/watch"
)

func TestPollTicks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, err := watch.New(watch.Options{Poll: time.Second})
		must(t, err)
		defer w.Close()
		if w.Watch([]watch.Folder{folder(t, t.TempDir())}) {
			t.Error("Watch asks for another look, though the next tick leads to one")
		}
		wantWait(t, w, time.Second)
		wantWait(t, w, time.Second)
		time.Sleep(300 * ms) // a short look
		wantWait(t, w, 700*ms)
		time.Sleep(1800 * ms) // a long one
		wantWait(t, w, 200*ms)
		if trouble := w.Trouble(); trouble != "" {
			t.Errorf("polling was asked for, and yet there is trouble: %s", trouble)
		}
	})
}

func wantPolling(t *testing.T, w *watch.Watcher, reason string) {
	t.Helper()
	wantWait(t, w, time.Second)
	wantWait(t, w, time.Second)
	trouble := w.Trouble()
	if !strings.Contains(trouble, reason) || !strings.Contains(trouble, "once a second") {
		t.Errorf("trouble: %q, want that it contains %q", trouble, reason)
	}
	if again := w.Trouble(); again != "" {
		t.Errorf("trouble told twice: %s", again)
	}
}

func TestPollsWhereNoWatcherCanBeMade(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, err := watch.NewWith(watch.Options{}, func() (watch.Notifier, error) {
			return nil, errors.New("not on this system")
		})
		must(t, err)
		defer w.Close()
		if w.Watch([]watch.Folder{folder(t, t.TempDir())}) {
			t.Error("Watch asks for another look")
		}
		wantPolling(t, w, "not on this system")
	})
}

func TestPollsWhereFoldersAreTooMany(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		w := f.watcher(t)
		path, all := subfolders(t, "a")
		tries := 0
		f.onAdd = func(string) error { tries++; return syscall.ENOSPC }
		time.Sleep(300 * ms)
		begin := time.Now()
		waited := make(chan error)
		go func() { waited <- w.Wait(t.Context()) }() // is woken from waiting for events
		synctest.Wait()
		if w.Watch(all) || tries != 1 {
			t.Errorf("Watch asks for another look, or has tried %d times", tries)
		}
		must(t, <-waited)
		if took := time.Since(begin); took != time.Second {
			t.Errorf("Wait took %v, want one tick", took)
		}
		if _, open := <-f.events; open {
			t.Error("the source of events is still open")
		}
		wantPolling(t, w, map[bool]string{true: "max_user_watches", false: path}[runtime.GOOS == "linux"])
	})
}

func TestPollsWhereEventsEndOfThemselves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		w := f.watcher(t)
		must(t, f.Close())
		synctest.Wait()
		wantPolling(t, w, "the events have ended")
	})
}

func TestSentence(t *testing.T) {
	tests := []struct {
		err  error
		goos string
		want []string
	}{
		{syscall.ENOSPC, "linux", []string{"no more folders may be watched", "sudo sysctl fs.inotify.max_user_watches=524288"}},
		{syscall.EMFILE, "linux", []string{"fs.inotify.max_user_instances", "ulimit -n"}},
		{syscall.EMFILE, "darwin", []string{"no more files may be open", "ulimit -n"}},
		{&fs.PathError{Op: "watch", Path: "content", Err: fs.ErrPermission}, "linux", []string{"content", "readable"}},
		{syscall.ENOMEM, "linux", []string{syscall.ENOMEM.Error(), "start again"}},
	}
	for _, test := range tests {
		got := watch.Sentence(test.err, test.goos)
		for _, want := range append(test.want, "once a second") {
			if !strings.Contains(got, want) {
				t.Errorf("%v on %s: %q does not contain %q", test.err, test.goos, got, want)
			}
		}
		if strings.Contains(got, "sysctl") && test.goos != "linux" {
			t.Errorf("%v on %s: %q", test.err, test.goos, got)
		}
	}
}
