package main

import (
	"bytes"
	"io"
	"net"
	"regexp"
	"testing"
)

// TestPublishing measures publications to a folder, beside a copy.
func TestPublishing(t *testing.T) {
	var out bytes.Buffer
	err := run(t.Context(), []string{
		"-pages", "200", "-runs", "1", "-work", t.TempDir(), "-publish", "{work}/online", "-rival", "cp -a {public}/. {work}/rival",
	}, &out)
	if err != nil {
		t.Fatal(err, out.String())
	}
	for _, want := range []string{
		`^\d+ files, published to \{work\}/online\n`, `(?m)^ +first +stillpoint +\d\d\d +\d+ +\d+ +- +- +\d`, `(?m)^ +1% changed +stillpoint +\d +\d+ +\d+ +- `,
		`(?m)^ +unchanged +stillpoint +- +- +4 +- `, `(?m)^ +first +cp +- +- +- +- +- +\d+\.\d`,
	} {
		if !regexp.MustCompile(want).MatchString(out.String()) {
			t.Errorf("the report does not say %q:\n%s", want, out.String())
		}
	}
}

// TestProxy counts what goes either way.
func TestProxy(t *testing.T) {
	server, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	go func() {
		for {
			c, err := server.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				_, _ = io.Copy(c, c)
				_, _ = c.Write([]byte("!"))
			}()
		}
	}()
	p, err := newProxy(t.Context(), server.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	client, err := net.Dial("tcp", p.address())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	_, _ = client.Write([]byte("hello"))
	_ = client.(*net.TCPConn).CloseWrite()
	if back, err := io.ReadAll(client); err != nil || string(back) != "hello!" {
		t.Errorf("%q, %v", back, err)
	}
	if up, down := p.traffic(); up != 5 || down != 6 {
		t.Errorf("%d up, %d down", up, down)
	}
}
