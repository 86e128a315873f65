package sftp

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
	"time"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/secret"
)

// Options say how to reach a server.
type Options struct {
	HostKeys        []string     // publish.hostKeys: the keys that the server may have, each "TYPE KEY" or a line of known_hosts
	KnownHosts      string       // the text of a known_hosts file; asked where HostKeys is empty
	KnownHostsFiles []string     // asked where both are empty; files that are not there are passed over
	Agent           string       // the socket of the agent of keys; "" for none
	Vault           secret.Vault // where passwords and private keys come from

	Pulse    time.Duration // between two questions whether the server is still there; 0 means 15 seconds
	Patience time.Duration // how long the server may be silent; 0 means a minute
}

// Usual returns the options of a machine that people work at, or of a runner of CI.
func Usual(env func(string) (string, bool), keyring secret.Keyring, hostKeys []string) Options {
	variable := secret.Vault{Env: env}.Variable
	return Options{
		HostKeys:        hostKeys,
		KnownHosts:      variable(KnownHosts),
		KnownHostsFiles: KnownHostsFiles(),
		Agent:           variable("SSH_AUTH_SOCK"),
		Vault:           secret.Vault{Env: env, Keyring: keyring},
	}
}

func (o Options) pulse() time.Duration    { return orElse(o.Pulse, pulse) }
func (o Options) patience() time.Duration { return orElse(o.Patience, patience) }

func orElse(d, other time.Duration) time.Duration {
	if d <= 0 {
		return other
	}
	return d
}

// Remote is a folder on a server. It connects again when a connection was lost: once for each call.
type Remote struct {
	address Address
	options Options
	caveat  string

	turn    chan struct{} // held by whoever opens or closes the connection
	current *session      // guarded by turn; nil for none
	closed  bool          // likewise

	mu      sync.Mutex
	root    string           // the folder from the top of the server, without links
	folders map[string]bool  // known to be folders and no links
	times   map[string]int64 // when files were written last, in seconds since 1970, as far as is known
	orphans []string         // drafts that a lost connection has left
	umask   bool             // whether narrow is known
	narrow  bool             // the server makes folders that not all may enter
	finds   bool             // a program of the server made the last list
	findsNo bool             // the server has shown that it runs no program that lists as SFTP does
}

var _ deploy.Remote = (*Remote)(nil)

// Open connects to a server and looks for the folder, whose last part need not be there yet. Errors are about the address, the connection, the key
// of the server ([HostKeyError]), the login ([LoginError]), or the folder.
func Open(ctx context.Context, address string, o Options) (*Remote, error) {
	a, err := Parse(address)
	if err != nil {
		return nil, err
	}
	r := &Remote{address: a, options: o, turn: make(chan struct{}, 1), folders: map[string]bool{}, times: map[string]int64{}}
	if err := r.do(ctx, r.find); err != nil {
		_ = r.Close()
		return nil, err
	}
	return r, nil
}

// find looks where the folder is. What leads there may go through links, what is below it may not.
func (r *Remote) find(_ context.Context, s *session) error {
	folder, err := s.RealPath(r.address.Folder)
	if err != nil {
		folder, err = r.inParent(s)
	}
	if err != nil {
		return r.noFolder(s, err)
	}
	info, err := s.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := r.inParent(s); err != nil {
			return r.noFolder(s, err)
		}
		if err := r.elsewhere(s); err != nil {
			return err
		}
		r.caveat = fmt.Sprintf("There is no folder %s on the server yet; it is made with the first file.", r.address.Folder)
	case err != nil:
		return r.failed("the folder "+r.address.Folder, err)
	case !info.IsDir():
		return fmt.Errorf("%s on %s is a file, not a folder", r.address.Folder, r.address.HostPort())
	}
	r.root = folder
	return nil
}

// inParent returns the folder as part of the one that it is in, which must be there.
func (r *Remote) inParent(s *session) (string, error) {
	parent, err := s.RealPath(path.Dir(r.address.Folder))
	if err != nil {
		return "", err
	}
	info, err := s.Stat(parent)
	if err == nil && !info.IsDir() {
		err = fs.ErrNotExist
	}
	return path.Join(parent, path.Base(r.address.Folder)), err
}

