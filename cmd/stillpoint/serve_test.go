package main

import (
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"rsc.io/qr"
)

// patience is how long a script waits for what must come: a busy machine is slow, and what
// never comes is a failure all the same.
const patience = 30 * time.Second

// await waits until a file, or the page at an address that begins with a slash, has a text that matches. The
// server's own address is read from the file “log”.
func await(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: await FILE|/ADDRESS PATTERN")
	}
	pattern := regexp.MustCompile("(?m)" + args[1])
	var text string
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		text = look(ts, args[0])
		if pattern.MatchString(text) != neg {
			return
		}
	}
	ts.Fatalf("waited in vain for %q in %s, which is\n%s", args[1], args[0], text)
}

func look(ts *testscript.TestScript, name string) string {
	if !strings.HasPrefix(name, "/") {
		data, _ := os.ReadFile(ts.MkAbs(name))
		return string(data)
	}
	address := serving().FindString(look(ts, "log"))
	if address == "" {
		return ""
	}
	response, err := http.Get(address + name)
	if err != nil {
		return err.Error()
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	ts.Check(err)
	return response.Status + "\n" + string(body)
}

func serving() *regexp.Regexp { return regexp.MustCompile(`http://localhost:\d+`) }

// occupy takes a port that is free, for as long as the script runs, and keeps it in $PORT.
func occupy(ts *testscript.TestScript, _ bool, _ []string) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { l.Close() })
	_, port, err := net.SplitHostPort(l.Addr().String())
	ts.Check(err)
	ts.Setenv("PORT", port)
}

// TestQRCode reads a drawn code back, module by module.
func TestQRCode(t *testing.T) {
	const text = "http://192.168.1.20:4040/?token=ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	var drawn strings.Builder
	printCode(&drawn, text, true)
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile(`\x1b\[30;107m(.*)\x1b\[0m`).FindAllStringSubmatch(drawn.String(), -1)
	if len(rows) != (code.Size+2*quiet+1)/2 {
		t.Fatalf("%d rows for %d modules", len(rows), code.Size)
	}
	for i, row := range rows {
		for j, half := range []rune(row[1]) {
			x, y := j-quiet, 2*i-quiet
			upper, lower := half == '█' || half == '▀', half == '█' || half == '▄'
			if upper != code.Black(x, y) || lower != code.Black(x, y+1) {
				t.Fatalf("the module at %d, %d is wrong", x, y)
			}
		}
	}
}

func TestDesktop(t *testing.T) {
	for goos, want := range map[string]string{"linux": "xdg-open", "freebsd": "xdg-open", "darwin": "open", "windows": "rundll32 url.dll,FileProtocolHandler"} {
		name, arguments := desktop(goos)
		if got := strings.Join(append([]string{name}, arguments...), " "); got != want {
			t.Errorf("on %s: %s", goos, got)
		}
	}
}

// TestListen binds to loopback alone unless it is told otherwise, and takes the next port when one is taken.
func TestListen(t *testing.T) {
	here, err := serveFlags{host: "localhost"}.listen()
	if err != nil {
		t.Fatal(err)
	}
	defer here.close()
	if !here.private() || here.token != "" || here.lan != "" {
		t.Errorf("%+v is not private", here)
	}
	for _, l := range here.listeners {
		if !l.Addr().(*net.TCPAddr).IP.IsLoopback() {
			t.Errorf("listens on %v", l.Addr())
		}
	}
	next, err := serveFlags{host: "localhost", port: here.port}.listen()
	if err != nil {
		t.Fatal(err)
	}
	defer next.close()
	if next.port <= here.port || next.wanted != here.port {
		t.Errorf("port %d after %d", next.port, here.port)
	}
	lan, err := serveFlags{host: "localhost", lan: true}.listen()
	if err != nil {
		t.Fatal(err)
	}
	defer lan.close()
	another, err := serveFlags{host: "0.0.0.0"}.listen()
	if err != nil {
		t.Fatal(err)
	}
	defer another.close()
	if len(lan.token) < 26 || len(another.token) < 26 || lan.token == another.token {
		t.Errorf("tokens %q and %q", lan.token, another.token)
	}
}
