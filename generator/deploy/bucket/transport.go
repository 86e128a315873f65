package bucket

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/minio/minio-go/v7"
)

// transport returns what carries requests: with the library's own rules for certificates (TLS 1.2 at least, the system's authorities and those in the
// file SSL_CERT_FILE), and a connection for each job, which is kept.
func transport(secure bool, jobs int) (*http.Transport, error) {
	t, err := minio.DefaultTransport(secure)
	if err != nil {
		return nil, err
	}
	t.MaxIdleConnsPerHost = jobs + 2 // for the lock, beside the files
	t.ResponseHeaderTimeout = 0      // the patience below counts for all of a request
	return t, nil
}

// errStalled says that nothing has moved for too long.
var errStalled = errors.New("the server did not answer for too long")

// patient gives up a request in which no byte has moved for a while. How long it takes as a whole does not matter: a large file on a slow line may take an hour.
type patient struct {
	base  http.RoundTripper
	limit time.Duration
}

// RoundTrip sends a request; its clock runs until the answer has been read and closed.
func (p patient) RoundTrip(request *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(request.Context())
	clock := time.AfterFunc(p.limit, func() { cancel(errStalled) })
	moved := func() { clock.Reset(p.limit) }
	stop := func() {
		clock.Stop()
		cancel(nil)
	}
	request = request.WithContext(ctx)
	if request.Body != nil && request.Body != http.NoBody {
		request.Body = &moving{request.Body, ctx, moved, func() {}}
	}
	answer, err := p.base.RoundTrip(request)
	if err != nil {
		if errors.Is(context.Cause(ctx), errStalled) {
			err = errStalled
		}
		stop()
		return nil, err
	}
	answer.Body = &moving{answer.Body, ctx, moved, stop}
	return answer, nil
}

// moving is a body that says when bytes of it move.
type moving struct {
	io.ReadCloser
	ctx           context.Context
	moved, closed func()
}

func (m *moving) Read(p []byte) (int, error) {
	n, err := m.ReadCloser.Read(p)
	if n > 0 {
		m.moved()
	}
	if err != nil && errors.Is(context.Cause(m.ctx), errStalled) {
		err = errStalled
	}
	return n, err
}

func (m *moving) Close() error {
	m.closed()
	return m.ReadCloser.Close()
}
