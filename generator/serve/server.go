package serve

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"stillpoint/generator"
)

// Options say what is served and to whom. The zero value serves a site at "/" to this machine.
type Options struct {
	Base   string   // base path of the site, "/" or "/sub/"; "" means that of each result's site
	Root   string   // absolute path of the site's folder, for links into an editor; clients on the network never see it
	Editor string   // "vscode" (also for ""), "idea", "zed", "sublime", "none", or an address with {file}, {line}, {column}
	Hosts  []string // names that a request may give as its host besides this machine's own, without port
	Token  string   // what clients on the network must know; "" asks for none
	Limits Limits
}

// Limits bound what clients can take. A zero field means its default.
type Limits struct {
	Streams     int           // browsers listening at once; 64
	Connections int           // open connections of a listener; 256
	ReadHeader  time.Duration // for the head of a request; 5 s
	Read        time.Duration // for a whole request; 10 s
	Write       time.Duration // for an answer, and for each event of a stream; 30 s
	Idle        time.Duration // between two requests of a connection; 60 s
	Heartbeat   time.Duration // between two signs of life on a stream; 15 s
	Shutdown    time.Duration // for answers under way when the server stops; 2 s
}

func (l Limits) withDefaults() Limits {
	l.Streams = orDefault(l.Streams, 64)
	l.Connections = orDefault(l.Connections, 256)
	l.ReadHeader = orDefault(l.ReadHeader, 5*time.Second)
	l.Read = orDefault(l.Read, 10*time.Second)
	l.Write = orDefault(l.Write, 30*time.Second)
	l.Idle = orDefault(l.Idle, time.Minute)
	l.Heartbeat = orDefault(l.Heartbeat, 15*time.Second)
	l.Shutdown = orDefault(l.Shutdown, 2*time.Second)
	return l
}

func orDefault[T int | time.Duration](value, otherwise T) T {
	if value > 0 {
		return value
	}
	return otherwise
}

// Server is a development server. It is safe for concurrent use.
type Server struct {
	base   string
	hosts  []string
	token  string
	limits Limits
	editor editor
	rules  *rulebook
	script *script
	hub    *hub
}

// New returns a server that has nothing to show yet. The error says what is wrong
// with the editor or the base path.
func New(o Options) (*Server, error) {
	editor, err := newEditor(o.Editor, o.Root)
	if err != nil {
		return nil, err
	}
	if o.Base != "" && (!strings.HasPrefix(o.Base, "/") || !strings.HasSuffix(o.Base, "/")) {
		return nil, fmt.Errorf("the base path %q does not begin and end with a slash", o.Base)
	}
	limits := o.Limits.withDefaults()
	return &Server{
		base:   o.Base,
		hosts:  o.Hosts,
		token:  o.Token,
		limits: limits,
		editor: editor,
		rules:  newRulebook(),
		script: newScript(),
		hub:    newHub(limits.Streams),
	}, nil
}

// Show puts the result of a build before the eyes of the browsers: the finished
// site of a good one, the diagnostics of any. It does not wait for them. After a build that failed, the
// last good site is served on. Results are shown in the order of the calls.
func (s *Server) Show(r *generator.Result) { s.show(r, r.Origin) }

func (s *Server) show(r *generator.Result, from func(output string) generator.Origin) {
	s.hub.publish(func(before *edition) *edition { return before.next(r, s.base, from) })
}

// Handler returns what answers requests, guards included.
func (s *Server) Handler() http.Handler { return http.HandlerFunc(s.serveHTTP) }
