package serve_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"stillpoint/generator/serve"
)

const soon, hours = 50 * time.Millisecond, 10 * time.Hour

// unhurried limits end nothing by themselves; a test sets the one that it is about.
func unhurried() serve.Limits {
	return serve.Limits{ReadHeader: hours, Read: hours, Write: hours, Idle: hours, Heartbeat: hours}
}

func bounded(t *testing.T, l serve.Limits, f files) *serve.Server {
	t.Helper()
	s := newServer(t, serve.Options{Limits: l})
	s.Show(f.result())
	return s
}

func TestSlowHeadersAreCutOff(t *testing.T) {
	limits := unhurried()
	limits.ReadHeader = soon
	c := dial(t, start(t, bounded(t, limits, home())))
	if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: local"); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(c); err != nil {
		t.Errorf("the connection stays open: %v", err)
	}
}

func TestIdleConnectionsAreClosed(t *testing.T) {
	limits := unhurried()
	limits.Idle = soon
	c := dial(t, start(t, bounded(t, limits, home())))
	if _, err := io.WriteString(c, "GET /a.css HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(c); err != nil || !strings.HasSuffix(string(text), "body{}") {
		t.Errorf("%s, %v", text, err)
	}
}

func TestClientsThatNeverReadAreCutOff(t *testing.T) {
	limits := unhurried()
	limits.Write = soon
	connections := &counter{closed: make(chan struct{}, 10)}
	s := bounded(t, limits, files{"big.bin": strings.Repeat("x", 32<<20)})
	c := dial(t, start(t, s, connections.on))
	if _, err := io.WriteString(c, "GET /big.bin HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	select {
	case <-connections.closed:
	case <-time.After(patience):
		t.Error("the server waits on")
	}
}

// A stream outlives the time for reading a request, and each of its signs of life has
// the whole time for writing.
func TestStreamsLast(t *testing.T) {
	limits := unhurried()
	limits.Read, limits.ReadHeader, limits.Write, limits.Heartbeat = soon, soon, 8*soon, soon/2
	c := open(t, start(t, bounded(t, limits, home())), "/", "")
	c.event(t, "report")
	c.event(t, "reload")
	for range 30 {
		c.event(t, "")
	}
}

func TestStreamsOfStuckClientsEnd(t *testing.T) {
	limits := unhurried()
	limits.Write = soon
	connections := &counter{closed: make(chan struct{}, 10)}
	s := bounded(t, limits, home())
	c := dial(t, start(t, s, connections.on))
	if _, err := io.WriteString(c, "GET /.stillpoint/events?page=/ HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(patience)
	for i := 0; time.Now().Before(deadline); i++ {
		select {
		case <-connections.closed:
			return
		default:
			s.Show(home().result(warning(strings.Repeat("long words ", 100_000+i)))) // never waits
		}
	}
	t.Error("the stream goes on although nobody reads it")
}

func TestConnectionsAreBounded(t *testing.T) {
	limits := unhurried()
	limits.Connections = 2
	connections := &counter{closed: make(chan struct{}, 10)}
	address := start(t, bounded(t, limits, home()), connections.on)
	var streams []*client
	for range 2 {
		c := open(t, address, "/", "")
		c.event(t, "report")
		streams = append(streams, c)
	}
	third := dial(t, address)
	if _, err := io.WriteString(third, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	for _, c := range streams {
		c.close()
	}
	if text, err := io.ReadAll(third); err != nil || !strings.Contains(string(text), "home") {
		t.Errorf("%s, %v", text, err)
	}
	if most := connections.atMost(); most > 2 {
		t.Errorf("%d connections at once", most)
	}
}

func TestAThousandStreams(t *testing.T) {
	s := serving(t, home())
	address := start(t, s)
	before := runtime.NumGoroutine()
	var live []net.Conn
	for range 1000 {
		if c := dial(t, address); opens(t, c) {
			live = append(live, c)
		} else {
			c.Close()
		}
	}
	if len(live) != 64 {
		t.Errorf("%d streams are open", len(live))
	}
	if status := raw(t, address, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"); status != http.StatusOK {
		t.Errorf("a page gives %d", status)
	}
	for _, c := range live {
		c.Close()
	}
	eventually(t, "goroutines come back", func() bool { return runtime.NumGoroutine() <= before+5 })
	if c := open(t, address, "/", ""); c.status != http.StatusOK {
		t.Errorf("a new stream gives %d", c.status)
	}
}

// opens asks for a stream and reports whether it is granted.
func opens(t *testing.T, c net.Conn) bool {
	t.Helper()
	if _, err := io.WriteString(c, "GET /.stillpoint/events?page=/ HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	if status := response.StatusCode; status != http.StatusOK && status != http.StatusServiceUnavailable {
		t.Fatalf("status %d", status)
	}
	return response.StatusCode == http.StatusOK
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it never happens that %s", what)
		}
	}
}
