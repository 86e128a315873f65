package serve_test

import (
	"context"
	"net"
	"net/http"
	"strings"
	"testing"

	"stillpoint/generator/serve"
)

func home() files { return files{"index.html": page("", "home"), "a.css": "body{}"} }

func TestHosts(t *testing.T) {
	s := newServer(t, serve.Options{Hosts: []string{"my-mac.local"}})
	s.Show(home().result())
	tests := map[string]int{
		"localhost": 200, "LOCALHOST:8080": 200, "a.localhost:1": 200, "127.0.0.1:8080": 200, "127.8.9.1": 200, "[::1]:8080": 200, "[::1]": 200,
		"my-mac.local:8080": 200, "192.168.1.5:8080": 200, // the address of the connection
		"192.168.1.6:8080": 421, "evil.example": 421, "evil.example:8080": 421, "localhost.evil.example": 421, "127.0.0.1.evil.example": 421,
		"evillocalhost": 421, "localhost:x": 421, "0.0.0.0:8080": 421, "": 400,
	}
	for host, want := range tests {
		r := request(http.MethodGet, "/")
		r = r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, &net.TCPAddr{IP: net.IPv4(192, 168, 1, 5), Port: 8080}))
		r.Host = host
		if w := ask(s, r); w.Code != want || want != 200 && strings.Contains(w.Body.String(), "home") {
			t.Errorf("host %q: %d, want %d", host, w.Code, want)
		}
	}
}

func TestOrigins(t *testing.T) {
	tests := []struct {
		name string
		head []string
		want int
	}{
		{"own origin", []string{"Origin", "http://localhost:8080"}, 200},
		{"another", []string{"Origin", "http://evil.example"}, 403},
		{"another port", []string{"Origin", "http://localhost:8081"}, 403},
		{"another scheme", []string{"Origin", "https://localhost:8080"}, 403},
		{"null", []string{"Origin", "null"}, 403},
		{"two", []string{"Origin", "http://localhost:8080", "Origin", "http://evil.example"}, 403},
		{"fetched by itself", []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "cors"}, 200},
		{"typed", []string{"Sec-Fetch-Site", "none", "Sec-Fetch-Mode", "navigate"}, 200},
		{"link of another site", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200},
		{"frame of another site", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}, 403},
		{"script of another site", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "script"}, 403},
		{"picture of another port", []string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image"}, 403},
	}
	s := serving(t, home())
	for _, test := range tests {
		for _, target := range []string{"/", "/a.css", "/.stillpoint/live.js"} {
			w := get(s, target, test.head...)
			if w.Code != test.want {
				t.Errorf("%s, %s: %d, want %d", test.name, target, w.Code, test.want)
			}
			for name := range w.Header() {
				if strings.HasPrefix(name, "Access-Control-") {
					t.Errorf("%s, %s: %s is sent", test.name, target, name)
				}
			}
		}
		if w := get(s, "/.stillpoint/events?page=x", test.head...); (w.Code == 403) != (test.want == 403) {
			t.Errorf("%s: the stream says %d", test.name, w.Code)
		}
	}
}

func TestTargets(t *testing.T) {
	s := serving(t, home())
	tests := map[string]int{
		"/a.css": 200, "http://localhost:8080/a.css": 200,
		"http://evil.example/a.css": 421, "https://localhost:8080/a.css": 400,
		"/..%2fa.css": 400, "/%2E%2e/a.css": 400, "/a%2ecss": 400, "/x%5c..%5ca.css": 400, `/x\a.css`: 400, "/a.css%00": 400,
		"//evil.example/a.css": 400, "//": 400,
	}
	address := start(t, s)
	for target, want := range tests {
		if got := raw(t, address, "GET "+target+" HTTP/1.1\r\nHost: localhost:8080\r\nConnection: close\r\n\r\n"); got != want {
			t.Errorf("%s: %d, want %d", target, got, want)
		}
	}
	others := map[string]int{
		"CONNECT localhost:8080 HTTP/1.1\r\nHost: localhost:8080\r\n\r\n":                     400,
		"GET * HTTP/1.1\r\nHost: localhost:8080\r\n\r\n":                                      400,
		"OPTIONS * HTTP/1.1\r\nHost: localhost:8080\r\n\r\n":                                  400,
		"GET / HTTP/1.0\r\n\r\n":                                                              400,
		"GET / HTTP/1.1\r\n\r\n":                                                              400,
		"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n":                                        421,
		"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello":                 413,
		"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n":    413,
		"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + strings.Repeat("x", 64<<10) + "\r\n\r\n": 431,
	}
	for text, want := range others {
		if got := raw(t, address, text); got != want {
			t.Errorf("%.40q: %d, want %d", text, got, want)
		}
	}
}