func (r *Remote) noFolder(s *session, err error) error {
	if broken(err) {
		return err
	}
	if err := r.elsewhere(s); err != nil {
		return err
	}
	return fmt.Errorf("there is no folder %s on %s, nor the one that it should be in; a login arrives in %s", r.address.Folder, r.address.HostPort(), home(s))
}

// elsewhere is an error if what was written as a folder from the top is there below the folder that a login arrives in.
func (r *Remote) elsewhere(s *session) error {
	below := strings.TrimPrefix(r.address.Folder, "/")
	if below == r.address.Folder {
		return nil
	}
	if info, err := s.Stat(path.Join(home(s), below)); err == nil && info.IsDir() {
		meant := r.address
		meant.Folder = below
		return fmt.Errorf("there is no folder %s on %s, but there is one below %s, where a login arrives: write %s for that", r.address.Folder, r.address.HostPort(), home(s), meant)
	}
	return nil
}

func home(s *session) string {
	home, _ := s.Getwd()
	return home
}

// do runs requests on a connection, a new one if there is none. Where the connection is lost by then, or the context is done and requests
// do not end, it is closed, and the error wraps [deploy.ErrAgain] or is that of the context.
func (r *Remote) do(ctx context.Context, requests func(context.Context, *session) error) error {
	s, err := r.session(ctx)
	if err != nil {
		return err
	}
	// The requests of the library know no context. Those on their way get a moment to end, so that others on the same connection are not disturbed.
	done := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		select {
		case <-done:
		case <-time.After(grace):
			s.end()
		}
	})
	err = requests(ctx, s)
	close(done)
	stop()
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil && (broken(err) || errors.Is(err, ctx.Err())):
		return ctx.Err()
	case broken(err):
		s.end()
		return &lost{text: "the connection to " + r.address.HostPort() + " was lost", cause: err}
	}
	return err
}

// session returns the connection.
func (r *Remote) session(ctx context.Context) (*session, error) {
	select {
	case r.turn <- struct{}{}:
		defer func() { <-r.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if r.closed {
		return nil, fs.ErrClosed
	}
	if r.current != nil && !r.current.ended() {
		return r.current, nil
	}
	s, err := connect(ctx, r.address, r.options)
	if err != nil {
		return nil, err
	}
	r.current = s
	r.sweep(s)
	return s, nil
}

// Close ends the connection. What is still on its way is lost.
func (r *Remote) Close() error {
	r.turn <- struct{}{}
	defer func() { <-r.turn }()
	r.closed = true
	if r.current != nil {
		r.current.end()
		<-r.current.over
	}
	return nil
}

// String returns the address, which has no secrets in it.
func (r *Remote) String() string { return r.address.String() }

// Jobs returns how many files are best sent at once: a file takes five round trips, in which others may as well be on their way. At 20 ms for each, 64 need half the time of
// 32 for 10,000 files (BenchmarkPublish); each is an open file on the server, which has a limit for those.
func (r *Remote) Jobs() int { return 64 }

// Caveat returns a note for the person who publishes, or "".
func (r *Remote) Caveat() string { return r.caveat }

// Holds never knows: all that SFTP tells of a file is its size and a time.
func (r *Remote) Holds(context.Context, deploy.Object, deploy.Entry) (same, known bool) {
	return false, false
}

// place returns where a file is on the server.
func (r *Remote) place(name string) string { return path.Join(r.root, name) }

// valid refuses names that would lead out of the folder.
func valid(name string) error {
	if name == "." || !fs.ValidPath(name) {
		return fmt.Errorf("%q is not the name of a file below a folder", name)
	}
	return nil
}

// failed says what could not be done, in the words of an error that may come from the library.
func (r *Remote) failed(what string, err error) error {
	switch {
	case err == nil || broken(err) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("the server does not allow %s to do this: %s: %w", r.address.User, what, err)
	}
	return fmt.Errorf("%s: %w", what, err)
}
