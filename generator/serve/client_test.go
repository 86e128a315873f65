package serve_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"stillpoint/generator"
)

func origins(output string) generator.Origin {
	return map[string]generator.Origin{"index.html": {Source: "content/index.md", State: "draft"}}[output]
}

// client is a browser's end of a stream.
type client struct {
	status int
	lines  *bufio.Scanner
	close  func()
}

// open opens a stream that ends with the test, or when patience does.
func open(t *testing.T, address, page, version string) *client {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	query := url.Values{"page": {page}, "version": {version}}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/.stillpoint/events?"+query.Encode(), nil)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	response, err := transport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	c := &client{status: response.StatusCode, lines: bufio.NewScanner(response.Body)}
	c.lines.Buffer(nil, 1<<20)
	c.close = func() {
		cancel()
		response.Body.Close()
		transport.CloseIdleConnections()
	}
	t.Cleanup(c.close)
	return c
}

// next returns the name and the data of the next event; a comment has no name.
func (c *client) next(t *testing.T) (name, data string) {
	t.Helper()
	for c.lines.Scan() {
		line := c.lines.Text()
		switch {
		case strings.HasPrefix(line, "event: "):
			name = line[len("event: "):]
		case strings.HasPrefix(line, "data: "):
			return name, line[len("data: "):]
		case strings.HasPrefix(line, ":"):
			return "", line
		}
	}
	t.Fatalf("the stream has ended: %v", c.lines.Err())
	return "", ""
}

// event returns the data of the next event, which must be of a name.
func (c *client) event(t *testing.T, want string) string {
	t.Helper()
	name, data := c.next(t)
	if name != want {
		t.Fatalf("event %q with %s, want %q", name, data, want)
	}
	return data
}

// raw sends bytes as they are and returns the status of the answer.
func raw(t *testing.T, address, text string) int {
	t.Helper()
	c := dial(t, address)
	go io.WriteString(c, text)
	response, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatalf("%.40q: %v", text, err)
	}
	response.Body.Close()
	return response.StatusCode
}

func dial(t *testing.T, address string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	return c
}

// from returns a listener whose clients seem to come from an address.
func from(address string) func(net.Listener) net.Listener {
	return func(l net.Listener) net.Listener { return &disguise{l, address} }
}

type disguise struct {
	net.Listener
	address string
}

func (d *disguise) Accept() (net.Conn, error) {
	c, err := d.Listener.Accept()
	if err != nil {
		return nil, err
	}
	remote, err := net.ResolveTCPAddr("tcp", d.address)
	return &disguised{c, remote}, err
}

type disguised struct {
	net.Conn
	remote net.Addr
}

func (d *disguised) RemoteAddr() net.Addr { return d.remote }

// counter is a listener that counts its connections.
type counter struct {
	net.Listener
	mu        sync.Mutex
	now, most int
	closed    chan struct{} // gets one for each connection that the server closes
}

// on makes c count the connections of a listener.
func (c *counter) on(l net.Listener) net.Listener {
	c.Listener = l
	return c
}

func (c *counter) Accept() (net.Conn, error) {
	conn, err := c.Listener.Accept()
	if err == nil {
		c.add(1)
	}
	return &counted{Conn: conn, counter: c}, err
}

func (c *counter) add(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now += n
	c.most = max(c.most, c.now)
}

func (c *counter) atMost() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.most
}

type counted struct {
	net.Conn
	counter *counter
	once    sync.Once
}

func (c *counted) Close() error {
	c.once.Do(func() {
		c.counter.add(-1)
		c.counter.closed <- struct{}{}
	})
	return c.Conn.Close()
}
