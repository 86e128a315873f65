package sftp_test

import (
	"bytes"
	"io"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

type urlPath struct{ path string }

func (u *urlPath) escaped() string { return (&url.URL{Path: u.path}).EscapedPath() }

// proxy passes connections on to a server. It counts bytes, and can be slow, silent, or cut.
type proxy struct {
	port    int
	to      string
	latency time.Duration // of a round trip

	bytes  atomic.Int64 // in both directions
	left   atomic.Int64 // until all connections are cut; below 0 for never
	silent atomic.Bool  // nothing passes, and nothing ends
	again  func() int64 // what left is after a cut; nil for never
	cuts   atomic.Int64

	mu    sync.Mutex
	conns []net.Conn
	made  int
}

func startProxy(t testing.TB, s *server, latency time.Duration) *proxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{port: listener.Addr().(*net.TCPAddr).Port, to: s.addr(), latency: latency}
	p.left.Store(-1)
	t.Cleanup(func() {
		_ = listener.Close()
		p.cut()
	})
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go p.pass(conn)
		}
	}()
	return p
}

func (p *proxy) pass(from net.Conn) {
	to, err := net.Dial("tcp", p.to)
	if err != nil {
		_ = from.Close()
		return
	}
	p.mu.Lock()
	p.conns = append(p.conns, from, to)
	p.made++
	p.mu.Unlock()
	var both sync.WaitGroup
	both.Go(func() { p.copy(from, to) })
	both.Go(func() { p.copy(to, from) })
	both.Wait()
}

type parcel struct {
	due  time.Time
	data []byte
}

// copy passes bytes on, half of the latency later.
func (p *proxy) copy(from, to net.Conn) {
	parcels := make(chan parcel, 4096)
	go func() {
		data := make([]byte, 64<<10)
		for {
			n, err := from.Read(data)
			if n > 0 {
				parcels <- parcel{time.Now().Add(p.latency / 2), bytes.Clone(data[:n])}
			}
			if err != nil {
				close(parcels)
				return
			}
		}
	}()
	defer to.Close()
	for parcel := range parcels {
		if p.silent.Load() {
			continue
		}
		if p.latency > 0 {
			time.Sleep(time.Until(parcel.due))
		}
		n := len(parcel.data)
		p.bytes.Add(int64(n))
		if p.left.Load() >= 0 {
			if left := p.left.Add(-int64(n)); left < 0 {
				_, _ = to.Write(parcel.data[:max(0, int64(n)+left)])
				p.left.Store(-1)
				p.cut()
				p.cuts.Add(1)
				if p.again != nil {
					p.left.Store(p.again())
				}
				continue
			}
		}
		if _, err := to.Write(parcel.data); err != nil && err != io.EOF {
			_ = from.Close()
		}
	}
}

// cut ends all connections at once.
func (p *proxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, conn := range p.conns {
		_ = conn.Close()
	}
	p.conns = nil
}

func (p *proxy) connections() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.made
}
