package reach_test

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"stillpoint/generator/reach"
)

// host is a site that answers each path in its own way, and notes what it was asked.
type host struct {
	*httptest.Server
	mu     sync.Mutex
	asked  []string
	atOnce atomic.Int32
	most   atomic.Int32
}

func (h *host) count(method, path string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := 0
	for _, one := range h.asked {
		if one == method+" "+path {
			n++
		}
	}
	return n
}

func newHost(t *testing.T) *host {
	h := &host{}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.most.Store(max(h.most.Load(), h.atOnce.Add(1)))
		defer h.atOnce.Add(-1)
		h.mu.Lock()
		h.asked = append(h.asked, r.Method+" "+r.URL.Path)
		h.mu.Unlock()
		h.answer(w, r)
	}))
	t.Cleanup(h.Close)
	return h
}

func (h *host) answer(w http.ResponseWriter, r *http.Request) {
	head := r.Method == http.MethodHead
	switch r.URL.Path {
	case "/fine", "/other":
	case "/no-head":
		if head {
			w.WriteHeader(http.StatusMethodNotAllowed)
		}
	case "/head-lies":
		if head {
			w.WriteHeader(http.StatusNotFound)
		}
	case "/gone":
		w.WriteHeader(http.StatusGone)
	case "/moved":
		http.Redirect(w, r, "/other", http.StatusMovedPermanently)
	case "/for-now":
		http.Redirect(w, r, "/other", http.StatusFound)
	case "/moved-to-nothing":
		http.Redirect(w, r, "/nothing", http.StatusMovedPermanently)
	case "/circle":
		http.Redirect(w, r, "/circle", http.StatusFound)
	case "/private":
		w.WriteHeader(http.StatusForbidden)
	case "/broken":
		w.WriteHeader(http.StatusInternalServerError)
	case "/broken-once":
		if h.count("GET", "/broken-once") < 2 {
			w.WriteHeader(http.StatusBadGateway)
		}
	case "/slow":
		h.atOnce.Add(-1) // who asked has gone before this ends
		<-r.Context().Done()
		h.atOnce.Add(1)
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

func TestAsk(t *testing.T) {
	h := newHost(t)
	cases := map[string]reach.Answer{
		"/fine":             {Verdict: reach.Fine},
		"/fine#part":        {Verdict: reach.Fine},
		"/no-head":          {Verdict: reach.Fine},
		"/head-lies":        {Verdict: reach.Fine},
		"/for-now":          {Verdict: reach.Fine},
		"/moved":            {Verdict: reach.Moved, To: h.URL + "/other"},
		"/broken-once":      {Verdict: reach.Fine},
		"/nothing":          {Verdict: reach.Dead},
		"/gone":             {Verdict: reach.Dead},
		"/moved-to-nothing": {Verdict: reach.Dead},
		"/circle":           {Verdict: reach.Dead},
		"/private":          {Verdict: reach.Unsure},
		"/broken":           {Verdict: reach.Unsure},
		"/slow":             {Verdict: reach.Unsure},
	}
	var addresses []string
	for path := range cases {
		addresses = append(addresses, h.URL+path)
	}
	asker := &reach.Asker{Pause: -1, Timeout: 300 * time.Millisecond}
	answers, err := asker.Ask(t.Context(), append(addresses, addresses...))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range cases {
		got := answers[h.URL+path]
		if got.Verdict != want.Verdict || got.To != want.To {
			t.Errorf("%s is %+v, want %+v", path, got, want)
		}
		if (got.Reason == "") != (want.Verdict == reach.Fine) {
			t.Errorf("%s: reason %q", path, got.Reason)
		}
	}
	if h.most.Load() > 1 {
		t.Errorf("%d requests at once to one host", h.most.Load())
	}
	for _, c := range []struct {
		request string
		path    string
		want    int
	}{{"HEAD", "/fine", 1}, {"GET", "/fine", 0}, {"GET", "/private", 1}, {"GET", "/broken", 3}, {"GET", "/gone", 1}} {
		if n := h.count(c.request, c.path); n != c.want {
			t.Errorf("%s %s was asked %d times, want %d", c.request, c.path, n, c.want)
		}
	}
}

func TestNobodyThere(t *testing.T) {
	secret := httptest.NewTLSServer(http.NotFoundHandler())
	defer secret.Close()
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	asker := &reach.Asker{Pause: -1, Tries: 1, Transport: &http.Transport{TLSClientConfig: &tls.Config{}}}
	answers, err := asker.Ask(t.Context(), []string{secret.URL + "/", closed.URL + "/", "http://no-such-host.invalid/"})
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]reach.Verdict{secret.URL + "/": reach.Unsure, closed.URL + "/": reach.Unsure} {
		if got := answers[address]; got.Verdict != want {
			t.Errorf("%s is %+v, want %s", address, got, want)
		}
	}
	if got := answers["http://no-such-host.invalid/"]; got.Verdict == reach.Fine || got.Verdict == reach.Moved {
		t.Errorf("a host that is not there is %+v", got)
	}
}

func TestOffline(t *testing.T) {
	nowhere := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
		return nil, &net.DNSError{Err: "no such host", IsNotFound: true}
	}}
	h := newHost(t)
	const one, other = "http://one.invalid/", "http://other.invalid/"
	asker := &reach.Asker{Pause: -1, Tries: 1, Transport: nowhere}
	answers, err := asker.Ask(t.Context(), []string{one, other})
	if err != nil || answers[one].Verdict != reach.Unsure || answers[other].Verdict != reach.Unsure {
		t.Errorf("offline: %v, %+v", err, answers)
	}
	nowhere.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if !strings.HasPrefix(address, "127.0.0.1") {
			return nil, &net.DNSError{Err: "no such host", IsNotFound: true}
		}
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}
	answers, err = asker.Ask(t.Context(), []string{one, h.URL + "/fine"})
	if err != nil || answers[one].Verdict != reach.Dead || answers[h.URL+"/fine"].Verdict != reach.Fine {
		t.Errorf("online: %v, %+v", err, answers)
	}
}

