package serve

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Addresses of the server's own, at the root of the host whatever the base path of the site.
const (
	ownPath    = "/.stillpoint/"
	scriptPath = ownPath + "live.js"
	eventsPath = ownPath + "events"
)

func (s *Server) serveHTTP(w http.ResponseWriter, r *http.Request) {
	s.extendWrite(w)
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if refusal := s.guard(r); refusal != nil {
		refusal.send(w)
		return
	}
	if s.greet(w, r) {
		return
	}
	switch {
	case r.URL.Path == scriptPath:
		s.script.serve(w, r)
	case r.URL.Path == eventsPath:
		s.stream(w, r)
	default:
		s.servePage(w, r)
	}
}

// servePage answers with what the newest edition has for the address.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	e, _ := s.hub.current()
	a := e.answer(r.URL.Path, r.URL.RawQuery)
	own := ownAddresses(r)
	e.copyHeaders(w.Header(), r.URL.Path, own, s.script)
	if a.location != "" {
		w.Header().Set("Location", a.location)
		w.WriteHeader(a.status)
		return
	}
	if e.has(a.name + mapEnding) {
		w.Header().Set("SourceMap", path.Base(a.name)+mapEnding)
	}
	if a.isHTML() {
		text := s.clean(a, r)
		a.body = inject(text, injection{s.script, own, e.view(a, r.URL).version(), letFetch(w.Header().Values(policyHeader)...)})
		a.digest = digest(a.body)
	}
	send(w, r, a.complete())
}

// mapEnding ends the name of a source map, behind that of its style sheet or script. Developer tools learn of it by a header (tc39.es/ecma426), so that
// the file itself is what will be published.
const mapEnding = ".map"

// clean returns the text of a page. A page that the server made up tells clients on
// the network nothing of the folders of this machine.
func (s *Server) clean(a answer, r *http.Request) []byte {
	if a.name != "" || fromThisMachine(r) {
		return a.body
	}
	return []byte(s.editor.withoutRoot(string(a.body)))
}

// send writes an answer that has a body.
func send(w http.ResponseWriter, r *http.Request, a answer) {
	header := w.Header()
	header.Set("Content-Type", a.kind)
	header.Set("ETag", strconv.Quote(a.digest))
	if a.status == http.StatusOK {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.body))
		return
	}
	header.Del("ETag")
	header.Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(a.body) // a client that is gone misses nothing
	}
}

// refusal is the answer to a request that a guard stops.
type refusal struct {
	status int
	text   string // a sentence
}

func (f *refusal) send(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if f.status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", "GET, HEAD")
	}
	w.Header().Set("Connection", "close")
	w.WriteHeader(f.status)
	_, _ = io.WriteString(w, f.text+"\n") // a client that is gone misses nothing
}

// copyHeaders adds the headers that the site's rules have for an address, as far as
// they are fit for a preview.
func (e *edition) copyHeaders(to http.Header, path string, own addresses, script *script) {
	if e.site == nil {
		return
	}
	for _, h := range e.site.host.Headers(path) {
		name := textproto.CanonicalMIMEHeaderKey(h.Name)
		switch {
		case withheld(name):
		case name == policyHeader:
			to.Add(name, amendPolicy(h.Value, own, script.integrity))
		case name == "X-Content-Type-Options":
		default:
			to.Add(name, h.Value)
		}
	}
}

// withheld reports the headers that the server sets itself, and those that would
// open this machine to other sites or outlive the preview.
func withheld(name string) bool {
	if strings.HasPrefix(name, "Access-Control-") || strings.HasPrefix(name, "Proxy-") {
		return true
	}
	return slices.Contains([]string{
		"Connection", "Keep-Alive", "Te", "Trailer", "Transfer-Encoding", "Upgrade",
		"Content-Length", "Content-Type", "Content-Encoding", "Content-Range", "Location",
		"Cache-Control", "Etag", "Last-Modified", "Date",
		"Set-Cookie", "Strict-Transport-Security", "Alt-Svc",
	}, name)
}

// policies returns the policies that the site's rules have for an address: a page that runs keeps those that it came with.
func (e *edition) policies(path string) []string {
	var all []string
	if e.site != nil {
		for _, h := range e.site.host.Headers(path) {
			if strings.EqualFold(h.Name, policyHeader) {
				all = append(all, h.Value)
			}
		}
	}
	return all
}

const policyHeader = "Content-Security-Policy"

// addresses are the absolute addresses of the server's own as the client of a
// request knows them.
type addresses struct{ script, events string }

func ownAddresses(r *http.Request) addresses {
	origin := fmt.Sprintf("http://%s", r.Host)
	return addresses{script: origin + scriptPath, events: origin + eventsPath}
}
