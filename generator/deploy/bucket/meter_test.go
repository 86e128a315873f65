package bucket_test

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
)

// meter is a server in front of another that counts what goes over the line.
type meter struct {
	*httptest.Server
	bytes   atomic.Int64
	open    atomic.Int64 // connections
	limit   atomic.Int64 // of bytes, at which something happens; 0 for none
	happens func()
	mu      sync.Mutex
	kinds   map[string]int
}

func measured(t testing.TB, g *gateway) *meter {
	t.Helper()
	to, err := url.Parse(g.address)
	if err != nil {
		t.Fatal(err)
	}
	m := &meter{kinds: map[string]int{}}
	proxy := &httputil.ReverseProxy{
		Transport: &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true},
		Rewrite:   func(r *httputil.ProxyRequest) { r.Out.URL.Scheme, r.Out.URL.Host = to.Scheme, to.Host },
	}
	proxy.ErrorLog = log.New(io.Discard, "", 0)
	m.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		kind := r.Method
		if r.URL.Query().Has("list-type") {
			kind = "LIST"
		}
		m.mu.Lock()
		m.kinds[kind]++
		m.mu.Unlock()
		proxy.ServeHTTP(w, r.WithContext(context.WithoutCancel(r.Context()))) // what has begun comes to its end, as on a server far away
	}))
	m.Listener = countingListener{m.Listener, m}
	m.Start()
	t.Cleanup(m.Close)
	return m
}

// take returns what was counted since the last time.
func (m *meter) take() (bytes int64, kinds map[string]int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	kinds, m.kinds = m.kinds, map[string]int{}
	return m.bytes.Swap(0), kinds
}

// count counts, and lets happen what happens at the limit.
func (m *meter) count(n int) {
	now, limit := m.bytes.Add(int64(n)), m.limit.Load()
	if limit > 0 && now >= limit && m.limit.CompareAndSwap(limit, 0) {
		m.happens()
	}
}

type countingListener struct {
	net.Listener
	m *meter
}

func (l countingListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err == nil {
		l.m.open.Add(1)
	}
	return &countingConn{c, l.m, sync.OnceValue(func() error {
		defer l.m.open.Add(-1)
		return c.Close()
	})}, err
}

type countingConn struct {
	net.Conn
	m     *meter
	close func() error
}

func (c *countingConn) Close() error { return c.close() }

func (c *countingConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.m.count(n)
	return n, err
}

func (c *countingConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.m.count(n)
	return n, err
}
