package serve_test

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"stillpoint/generator/serve"
)

func TestServeStops(t *testing.T) {
	s := serving(t, files{"index.html": page("", "home")})
	address := start(t, s)
	open(t, address, "/", "").event(t, "report")
	response, err := http.Get("http://" + address + "/")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(response.Body)
	response.Body.Close()
	if err != nil || !strings.Contains(string(text), "home") {
		t.Errorf("%s, %v", text, err)
	}
	// The end of the test stops the server, with the stream open.
}

func TestServeTellsOfABrokenListener(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	if err := newServer(t, serve.Options{}).Serve(t.Context(), l); err == nil {
		t.Error("no error")
	}
}
