package bucket_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/minio/minio-go/v7/pkg/signer"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/bucket"
)

// faults is the way to a server, on which much can go wrong.
type faults struct {
	before  func(*http.Request)                       // changes a request
	instead func(*http.Request) *http.Response        // answers in place of the server, where it does not return nil
	answer  func(*http.Request, *http.Response) error // changes what is answered
	mu      sync.Mutex
	asked   map[string]int
}

func (f *faults) RoundTrip(request *http.Request) (*http.Response, error) {
	f.mu.Lock()
	if f.asked == nil {
		f.asked = map[string]int{}
	}
	f.asked[request.Method]++
	f.mu.Unlock()
	if f.before != nil {
		request = request.Clone(request.Context())
		f.before(request)
	}
	if f.instead != nil {
		if answer := f.instead(request); answer != nil {
			return answer, nil
		}
	}
	answer, err := http.DefaultTransport.RoundTrip(request)
	if err == nil && f.answer != nil {
		if err := f.answer(request, answer); err != nil {
			answer.Body.Close()
			return nil, err
		}
	}
	return answer, err
}

func (f *faults) count(method string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.asked[method]
}

// says lets a server answer otherwise.
func says(answer *http.Response, status int, body string) {
	answer.Body.Close()
	answer.StatusCode, answer.Status = status, fmt.Sprint(status, " ", http.StatusText(status))
	answer.Header = http.Header{"Content-Type": {"application/xml"}}
	answer.Body, answer.ContentLength = io.NopCloser(strings.NewReader(body)), int64(len(body))
}

func code(status int, code string) func(*http.Request, *http.Response) error {
	return func(_ *http.Request, answer *http.Response) error {
		says(answer, status, "<Error><Code>"+code+"</Code><Message>Words of the server.</Message></Error>")
		return nil
	}
}

// ignoresConditions is a server that does not look at conditions.
func ignoresConditions(request *http.Request) {
	if request.Header.Get("If-None-Match") != "" {
		request.Header.Del("If-None-Match")
		request.Header.Del("Authorization")
		*request = *signer.SignV4(*request, keyID, secret, "", "us-east-1")
	}
}

// knowsNoConditions is a server that says that it knows none.
func knowsNoConditions(request *http.Request) *http.Response {
	if request.Header.Get("If-None-Match") == "" {
		return nil
	}
	answer := &http.Response{Request: request, Body: http.NoBody}
	says(answer, http.StatusNotImplemented, "<Error><Code>NotImplemented</Code></Error>")
	return answer
}

// keepsNoMD5 is a server that keeps objects under keys of their own.
func keepsNoMD5(_ *http.Request, answer *http.Response) error {
	if answer.Header.Get("ETag") != "" {
		answer.Header.Set("ETag", `"00000000000000000000000000000000"`)
	}
	return nil
}

func missingFile() (io.ReadSeekCloser, error) { return nil, fs.ErrNotExist }

// Each answer is told in plain words, and as what it is: something that may go well another time, or not.
func TestAnswers(t *testing.T) {
	g := start(t)
	cases := []answerCase{
		{500, "InternalError", "is busy (500 InternalError: Words of the server.)", true},
		{503, "SlowDown", "is busy", true},
		{429, "TooManyRequests", "is busy", true},
		{409, "ConditionalRequestConflict", "is busy", true},
		{400, "RequestTimeout", "not taken", true},
		{400, "BadDigest", "arrived damaged", true},
		{403, "AccessDenied", "s3:PutObject", false},
		{403, "InvalidAccessKeyId", "AWS_ACCESS_KEY_ID", false},
		{403, "SignatureDoesNotMatch", "AWS_SECRET_ACCESS_KEY", false},
		{403, "RequestTimeTooSkewed", "the clock of this machine", false},
		{400, "ExpiredToken", "AWS_SESSION_TOKEN", false},
		{404, "NoSuchBucket", "there is no bucket still-waters", false},
		{301, "PermanentRedirect", "look at its region and its endpoint", false},
		{400, "EntityTooLarge", "refused the request", false},
	}
	var group sync.WaitGroup
	defer group.Wait()
	for _, c := range cases {
		group.Go(func() { checkAnswer(t, g, c) })
	}
}

type answerCase struct {
	status int
	code   string
	says   string
	again  bool
}

func checkAnswer(t *testing.T, g *gateway, c answerCase) {
	r := g.open(t, "site", func(o *bucket.Options) { o.Transport = &faults{answer: code(c.status, c.code)} })
	_, listed := r.List(t.Context())
	_, read := r.Read(t.Context(), "x")
	_, sent := r.Put(t.Context(), object("x", []byte("x")))
	for method, err := range map[string]error{"List": listed, "Read": read, "Put": sent, "Create": r.Create(t.Context(), "x", []byte("x")), "Remove": r.Remove(t.Context(), "x")} {
		if err == nil || errors.Is(err, deploy.ErrAgain) != c.again || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%d %s, %s: %v", c.status, c.code, method, err)
		}
	}
}

