package sftp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"

	"stillpoint/generator/deploy"
)

const (
	greeting = time.Minute      // until somebody is logged in; a keyring may have to be unlocked in it
	pulse    = 15 * time.Second // between two questions whether the server is still there
	patience = time.Minute      // without a byte from the server
	grace    = 2 * time.Second  // for requests on their way when everything is stopped
)

// session is one connection, and the SFTP within it.
type session struct {
	*sftp.Client
	ssh  *ssh.Client
	wire *wire
	over chan struct{} // closed when the connection has ended
	once sync.Once

	given atomic.Bool // up: it may take a moment until it is over
}

// wire is a connection that knows when it has last heard something.
type wire struct {
	net.Conn
	heard atomic.Int64 // in nanoseconds since 1970
}

func (w *wire) Read(p []byte) (int, error) {
	n, err := w.Conn.Read(p)
	if n > 0 {
		w.heard.Store(time.Now().UnixNano())
	}
	return n, err
}

func (w *wire) silence() time.Duration { return time.Since(time.Unix(0, w.heard.Load())) }

// connect opens a connection, checks the key of the server, and logs in.
func connect(ctx context.Context, a Address, o Options) (*session, error) {
	keys, err := readHostKeys(a, o)
	if err != nil {
		return nil, err
	}
	l, err := newLogin(ctx, a, o)
	if err != nil {
		return nil, err
	}
	defer l.close()
	conn, err := (&net.Dialer{Timeout: greeting / 2}).DialContext(ctx, "tcp", a.HostPort())
	if err != nil {
		return nil, unreachable(a, err)
	}
	w := &wire{Conn: conn}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	_ = conn.SetDeadline(time.Now().Add(greeting))
	s, err := greet(w, a, keys, l)
	if err != nil {
		_ = conn.Close()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, err
	}
	_ = conn.SetDeadline(time.Time{})
	go s.watch(o.pulse(), o.patience())
	return s, nil
}

func greet(w *wire, a Address, keys *hostKeys, l *login) (*session, error) {
	known := false
	conn, channels, requests, err := ssh.NewClientConn(w, a.HostPort(), &ssh.ClientConfig{
		User: a.User,
		Auth: l.methods(),
		HostKeyCallback: func(host string, remote net.Addr, key ssh.PublicKey) error {
			err := keys.callback(host, remote, key)
			known = err == nil
			return err
		},
		HostKeyAlgorithms: keys.algorithms(),
		AuthCallback:      l.heed,
	})
	var unfit *ssh.AlgorithmNegotiationError
	var stranger *HostKeyError
	switch {
	case err == nil:
	case errors.As(err, &stranger):
		return nil, stranger
	case errors.As(err, &unfit) && unfit.What == "host key" && len(keys.algorithms()) > 0:
		return nil, keys.without()
	case errors.As(err, &unfit):
		return nil, fmt.Errorf("the server %s speaks no safe form of SSH: %w", a.HostPort(), err)
	case broken(err) && !known:
		return nil, &lost{text: "the connection to " + a.HostPort() + " ended before a login (is this the port of SSH?)", cause: err}
	case broken(err):
		return nil, &lost{text: "the connection to " + a.HostPort() + " ended while logging in", cause: err}
	case known:
		return nil, l.refused()
	default:
		return nil, fmt.Errorf("the server %s does not answer as one of SSH does: %w", a.HostPort(), err)
	}
	client := ssh.NewClient(conn, channels, requests)
	files, err := sftp.NewClient(client, sftp.UseConcurrentWrites(true))
	if err != nil {
		_ = client.Close()
		if broken(err) {
			return nil, &lost{text: "the connection to " + a.HostPort() + " ended while logging in", cause: err}
		}
		return nil, fmt.Errorf("the server %s lets %s in, but not to files (SFTP): %w", a.HostPort(), a.User, err)
	}
	s := &session{Client: files, ssh: client, wire: w, over: make(chan struct{})}
	go func() {
		_ = client.Wait()
		close(s.over)
	}()
	return s, nil
}

// unreachable says why there is no connection.
func unreachable(a Address, err error) error {
	var name *net.DNSError
	if errors.As(err, &name) && name.IsNotFound {
		return fmt.Errorf("there is no server of the name %s", a.Host)
	}
	if errors.Is(err, context.Canceled) {
		return context.Canceled
	}
	return &lost{text: "the server " + a.HostPort() + " cannot be reached", cause: err}
}

// lost is an error that a later try may not meet again.
type lost struct {
	text  string
	cause error
}

func (l *lost) Error() string   { return l.text + ": " + l.cause.Error() }
func (l *lost) Unwrap() []error { return []error{l.cause, deploy.ErrAgain} }

// watch asks the server now and then whether it is still there, and ends a connection on which nothing has come for too long.
func (s *session) watch(pulse, patience time.Duration) {
	tick := time.NewTicker(pulse)
	defer tick.Stop()
	asking := make(chan struct{}, 1)
	for {
		select {
		case <-s.over:
			return
		case <-tick.C:
		}
		if s.wire.silence() > patience {
			s.end()
			return
		}
		select {
		case asking <- struct{}{}:
			go func() {
				// Any answer will do, and servers refuse this one.
				_, _, _ = s.ssh.SendRequest("keepalive@openssh.com", true, nil)
				<-asking
			}()
		default: // the last question is still open
		}
	}
}

// end closes the connection; whoever waits for an answer on it gets an error.
func (s *session) end() {
	s.given.Store(true)
	s.once.Do(func() { _ = s.ssh.Close() })
}

func (s *session) ended() bool {
	select {
	case <-s.over:
		return true
	default:
		return s.given.Load()
	}
}

// broken tells whether an error is about the connection, rather than an answer of the server.
func broken(err error) bool {
	var network net.Error
	return errors.Is(err, sftp.ErrSSHFxConnectionLost) || errors.Is(err, sftp.ErrSSHFxNoConnection) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, net.ErrClosed) || errors.As(err, &network)
}