func TestCache(t *testing.T) {
	h := newHost(t)
	file := filepath.Join(t.TempDir(), "kept", "links.json")
	now := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	ask := func() {
		t.Helper()
		cache, err := reach.OpenCache(file)
		if err != nil {
			t.Fatal(err)
		}
		asker := &reach.Asker{Pause: -1, Cache: cache, Now: func() time.Time { return now }}
		if _, err := asker.Ask(t.Context(), []string{h.URL + "/fine", h.URL + "/gone"}); err != nil {
			t.Fatal(err)
		}
		if err := cache.Save(now); err != nil {
			t.Fatal(err)
		}
	}
	steps := []struct {
		after      time.Duration
		fine, gone int // how often each was asked in all
	}{{0, 1, 1}, {time.Hour, 1, 1}, {30 * time.Hour, 1, 2}, {200 * time.Hour, 2, 3}, {-100 * time.Hour, 3, 4}}
	for _, step := range steps {
		now = now.Add(step.after)
		ask()
		if fine, gone := h.count("HEAD", "/fine"), h.count("HEAD", "/gone"); fine != step.fine || gone != step.gone {
			t.Errorf("after %v: asked %d and %d times, want %d and %d", step.after, fine, gone, step.fine, step.gone)
		}
	}
	if err := os.WriteFile(file, []byte("not JSON"), 0o644); err != nil {
		t.Fatal(err)
	}
	ask()
	if fine := h.count("HEAD", "/fine"); fine != 4 {
		t.Errorf("a damaged cache is believed: asked %d times", fine)
	}
}

func TestCanceled(t *testing.T) {
	h := newHost(t)
	ctx, cancel := context.WithCancel(t.Context())
	asker := &reach.Asker{Pause: time.Hour, Progress: func(int, int) { cancel() }}
	answers, err := asker.Ask(ctx, []string{h.URL + "/fine", h.URL + "/other"})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if len(answers) != 1 {
		t.Errorf("%d answers, want the one that was there before", len(answers))
	}
}
