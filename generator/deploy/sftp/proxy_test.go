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

	bytes  atomic.Int64         // in both directions
	silent atomic.Bool          // nothing passes, and nothing ends
	again  func(cuts int) int64 // how many bytes pass until the next cut, by how many there were; nil for all

	mu    sync.Mutex
	left  int64 // bytes until all connections are cut; below 0 for never
	cuts  int
	conns map[net.Conn]bool // those that are not cut
	made  int
}

func startProxy(t testing.TB, s *server, latency time.Duration) *proxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{port: listener.Addr().(*net.TCPAddr).Port, to: s.addr(), latency: latency, left: -1, conns: map[net.Conn]bool{}}
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
	p.conns[from], p.conns[to] = true, true
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
		if _, err := to.Write(p.allow(to, parcel.data)); err != nil && err != io.EOF {
			_ = from.Close()
		}
	}
}

// allow returns what may pass of some bytes. Where that is not all, all connections are cut. What those still had on their way counts for nothing
// that is to come.
func (p *proxy) allow(to net.Conn, data []byte) []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.conns[to] {
		return nil
	}
	p.bytes.Add(int64(len(data)))
	if p.left < 0 || int64(len(data)) <= p.left {
		if p.left >= 0 {
			p.left -= int64(len(data))
		}
		return data
	}
	_, _ = to.Write(data[:p.left])
	p.close()
	p.cuts++
	if p.left = -1; p.again != nil {
		p.left = p.again(p.cuts)
	}
	return nil
}

// pending sets how many bytes pass until the next cut; below 0 for all.
func (p *proxy) pending(left int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.left = left
}

func (p *proxy) times() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.cuts
}

// cut ends all connections at once.
func (p *proxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.close()
}

func (p *proxy) close() {
	for conn := range p.conns {
		_ = conn.Close()
	}
	clear(p.conns)
}

func (p *proxy) connections() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.made
}
