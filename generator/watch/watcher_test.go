package watch_test

import (
	"context"
	"errors"
	"os"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"

	"stillpoint/generator/watch"
)

const ms = time.Millisecond

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// folder returns a folder of the disk as a look finds it.
func folder(t testing.TB, path string) watch.Folder {
	t.Helper()
	info, err := os.Stat(path)
	must(t, err)
	return watch.Folder{Path: path, Info: info}
}

// wantWait waits and checks how long that took. It runs in a bubble, where time only
// passes while everything waits.
func wantWait(t *testing.T, w *watch.Watcher, want time.Duration) {
	t.Helper()
	begin := time.Now()
	must(t, w.Wait(t.Context()))
	if took := time.Since(begin); took != want {
		t.Errorf("Wait took %v, want %v", took, want)
	}
}

// wantNothing checks that no Wait returns within an hour.
func wantNothing(t *testing.T, w *watch.Watcher) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour+time.Minute)
	defer cancel()
	if err := w.Wait(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Wait: %v, want that nothing happens", err)
	}
}

func TestWaitTellsAtTheEndOfTheBurst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		w := f.watcher(t)
		go func() {
			time.Sleep(2 * time.Hour)
			for range 500 {
				f.write()
				time.Sleep(ms)
			}
		}()
		// The burst lasts 499 ms, so a third of that ends it.
		wantWait(t, w, 2*time.Hour+499*ms+499*ms/3)
		wantNothing(t, w)
	})
}

func TestChangeBetweenTwoWaitsIsToldByTheNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		w := f.watcher(t)
		f.write()
		wantWait(t, w, 15*ms)
		for range 300 { // nobody waits, and yet nobody is held up
			f.write()
		}
		time.Sleep(time.Minute)
		wantWait(t, w, 0)
		f.write()
		time.Sleep(10 * ms)
		wantWait(t, w, 5*ms)
		f.write() // one burst is over before Wait, another one is not
		time.Sleep(5 * time.Second)
		f.write()
		time.Sleep(5 * ms)
		wantWait(t, w, 10*ms)
		wantNothing(t, w)
	})
}

func TestEndlessBurstIsCutWhileWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		w := f.watcher(t)
		stop := make(chan struct{})
		go func() {
			for {
				select {
				case <-stop:
					return
				case <-time.After(7 * ms):
					f.write()
				}
			}
		}()
		wantWait(t, w, 2*time.Second+7*ms)
		close(stop)
		synctest.Wait()
	})
}

func TestEveryEventAndErrorCounts(t *testing.T) {
	for _, op := range []fsnotify.Op{fsnotify.Create, fsnotify.Write, fsnotify.Remove, fsnotify.Rename, fsnotify.Chmod} {
		t.Run(op.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newFake()
				w := f.watcher(t)
				f.events <- fsnotify.Event{Name: ".hidden~", Op: op}
				wantWait(t, w, 15*ms)
			})
		})
	}
	for _, failure := range []error{fsnotify.ErrEventOverflow, errors.New("short read")} {
		t.Run(failure.Error(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newFake()
				w := f.watcher(t)
				f.errors <- failure
				wantWait(t, w, 15*ms)
			})
		})
	}
}

func TestWaitEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		w := f.watcher(t)
		ctx, cancel := context.WithCancelCause(t.Context())
		time.AfterFunc(time.Second, func() { cancel(nil) })
		if err := w.Wait(ctx); !errors.Is(err, context.Canceled) {
			t.Fatalf("got %v", err)
		}
		f.write()
		time.Sleep(time.Second)
		if err := w.Wait(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("with an event to tell of: got %v", err)
		}
		wantWait(t, w, 0) // what was not told of is told now
	})
}

func TestClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		w := f.watcher(t)
		f.write()
		time.Sleep(time.Second)
		must(t, w.Close())
		must(t, w.Close())
		if err := w.Wait(t.Context()); !errors.Is(err, watch.ErrClosed) {
			t.Errorf("Wait after Close: %v", err)
		}
		f.onAdd = func(string) error { return fsnotify.ErrClosed }
		if w.Watch([]watch.Folder{folder(t, t.TempDir())}) || w.Trouble() != "" {
			t.Error("Watch after Close asks for another look or makes trouble")
		}
	})
}

func TestCloseWakesWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newFake().watcher(t)
		begin := time.Now()
		time.AfterFunc(time.Second, func() { _ = w.Close() })
		if err := w.Wait(t.Context()); !errors.Is(err, watch.ErrClosed) {
			t.Errorf("got %v", err)
		}
		if took := time.Since(begin); took != time.Second {
			t.Errorf("Wait ended after %v, want at once", took)
		}
	})
}

func TestNegativeDurationsAreRefused(t *testing.T) {
	for _, o := range []watch.Options{{Poll: -1}, {Settle: -1}, {Silence: -1}, {Longest: -1}} {
		if w, err := watch.New(o); err == nil {
			_ = w.Close()
			t.Errorf("%+v: no error", o)
		}
	}
}

func TestNoGoroutineIsLeft(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 20 {
		w, err := watch.New(watch.Options{})
		must(t, err)
		w.Watch([]watch.Folder{folder(t, t.TempDir())})
		if trouble := w.Trouble(); trouble != "" {
			t.Skip(trouble)
		}
		must(t, w.Close())
	}
	for deadline := time.Now().Add(20 * time.Second); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
}
