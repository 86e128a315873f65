package bucket_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/bucket"
	"stillpoint/generator/deploy/buckettest"
)

const (
	keyID  = buckettest.ID
	secret = buckettest.Secret
	pail   = buckettest.Bucket
)

// gateway is a real server of buckets.
type gateway struct{ *buckettest.Gateway }

func start(t testing.TB) *gateway {
	t.Helper()
	return &gateway{buckettest.Start(t)}
}

// open opens a folder of the bucket.
func (g *gateway) open(t testing.TB, folder string, change ...func(*bucket.Options)) *bucket.Remote {
	t.Helper()
	o := bucket.Options{Credentials: key, Settle: 50 * time.Millisecond}
	for _, c := range change {
		c(&o)
	}
	r, err := bucket.Open(g.To(folder), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func key() (string, string, string, error) { return keyID, secret, "", nil }

// client returns another client of the same server: what an owner of the bucket may do besides.
func (g *gateway) client(t testing.TB) *minio.Client {
	t.Helper()
	c, err := minio.New(strings.TrimPrefix(g.Address, "http://"), &minio.Options{Creds: credentials.NewStaticV4(keyID, secret, ""), Region: "us-east-1"})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// get asks as a browser would, with an address that is signed, and returns what comes.
func (g *gateway) get(t testing.TB, name string) (http.Header, []byte) {
	t.Helper()
	u, err := g.client(t).PresignedGetObject(t.Context(), pail, name, time.Minute, nil)
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, u.String(), nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Encoding", "identity") // what is kept packed is to be seen as it is
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %v\n%s", name, answer.StatusCode, err, data)
	}
	return answer.Header, data
}

// object returns an object of some bytes.
func object(name string, data []byte) deploy.Object {
	return deploy.Object{
		Name: name, Size: int64(len(data)), Digest: digest(data), Type: "text/html; charset=utf-8", Cache: "public, max-age=300",
		Open: func() (io.ReadSeekCloser, error) { return closer{bytes.NewReader(data)}, nil },
	}
}

type closer struct{ *bytes.Reader }

func (closer) Close() error { return nil }

func put(t testing.TB, r deploy.Remote, name string, data []byte) deploy.Entry {
	t.Helper()
	e, err := r.Put(context.Background(), object(name, data))
	if err != nil {
		t.Fatal(err)
	}
	return e
}