func TestMethods(t *testing.T) {
	s := serving(t, home())
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"} {
		w := ask(s, request(method, "/"))
		if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d, Allow %q", method, w.Code, w.Header().Get("Allow"))
		}
	}
}

func TestToken(t *testing.T) {
	s := newServer(t, serve.Options{Token: "s3cret"})
	s.Show(home().result())
	tests := []struct {
		name, from, target, cookie string
		status                     int
		location                   string
	}{
		{"this machine", local, "/", "", 200, ""},
		{"this machine, IPv6", "[::1]:9", "/", "", 200, ""},
		{"stranger", stranger, "/", "", 403, ""},
		{"stranger at the script", stranger, "/.stillpoint/live.js", "", 403, ""},
		{"stranger at the stream", stranger, "/.stillpoint/events?page=/", "", 403, ""},
		{"wrong", stranger, "/?token=s3cres", "", 403, ""},
		{"empty", stranger, "/?token=", "", 403, ""},
		{"right", stranger, "/a.css?x=1&token=s3cret", "", 303, "/a.css?x=1"},
		{"cookie", stranger, "/", "stillpoint-8080=s3cret", 200, ""},
		{"wrong cookie", stranger, "/", "stillpoint-8080=s3cre", 403, ""},
		{"cookie of another port", stranger, "/", "stillpoint-8081=s3cret", 403, ""},
		{"wrong token beside a cookie", stranger, "/?token=x", "stillpoint-8080=s3cret", 403, ""},
		{"no way to another host", stranger, "//evil.example/?token=s3cret", "", 400, ""},
	}
	for _, test := range tests {
		r := request(http.MethodGet, test.target)
		r.RemoteAddr = test.from
		r.Host = "localhost:8080"
		if test.cookie != "" {
			r.Header.Set("Cookie", test.cookie)
		}
		w := ask(s, r)
		if w.Code != test.status || w.Header().Get("Location") != test.location {
			t.Errorf("%s: %d to %q", test.name, w.Code, w.Header().Get("Location"))
		}
		cookie := w.Header().Get("Set-Cookie")
		if want := "stillpoint-8080=s3cret; Path=/; HttpOnly; SameSite=Lax"; (test.status == 303) != (cookie == want) {
			t.Errorf("%s: cookie %q", test.name, cookie)
		}
	}
}

func TestStrangersLearnNothingOfTheFolder(t *testing.T) {
	s := newServer(t, serve.Options{})
	address := start(t, s, from(stranger))
	s.Show(failed())
	w := request(http.MethodGet, "/")
	w.RemoteAddr = stranger
	if text := ask(s, w).Body.String(); strings.Contains(text, root) || !strings.Contains(text, "unknown field") {
		t.Errorf("the page says %s", text)
	}
	s.ShowFrom(home().result(), origins)
	s.ShowFrom(failed(), origins)
	report := open(t, address, "/", "").event(t, "report")
	if strings.Contains(report, root) || strings.Contains(report, "vscode:") || !strings.Contains(report, "content/index.md") {
		t.Errorf("the stream says %s", report)
	}
	near := start(t, s)
	if report := open(t, near, "/", "").event(t, "report"); !strings.Contains(report, "vscode://file"+root+"/content/a.md:7:3") {
		t.Errorf("on this machine the stream says %s", report)
	}
}
