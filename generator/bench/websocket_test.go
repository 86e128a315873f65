package main

import (
	"bufio"
	"crypto/sha1"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// liveReload answers a handshake and a greeting, and then runs a script on the bare connection.
func liveReload(t *testing.T, script func(conn net.Conn, in *bufio.Reader)) string {
	t.Helper()
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, both, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		sum := sha1.Sum([]byte(r.Header.Get("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
		fmt.Fprintf(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: %s\r\n\r\n",
			base64.StdEncoding.EncodeToString(sum[:]))
		if greeting := masked(t, both.Reader); !strings.Contains(greeting, `"command":"hello"`) {
			t.Errorf("the greeting is %q", greeting)
		}
		fmt.Fprint(conn, plain(0x81, `{"command":"hello","serverName":"Hugo"}`))
		script(conn, both.Reader)
	}))
	t.Cleanup(host.Close)
	return host.URL
}

// plain is a frame as servers send it.
func plain(first byte, text string) string {
	head := []byte{first, byte(len(text))}
	if len(text) > 125 {
		head = []byte{first, 126, byte(len(text) >> 8), byte(len(text))}
	}
	return string(head) + text
}

// masked reads a short frame as clients send it.
func masked(t *testing.T, in io.Reader) string {
	head := make([]byte, 6)
	if _, err := io.ReadFull(in, head); err != nil || head[1]&0x80 == 0 {
		t.Error("no masked frame has come: ", err)
		return ""
	}
	data := make([]byte, head[1]&0x7f)
	if _, err := io.ReadFull(in, data); err != nil {
		t.Error(err)
	}
	for i := range data {
		data[i] ^= head[2+i%4]
	}
	return string(data)
}

func TestLiveReload(t *testing.T) {
	reload := `{"command":"reload","path":"/x.js"}`
	origin := liveReload(t, func(conn net.Conn, in *bufio.Reader) {
		fmt.Fprint(conn, plain(0x89, "still there?"))
		if pong := masked(t, in); pong != "still there?" {
			t.Errorf("the ping was answered with %q", pong)
		}
		fmt.Fprint(conn, plain(0x81, `{"command":"alert"}`))              // not about the page
		fmt.Fprint(conn, plain(0x81, reload))                             // in one frame
		fmt.Fprint(conn, plain(0x01, reload[:9])+plain(0x80, reload[9:])) // in two
		fmt.Fprint(conn, plain(0x81, reload+strings.Repeat(" ", 400)))    // in a long one
		fmt.Fprint(conn, plain(0x88, ""))                                 // good bye
		fmt.Fprint(conn, plain(0x81, reload))                             // too late
	})
	events, err := listenToHugo(origin)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for range events {
		n++
	}
	if n != 3 {
		t.Errorf("%d events have come, want 3", n)
	}
}

func TestNoWebSocket(t *testing.T) {
	host := httptest.NewServer(http.NotFoundHandler())
	defer host.Close()
	if _, err := listenToHugo(host.URL); err == nil {
		t.Error("a server that knows no WebSocket is taken for one")
	}
}

func TestTooLongMessage(t *testing.T) {
	origin := liveReload(t, func(conn net.Conn, _ *bufio.Reader) {
		fmt.Fprint(conn, "\x81\x7f\x7f\xff\xff\xff\xff\xff\xff\xff")
	})
	events, err := listenToHugo(origin)
	if err != nil {
		t.Fatal(err)
	}
	for range events {
		t.Error("an event of a message that is too long")
	}
}
