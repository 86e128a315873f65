package serve

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"time"

	"golang.org/x/net/netutil"
)

const maxHeaderBytes = 16 << 10

// Serve answers requests on the listeners until ctx ends. Then it closes the
// listeners and all streams, lets other answers come to their end for at most Limits.Shutdown, and
// returns nil. The error is that of a listener that broke.
func (s *Server) Serve(ctx context.Context, listeners ...net.Listener) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	server := s.httpServer(ctx)
	broken := make(chan error, len(listeners))
	for _, l := range listeners {
		go func() { broken <- server.Serve(netutil.LimitListener(l, s.limits.Connections)) }()
	}
	running := len(listeners)
	var err error
	select {
	case <-ctx.Done():
	case err = <-broken:
		running--
	}
	cancel() // ends the streams, whose requests have ctx for a parent
	s.stop(server)
	for range running {
		<-broken
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

func (s *Server) httpServer(ctx context.Context) *http.Server {
	return &http.Server{
		Handler:                      s.Handler(),
		ReadHeaderTimeout:            s.limits.ReadHeader,
		ReadTimeout:                  s.limits.Read,
		IdleTimeout:                  s.limits.Idle,
		MaxHeaderBytes:               maxHeaderBytes,
		DisableGeneralOptionsHandler: true,
		BaseContext:                  func(net.Listener) context.Context { return ctx },
		ErrorLog:                     log.New(io.Discard, "", 0), // a client's broken connection is no news to the author
	}
}

// stop closes a server, gently as long as there is time. Its context has ended already.
func (s *Server) stop(server *http.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), s.limits.Shutdown)
	defer cancel()
	if server.Shutdown(ctx) != nil {
		_ = server.Close() // what is cut off here had its time
	}
}

// extendWrite gives the client of w time to take what is written next.
func (s *Server) extendWrite(w http.ResponseWriter) {
	// Only recorders of tests cannot do this, and they have nobody to wait for.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(s.limits.Write))
}
