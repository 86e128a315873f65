package online

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"stillpoint/generator/reach"
)

// question is a request.
type question struct {
	address  string
	encoding string           // "br", "gzip"; "" for the bytes as they are
	match    string           // what has been sent before, by its ETag
	since    string           // or by its Last-Modified
	file     *File            // that should be answered; nil where it does not matter
	text     *strings.Builder // takes the body, as far as it is a text of ordinary size; nil where nobody reads it
}

// answer is what came.
type answer struct {
	status int
	header http.Header
	proto  string // "HTTP/2.0"
	asked  *url.URL
	body
	fault string // why there is no answer, or not the whole of it, in plain words; then the rest says nothing
}

// location returns where a redirect leads; nil where it is none.
func (a *answer) location() *url.URL {
	if a.status < 300 || a.status > 399 || a.header.Get("Location") == "" {
		return nil
	}
	to, err := a.asked.Parse(a.header.Get("Location"))
	if err != nil {
		return nil
	}
	return to
}

var errSilent = errors.New("it did not answer in time")

// errLost ends a round in which nobody answers any more.
var errLost = errors.New("it has stopped answering")

// ask asks until there is an answer, or it has tried often enough. The error is that of a canceled context, or of the file that is compared.
func (w *worker) ask(ctx context.Context, q question) (*answer, error) {
	var last *answer
	for try := range w.tries() {
		if err := w.quiet.wait(ctx); err != nil {
			return nil, err
		}
		a, patience, err := w.once(ctx, q)
		switch {
		case ctx.Err() != nil:
			return nil, context.Cause(ctx)
		case err != nil:
			return nil, err
		}
		last = a
		if busy := a.status == http.StatusTooManyRequests || a.status == http.StatusServiceUnavailable; busy && a.fault == "" {
			w.quiet.extend(patience)
			continue
		}
		if a.fault == "" {
			w.failures.Store(0)
			return a, nil
		}
		if patience < 0 || try == w.tries()-1 {
			break
		}
		if err := reach.Wait(ctx, max(patience, firstPause<<try)); err != nil {
			return nil, context.Cause(ctx)
		}
	}
	if last.fault != "" && w.failures.Add(1) >= int64(2*w.workers()+2) {
		w.stop(&AbsentError{w.Base, errLost.Error() + ": " + last.fault})
	}
	return last, nil
}

// firstPause is how long a question waits that is asked a second time.
const firstPause = 250 * time.Millisecond

// once asks once. Patience is how long the site asks to be left alone, below 0 where to ask again would be of no use.
func (w *worker) once(parent context.Context, q question) (a *answer, patience time.Duration, err error) {
	ctx, cancel := context.WithCancelCause(parent)
	defer cancel(nil)
	silence := time.AfterFunc(w.timeout(), func() { cancel(errSilent) })
	defer silence.Stop()
	request, err := w.newRequest(ctx, q)
	if err != nil {
		return &answer{fault: "it is no address"}, -1, nil
	}
	w.requests.Add(1)
	response, err := w.transport.RoundTrip(request)
	if err != nil {
		return w.unanswered(ctx, err)
	}
	defer response.Body.Close()
	a = &answer{status: response.StatusCode, header: response.Header, proto: response.Proto, asked: request.URL}
	if err := w.read(&a.body, &incoming{response.Body, silence, w.timeout(), &w.bytes, nil}, response, q); err != nil {
		return nil, 0, err
	}
	if a.cut != nil {
		if context.Cause(ctx) == errSilent { //nolint:errorlint // it is set as it is
			a.cut = errSilent
		}
		return &answer{fault: fmt.Sprintf("the answer broke off after %s: %s", size(a.received), brokenOff(a.cut))}, 0, nil
	}
	return a, reach.RetryAfter(response), nil
}

func (w *worker) newRequest(ctx context.Context, q question) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, q.address, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", cmp.Or(w.Agent, "stillpoint (verifies its own site)"))
	request.Header.Set("Accept", "*/*")
	request.Header.Set("Accept-Encoding", cmp.Or(q.encoding, "identity"))
	if q.match != "" {
		request.Header.Set("If-None-Match", q.match)
	} else if q.since != "" {
		request.Header.Set("If-Modified-Since", q.since)
	}
	return request, nil
}

func (w *worker) unanswered(ctx context.Context, err error) (*answer, time.Duration, error) {
	if errors.Is(context.Cause(ctx), errSilent) {
		return &answer{fault: errSilent.Error()}, 0, nil
	}
	said, patience := reach.Unanswered(err)
	return &answer{fault: said.Reason}, patience, nil
}

func brokenOff(err error) string {
	if errors.Is(err, errSilent) {
		return "the rest did not come in time"
	}
	return "the connection was lost"
}

// incoming is a body on its way. It lets the site be silent only for so long, and tells an error of the connection from one of what is sent.
type incoming struct {
	io.Reader
	silence *time.Timer
	timeout time.Duration
	count   interface{ Add(int64) int64 }
	lost    error
}

func (b *incoming) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	b.count.Add(int64(n))
	b.silence.Reset(b.timeout)
	if err != nil && err != io.EOF { //nolint:errorlint // readers return it as it is
		b.lost = err
	}
	return n, err
}

// quiet keeps all workers from asking for some time. It is safe for concurrent use.
type quiet struct {
	mu    sync.Mutex
	until time.Time
}

func (q *quiet) extend(d time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if until := time.Now().Add(d); until.After(q.until) {
		q.until = until
	}
}

func (q *quiet) wait(ctx context.Context) error {
	for {
		q.mu.Lock()
		left := time.Until(q.until)
		q.mu.Unlock()
		if left <= 0 {
			return context.Cause(ctx)
		}
		if err := reach.Wait(ctx, left); err != nil {
			return context.Cause(ctx)
		}
	}
}

func (r *round) newTransport() *http.Transport {
	t := &http.Transport{
		Proxy:       http.ProxyFromEnvironment,
		DialContext: (&net.Dialer{Timeout: r.timeout(), KeepAlive: 30 * time.Second}).DialContext,
		// Certificates are looked at by seeCertificate, which tells of them once.
		TLSClientConfig:     &tls.Config{InsecureSkipVerify: true, VerifyConnection: r.seeCertificate, MinVersion: tls.VersionTLS10}, //nolint:gosec // old versions are told of
		TLSHandshakeTimeout: r.timeout(),
		ForceAttemptHTTP2:   true,
		DisableCompression:  true,
		MaxConnsPerHost:     r.workers(),
		MaxIdleConnsPerHost: r.workers(),
		IdleConnTimeout:     time.Minute,
	}
	if r.Dial != nil {
		t.Proxy, t.DialContext = nil, r.Dial
	}
	return t
}