func TestWrongRegion(t *testing.T) {
	g := start(t)
	for _, status := range []int{301, 400} {
		r := g.open(t, "site", func(o *bucket.Options) {
			o.Transport = &faults{answer: func(_ *http.Request, answer *http.Response) error {
				says(answer, status, "<Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-central-1</Region></Error>")
				return nil
			}}
		})
		if _, err := r.List(t.Context()); err == nil || !strings.Contains(err.Error(), "write region=eu-central-1") || errors.Is(err, deploy.ErrAgain) {
			t.Errorf("%v", err)
		}
	}
}

// A body that breaks off, an answer that does not come, one that comes by half, one that stalls: each may go well another time, and nothing half is there.
func TestLostConnections(t *testing.T) {
	t.Parallel()
	g := start(t)
	was := []byte(strings.Repeat("as it was ", 100_000))
	will := []byte(strings.Repeat("as it will be ", 100_000))
	whole := g.open(t, "site")
	put(t, whole, "x.html", was)
	cases := map[string]*faults{
		"request breaks off": {before: func(r *http.Request) {
			if r.Body != nil && r.Body != http.NoBody {
				r.Body = io.NopCloser(io.MultiReader(io.LimitReader(r.Body, 500_000), failing{}))
			}
		}, answer: func(r *http.Request, _ *http.Response) error { return pick(r.Method == "GET", io.ErrUnexpectedEOF) }},
		"answer breaks off": {answer: func(r *http.Request, answer *http.Response) error {
			answer.Body = io.NopCloser(io.MultiReader(io.LimitReader(answer.Body, 50), failing{}))
			return pick(r.Method != "GET", reset())
		}},
		"answer stalls": {answer: func(r *http.Request, answer *http.Response) error {
			answer.Body = &stalling{ReadCloser: answer.Body, ctx: r.Context()}
			if r.Method == "GET" {
				return nil
			}
			<-r.Context().Done()
			return r.Context().Err()
		}},
	}
	for name, f := range cases {
		r := g.open(t, "site", func(o *bucket.Options) { o.Transport, o.Patience = f, 200*time.Millisecond })
		_, listed := r.List(t.Context())
		_, read := r.Read(t.Context(), "x.html")
		_, sent := r.Put(t.Context(), object("x.html", will))
		for i, err := range []error{listed, read, sent} {
			if !errors.Is(err, deploy.ErrAgain) {
				t.Errorf("%s, method %d: %v", name, i, err)
			}
		}
		if got, err := whole.Read(t.Context(), "x.html"); err != nil || !bytes.Equal(got, was) && !bytes.Equal(got, will) {
			t.Errorf("%s: half a page is there: %d bytes, %v", name, len(got), err)
		}
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, reset() }

func reset() error { return &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET} }

func pick(yes bool, err error) error {
	if yes {
		return err
	}
	return nil
}

// stalling is a body of which the rest does not come.
type stalling struct {
	io.ReadCloser
	ctx  context.Context
	half bool
}

func (s *stalling) Read(p []byte) (int, error) {
	if !s.half {
		s.half = true
		return s.ReadCloser.Read(p[:min(len(p), 20)])
	}
	<-s.ctx.Done()
	return 0, s.ctx.Err()
}

// patience is long enough for a machine that does much else.
const patience = 2 * time.Second

// What is slow is not stalled, however long it takes as a whole.
func TestSlow(t *testing.T) {
	t.Parallel()
	g := start(t)
	r := g.open(t, "site", func(o *bucket.Options) {
		o.Patience = patience
		o.Transport = &faults{answer: func(r *http.Request, answer *http.Response) error {
			answer.Body = &slow{answer.Body}
			return nil
		}}
	})
	data := []byte("0123456789")
	put(t, r, "x.txt", data)
	begun := time.Now()
	got, err := r.Read(t.Context(), "x.txt")
	if err != nil || !bytes.Equal(got, data) {
		t.Errorf("%q %v", got, err)
	}
	if took := time.Since(begun); took < patience {
		t.Errorf("this was not slow: %v", took)
	}
}

type slow struct{ io.ReadCloser }

func (s *slow) Read(p []byte) (int, error) {
	time.Sleep(patience / 8)
	return s.ReadCloser.Read(p[:min(len(p), 1)])
}

// What is damaged on the way is refused by the server.
func TestDamaged(t *testing.T) {
	g := start(t)
	r := g.open(t, "site", func(o *bucket.Options) {
		o.Transport = &faults{before: func(r *http.Request) {
			if r.Method == "PUT" {
				data, _ := io.ReadAll(r.Body)
				data[3] ^= 1
				r.Body = io.NopCloser(bytes.NewReader(data))
			}
		}}
	})
	if _, err := r.Put(t.Context(), object("x.html", []byte("bytes of a page"))); !errors.Is(err, deploy.ErrAgain) {
		t.Errorf("%v", err)
	}
	if all, err := r.List(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("%v %v", all, err)
	}
}
