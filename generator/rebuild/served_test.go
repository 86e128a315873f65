package rebuild_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/edits"
	"stillpoint/generator/hosting"
	"stillpoint/generator/rebuild"
	"stillpoint/generator/serve"
	"stillpoint/generator/watch"
)

var (
	editCount = flag.Int("edits", edits.Fewer(500, 80), "how many edits the test of the watcher makes")
	editSeed  = flag.Uint64("seed", 1, "which edits the test of the watcher makes")
)

// patience is how long a change may take until it is served. A busy machine is slow; a change that is
// lost never comes.
const patience = time.Minute

// TestServedIsCold edits a site at random while it is watched and served, one to five edits at a time. At each quiet
// moment the server must come to give, byte for byte, what a build from nothing gives, but for the script that it
// adds, and what it lets through for that; or, while there is an error, go on to give the last good site that it built, and complain as that build does.
func TestServedIsCold(t *testing.T) {
	dir := t.TempDir()
	check(t, edits.Write(dir, edits.Site()))
	options := generator.Options{Source: dir, Defaults: edits.Defaults(stillpoint.Defaults()), InMemory: true, Drafts: true, Future: true,
		Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
	s := &session{watched: watchSite(t, options, watch.Options{}), editor: edits.New(dir, *editSeed), random: rand.New(rand.NewPCG(*editSeed, 2))}
	for s.edits < *editCount {
		s.quiet(t)
		s.edit(t)
	}
	s.quiet(t)
	t.Logf("%d edits; %d of %d quiet moments were good; %d builds", s.edits, s.good, s.moments, s.count())
	if s.good < s.moments/3 {
		t.Error("too few good states for this to show anything")
	}
}

// session is a site that is edited while it is watched and served.
type session struct {
	*watched
	editor  *edits.Editor
	random  *rand.Rand
	done    []string // the edits, in a few words
	edits   int
	moments int // quiet ones
	good    int // of these, those without an error
	bad     int // how many the last ones were with an error
}

// quiet waits until what is served is what it should be.
func (s *session) quiet(t *testing.T) {
	t.Helper()
	cold, err := generator.Build(t.Context(), s.options)
	check(t, err)
	s.moments++
	s.bad++
	if !cold.Failed() {
		s.good, s.bad = s.good+1, 0
	}
	s.await(t, cold, s.done)
}

// edit makes some edits in quick succession. A site that nobody mends is restored.
func (s *session) edit(t *testing.T) {
	t.Helper()
	if s.bad > 3 {
		check(t, s.editor.Restore())
		s.done = append(s.done, "restore")
		return
	}
	for range 1 + s.random.IntN(5) {
		what, err := s.editor.Edit()
		check(t, err)
		s.done = append(s.done, what)
		s.edits++
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
	site    *generator.Result // the last one without errors
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
	if !r.Failed() {
		w.site = r
	}
	w.mu.Unlock()
	select {
	case w.shown <- struct{}{}:
	default:
	}
}

// result returns what was built last, and the last of it that was good.
func (w *watched) result() (last, good *generator.Result) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.last, w.site
}

func (w *watched) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.builds
}

// await waits until the server gives what it should.
func (w *watched) await(t *testing.T, cold *generator.Result, done []string) {
	t.Helper()
	deadline := time.After(patience)
	for {
		problem := w.differs(cold)
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
func (w *watched) differs(cold *generator.Result) string {
	last, good := w.result()
	if last == nil {
		return "nothing has been built"
	}
	if a, b := fmt.Sprint(cold.Diagnostics), fmt.Sprint(last.Diagnostics); a != b {
		return fmt.Sprintf("the complaints are\n%s\nnot\n%s", b, a)
	}
	if !cold.Failed() {
		if problem := surplus(good, cold); problem != "" {
			return problem
		}
		good = cold
	}
	if good == nil {
		return ""
	}
	return w.serves(good)
}

// serves holds what the server gives against the files of a site, and against how its host answers.
func (w *watched) serves(site *generator.Result) string {
	host := site.Host(func(name string) bool { return site.Files.Get(name) != nil })
	for _, name := range site.Files.Names() {
		if slices.Contains(hosting.RuleFiles(), name) || strings.HasPrefix(name, ".") {
			continue // what hosts keep to themselves
		}
		got, status, err := w.get(name)
		if answer := host.Answer(addressOf(name), ""); answer.Location != "" { // a rule leads on from where the file is
			if err != nil || status != answer.Status {
				return fmt.Sprintf("%s is (%d, %v), and should lead to %s with %d", name, status, err, answer.Location, answer.Status)
			}
			continue
		}
		want, wrong := site.Files.Get(name).Read()
		if wrong != nil {
			return wrong.Error()
		}
		want = policy.ReplaceAll(want, nil)
		if err != nil || status != http.StatusOK || !bytes.Equal(policy.ReplaceAll(got, nil), want) {
			return fmt.Sprintf("%s is (%d, %v)\n%s\nnot\n%s", name, status, err, got, want)
		}
	}
	return ""
}

// addressOf returns where a file is seen.
func addressOf(name string) string { return "/" + strings.TrimSuffix(name, "index.html") }

// surplus finds a file that is there still and should be gone.
func surplus(built, cold *generator.Result) string {
	for _, name := range built.Files.Names() {
		if cold.Files.Get(name) == nil {
			return name + " should be gone"
		}
	}
	return ""
}

// policy is that of a page that has it in it. The preview lets its own script through, and never asks for encryption.
var policy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="[^"]*">`)

var injected = regexp.MustCompile(`<script src="/\.stillpoint/[^>]*></script>`)

// get asks for a file, and follows no redirect.
func (w *watched) get(name string) (body []byte, status int, err error) {
	address := url.URL{Path: addressOf(name)}
	request, err := http.NewRequest(http.MethodGet, w.server.URL+address.EscapedPath(), nil)
	if err != nil {
		return nil, 0, err
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		return nil, 0, err
	}
	defer response.Body.Close()
	body, err = io.ReadAll(response.Body)
	return injected.ReplaceAll(body, nil), response.StatusCode, err
}
