package serve

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// stream answers with server-sent events until the client goes or the server stops.
// The query says which page the client shows, by path and query, and the version of its view.
func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
	page, err := url.ParseRequestURI(r.URL.Query().Get("page"))
	if err != nil || !strings.HasPrefix(page.Path, "/") {
		(&refusal{http.StatusBadRequest, "The request does not say which page it is about."}).send(w)
		return
	}
	if !s.hub.enter() {
		w.Header().Set("Retry-After", "5")
		(&refusal{http.StatusServiceUnavailable, "Too many pages of this site are open at once."}).send(w)
		return
	}
	defer s.hub.leave()
	w.Header().Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		return
	}
	// The deadline for reading the request would otherwise be taken for the client's leaving.
	_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
	l := &listener{server: s, w: w, page: page, shown: r.URL.Query().Get("version"), reporter: reporter{s.editor, s.rules, fromThisMachine(r)}}
	l.run(r)
}

// listener is a client of a stream.
type listener struct {
	server   *Server
	w        http.ResponseWriter
	page     *url.URL
	shown    string // the version of what the browser shows
	view     *view  // of that version; nil where only the version is known
	reporter reporter
	told     []byte // the last report
}

func (l *listener) run(r *http.Request) {
	beat := time.NewTicker(l.server.limits.Heartbeat)
	defer beat.Stop()
	if l.write("retry: 500\n\n") != nil {
		return
	}
	for {
		e, next := l.server.hub.current()
		if l.tell(e) != nil {
			return
		}
		for waiting := true; waiting; {
			select {
			case <-r.Context().Done():
				return
			case <-next:
				waiting = false
			case <-beat.C:
				if l.write(": still here\n\n") != nil {
					return
				}
			}
		}
	}
}

// tell sends what is new to the client in an edition, in one piece. Editions that came and
// went while it was busy are of no interest. A server that has just been started has nothing to tell.
func (l *listener) tell(e *edition) error {
	if !e.built {
		return nil
	}
	var events bytes.Buffer
	a := e.answer(l.page.Path, l.page.RawQuery)
	if report := l.reporter.report(e, a.name); !bytes.Equal(report, l.told) {
		l.told = report
		fmt.Fprintf(&events, "event: report\ndata: %s\n\n", report)
	}
	if e.site != nil || isUnbuilt(l.shown) {
		l.advance(&events, e.view(a, l.page))
	}
	if events.Len() == 0 {
		return nil
	}
	return l.write(events.String())
}

// advance writes the event, if there needs to be one, that brings the browser to the view of the newest edition.
func (l *listener) advance(to *bytes.Buffer, now view) {
	if version := now.version(); version != l.shown {
		l.event(to, now)
		l.shown = version
	}
	l.view = &now
}

// event writes the event that brings the browser to a view.
func (l *listener) event(to *bytes.Buffer, now view) {
	if l.view != nil {
		if c, ok := compare(*l.view, now); ok {
			text, _ := json.Marshal(c) // strings always have a form
			fmt.Fprintf(to, "event: swap\ndata: %s\n\n", text)
			return
		}
	}
	to.WriteString("event: reload\ndata: {}\n\n")
}

func (l *listener) write(text string) error {
	l.server.extendWrite(l.w)
	if _, err := l.w.Write([]byte(text)); err != nil {
		return err
	}
	return http.NewResponseController(l.w).Flush()
}
