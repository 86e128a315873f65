package bucket

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"slices"
	"time"

	"github.com/minio/minio-go/v7"

	"stillpoint/generator/deploy"
)

// Create writes a small object that must not be there yet; the error wraps fs.ErrExist where it is. The server is asked to keep a second writer out (If-None-Match,
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html). Some servers refuse such a request, and some do as if it had not been
// asked. So it is asked a second time, which must be refused. Where it is not, writers wait for each other, and the last one has it; [Remote.Caveat] then says so.
func (r *Remote) Create(ctx context.Context, name string, data []byte) error {
	// Asked with GET, since what a server says against HEAD has no words.
	_, err := r.Read(ctx, name)
	if err == nil {
		return fmt.Errorf("%s: %w", name, fs.ErrExist)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	err = r.write(ctx, name, data, !r.shared.Load())
	switch {
	case unconditional(err):
		if err := r.write(ctx, name, data, false); err != nil {
			return r.explain(ctx, err)
		}
		r.shared.Store(true)
	case taken(err):
		return fmt.Errorf("%s: %w", name, fs.ErrExist)
	case err != nil:
		return r.explain(ctx, err)
	case !r.shared.Load() && !r.exclusive.Load():
		if err := r.prove(ctx, name, data); err != nil {
			return err
		}
	}
	if r.exclusive.Load() {
		return nil
	}
	return r.outlast(ctx, name, data)
}

// write sends a small object of ours.
func (r *Remote) write(ctx context.Context, name string, data []byte, only bool) error {
	options := fields(deploy.Object{Type: "application/json", Cache: "no-store"})
	if only {
		options.SetMatchETagExcept("*")
	}
	s := sumOf(data)
	info, err := r.core.PutObject(ctx, r.bucket, r.prefix+name, bytes.NewReader(data), int64(len(data)), s.content(), hex.EncodeToString(s.sha256), options)
	if err == nil {
		r.calibrate(info.ETag, s)
	}
	return err
}

// prove finds out what a success was worth: the same request, made again, must fail.
func (r *Remote) prove(ctx context.Context, name string, data []byte) error {
	switch err := r.write(ctx, name, data, true); {
	case taken(err):
		r.exclusive.Store(true)
	case err != nil:
		return r.explain(ctx, err)
	default:
		r.shared.Store(true)
	}
	return nil
}

// outlast waits until whoever looked before us must have written, and then looks whose object it is.
func (r *Remote) outlast(ctx context.Context, name string, data []byte) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(r.settle):
	}
	there, err := r.Read(ctx, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if !bytes.Equal(there, data) {
		return fmt.Errorf("%s: %w", name, fs.ErrExist)
	}
	return nil
}

// Caveat returns what the server cannot do, in a sentence for people, as far as it has shown yet; "" where there is nothing to say.
func (r *Remote) Caveat() string {
	if !r.shared.Load() {
		return ""
	}
	return fmt.Sprintf("The server at %s cannot keep a second writer out (If-None-Match). Two publications that begin within %v of each other may both believe to be alone; let only one run at a time.", r.endpoint.Host, r.settle)
}

// taken tells that a condition has kept a request out.
func taken(err error) bool {
	return err != nil && minio.ToErrorResponse(err).StatusCode == http.StatusPreconditionFailed
}

// unconditional tells that a server does not know of conditions, and says so.
func unconditional(err error) bool {
	if err == nil {
		return false
	}
	answer := minio.ToErrorResponse(err)
	return answer.StatusCode == http.StatusNotImplemented ||
		answer.StatusCode == http.StatusBadRequest && slices.Contains([]string{"InvalidArgument", "InvalidRequest", "NotImplemented", "UnsupportedHeader"}, answer.Code)
}
