package rebuild_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/edits"
	"stillpoint/generator/rebuild"
	"stillpoint/generator/serve"
	"stillpoint/generator/watch"
)

var (
	editCount = flag.Int("edits", 500, "how many edits the test of the watcher makes")
	editSeed  = flag.Uint64("seed", 1, "which edits the test of the watcher makes")
)

// patience is how long a change may take until it is served. A busy machine is slow; a change that is
// lost never comes.
const patience = time.Minute

// TestServedIsCold edits a site at random while it is watched and served. After each edit the server must
// come to give, byte for byte, what a build from nothing gives, but for the script that it adds; or, while there is
// an error, go on to give the last good site, and complain as that build does.
func TestServedIsCold(t *testing.T) {
	dir := t.TempDir()
	check(t, edits.Write(dir, edits.Site()))
	options := generator.Options{Source: dir, Defaults: edits.Defaults(stillpoint.Defaults()), InMemory: true, Drafts: true, Future: true,
		Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
	w := watchSite(t, options, watch.Options{})
	editor := edits.New(dir, *editSeed)
	var done []string
	var lastGood *generator.Result
	good, bad := 0, 0
	for range *editCount {
		cold, err := generator.Build(t.Context(), options)
		check(t, err)
		bad++
		if !cold.Failed() {
			good, bad, lastGood = good+1, 0, cold
		}
		w.await(t, cold, lastGood, done)
		what := "restore"
		if bad > 3 {
			err = editor.Restore()
		} else {
			what, err = editor.Edit()
		}
		check(t, err)
		done = append(done, what)
	}
	t.Logf("%d of %d states were good; %d builds", good, *editCount, w.count())
	if good < *editCount/3 {
		t.Error("too few good states for this to show anything")
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// watched is a site that is watched and served.
type watched struct {
	options generator.Options
	server  *httptest.Server
	shown   chan struct{} // tells that something new is shown
	mu      sync.Mutex
	last    *generator.Result
	builds  int
}

func watchSite(t *testing.T, options generator.Options, how watch.Options) *watched {
	t.Helper()
	server, err := serve.New(serve.Options{})
	check(t, err)
	watcher, err := watch.New(how)
	check(t, err)
	w := &watched{options: options, server: httptest.NewServer(server.Handler()), shown: make(chan struct{}, 1)}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() {
		ended <- rebuild.Loop(ctx, generator.NewBuilder(options), watcher, func(r rebuild.Round) {
			server.Show(r.Result)
			w.note(r.Result)
		})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		w.server.Close()
		check(t, watcher.Close())
	})
	return w
}

func (w *watched) note(r *generator.Result) {
	w.mu.Lock()
	w.last, w.builds = r, w.builds+1
	w.mu.Unlock()
	select {
	case w.shown <- struct{}{}:
	default:
	}
}

func (w *watched) result() *generator.Result {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.last
}

func (w *watched) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.builds
}

// await waits until the server gives what it should.
func (w *watched) await(t *testing.T, cold, lastGood *generator.Result, done []string) {
	t.Helper()
	deadline := time.After(patience)
	for {
		problem := w.differs(cold, lastGood)
		if problem == "" {
			return
		}
		select {
		case <-w.shown:
		case <-deadline:
			t.Fatalf("after %q: %s", done[max(0, len(done)-8):], problem)
		}
	}
}

// differs says how what is served differs from what should be, or "".
func (w *watched) differs(cold, lastGood *generator.Result) string {
	last := w.result()
	if last == nil {
		return "nothing has been built"
	}
	if a, b := fmt.Sprint(cold.Diagnostics), fmt.Sprint(last.Diagnostics); a != b {
		return fmt.Sprintf("the complaints are\n%s\nnot\n%s", b, a)
	}
	if lastGood == nil {
		return ""
	}
	for _, name := range lastGood.Files.Names() {
		got, status, err := w.get(name)
		if want := lastGood.Files.Get(name).Data; err != nil || status != http.StatusOK || !bytes.Equal(got, want) {
			return fmt.Sprintf("%s is (%d, %v)\n%s\nnot\n%s", name, status, err, got, want)
		}
	}
	if _, status, err := w.get("gone/" + fmt.Sprint(w.count())); err != nil || status != http.StatusNotFound {
		return fmt.Sprintf("what is not there has status %d, %v", status, err)
	}
	return w.surplus(lastGood)
}

// surplus finds a file that is served still and should be gone.
func (w *watched) surplus(lastGood *generator.Result) string {
	if last := w.result(); last.Files != nil {
		for _, name := range last.Files.Names() {
			if lastGood.Files.Get(name) == nil {
				return name + " should be gone"
			}
		}
	}
	return ""
}

var injected = regexp.MustCompile(`<script src="/\.stillpoint/[^>]*></script>`)

func (w *watched) get(name string) (body []byte, status int, err error) {
	address := url.URL{Path: "/" + strings.TrimSuffix(name, "index.html")}
	response, err := http.Get(w.server.URL + address.EscapedPath())
	if err != nil {
		return nil, 0, err
	}
	defer response.Body.Close()
	body, err = io.ReadAll(response.Body)
	return injected.ReplaceAll(body, nil), response.StatusCode, err
}
