package bucket_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/bucket"
)

const (
	keyID  = "stillpoint"
	secret = "a-secret-of-tests"
	pail   = "still-waters" // the bucket of most tests
)

// gateway is a real server of buckets, versitygw, over a folder. It is only there while a test runs.
type gateway struct {
	address string // http://127.0.0.1:PORT
	folder  string // of buckets
}

// program returns the path of the server, which .ci/run installs.
func program(t testing.TB) string {
	t.Helper()
	if found, err := exec.LookPath("versitygw"); err == nil {
		return found
	}
	out, err := exec.Command("go", "env", "GOPATH").Output()
	if err != nil {
		t.Fatal(err)
	}
	found := filepath.Join(strings.TrimSpace(string(out)), "bin", "versitygw")
	if _, err := os.Stat(found); err == nil {
		return found
	}
	if os.Getenv("STILLPOINT_REQUIRE_TOOLS") != "" {
		t.Fatal("versitygw is not installed; .ci/run says how it is")
	}
	t.Skip("versitygw is not installed")
	return ""
}

// start starts a server with one bucket. File systems without extended attributes get a folder of their own for what is known of objects.
func start(t testing.TB) *gateway {
	t.Helper()
	file := program(t)
	g := &gateway{folder: t.TempDir()}
	if err := os.Mkdir(filepath.Join(g.folder, pail), 0o755); err != nil {
		t.Fatal(err)
	}
	sidecar := t.TempDir()
	for _, more := range [][]string{nil, {"--sidecar", sidecar}, {"--sidecar", sidecar}} {
		if g.run(t, file, more) {
			return g
		}
	}
	t.Fatal("versitygw does not start")
	return nil
}

func (g *gateway) run(t testing.TB, file string, more []string) bool {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().String()
	listener.Close()
	command := exec.Command(file, append(append([]string{"--quiet", "--port", port, "posix"}, more...), g.folder)...)
	command.Env = append(os.Environ(), "ROOT_ACCESS_KEY="+keyID, "ROOT_SECRET_KEY="+secret)
	var says bytes.Buffer
	command.Stdout, command.Stderr = &says, &says
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	over := make(chan error, 1)
	go func() { over <- command.Wait() }()
	t.Cleanup(func() { command.Process.Kill() })
	for {
		if answer, err := http.Get("http://" + port); err == nil {
			answer.Body.Close()
			g.address = "http://" + port
			return true
		}
		select {
		case <-over:
			t.Logf("versitygw is over: %s", says.String())
			return false
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// to returns the address of a folder of the bucket.
func (g *gateway) to(folder string) string {
	return "s3://" + pail + "/" + folder + "?endpoint=" + g.address
}

// open opens a folder of the bucket.
func (g *gateway) open(t testing.TB, folder string, change ...func(*bucket.Options)) *bucket.Remote {
	t.Helper()
	o := bucket.Options{Credentials: key, Settle: 50 * time.Millisecond}
	for _, c := range change {
		c(&o)
	}
	r, err := bucket.Open(g.to(folder), o)
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
	c, err := minio.New(strings.TrimPrefix(g.address, "http://"), &minio.Options{Creds: credentials.NewStaticV4(keyID, secret, ""), Region: "us-east-1"})
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
