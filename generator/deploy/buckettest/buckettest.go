// Package buckettest starts a real server of buckets for tests: versitygw, which speaks the protocol of S3 and keeps objects as files of a folder.
package buckettest

import (
	"bytes"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The key of the server, and its bucket.
const (
	ID     = "stillpoint"
	Secret = "a-secret-of-tests"
	Bucket = "still-waters"
)

// Gateway is a server of buckets over a folder. It is there as long as the test that has started it.
type Gateway struct {
	Address string // http://127.0.0.1:PORT
	Folder  string // in which each bucket is a folder, and each object a file
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

// Start starts a server with one bucket. The test is skipped where it is not installed, unless STILLPOINT_REQUIRE_TOOLS is set. File systems without extended attributes get a folder of their own for what is known of objects.
func Start(t testing.TB) *Gateway {
	t.Helper()
	file := program(t)
	g := &Gateway{Folder: t.TempDir()}
	if err := os.Mkdir(filepath.Join(g.Folder, Bucket), 0o755); err != nil {
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

func (g *Gateway) run(t testing.TB, file string, more []string) bool {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().String()
	listener.Close()
	command := exec.Command(file, append(append([]string{"--quiet", "--port", port, "posix"}, more...), g.Folder)...)
	command.Env = append(os.Environ(), "ROOT_ACCESS_KEY="+ID, "ROOT_SECRET_KEY="+Secret)
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
			g.Address = "http://" + port
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

// To returns the address of a folder of the bucket.
func (g *Gateway) To(folder string) string {
	return "s3://" + Bucket + "/" + folder + "?endpoint=" + g.Address
}
