package main

import (
	"context"
	"errors"
	"io"
	"net"
	"sync/atomic"
)

// proxy stands before a server and counts what goes through.
type proxy struct {
	listener net.Listener
	server   string
	up, down atomic.Int64
}

// newProxy listens on a free port of this machine, until it is closed.
func newProxy(ctx context.Context, server string) (*proxy, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &proxy{listener: listener, server: server}
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			go p.pass(client)
		}
	}()
	return p, nil
}

// pass carries bytes both ways until both ends have nothing more to say.
func (p *proxy) pass(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("tcp", p.server)
	if err != nil {
		return
	}
	defer server.Close()
	done := make(chan struct{})
	go func() {
		_, _ = io.Copy(&counting{server, &p.up}, client)
		_ = server.(*net.TCPConn).CloseWrite()
		close(done)
	}()
	_, _ = io.Copy(&counting{client, &p.down}, server)
	_ = client.(*net.TCPConn).CloseWrite()
	<-done
}

func (p *proxy) address() string { return p.listener.Addr().String() }

// traffic returns how many bytes have gone to the server and come back; none where there is no proxy.
func (p *proxy) traffic() (up, down int64) {
	if p == nil {
		return 0, 0
	}
	return p.up.Load(), p.down.Load()
}

// Close lets nobody in any more.
func (p *proxy) Close() error {
	err := p.listener.Close()
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

// counting counts what is written through it.
type counting struct {
	io.Writer
	count *atomic.Int64
}

// Write writes.
func (c *counting) Write(p []byte) (int, error) {
	n, err := c.Writer.Write(p)
	c.count.Add(int64(n))
	return n, err
}
