package sftp_test

import (
	"context"
	"crypto/ed25519"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	pkgsftp "github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/secret"
	"stillpoint/generator/deploy/sftp"
)

func TestKeyOfEnvironment(t *testing.T) {
	s := startServer(t, "")
	private, err := ssh.ParseRawPrivateKey([]byte(s.key))
	if err != nil {
		t.Fatal(err)
	}
	_, other := newKey(t, "")
	locked := lock(t, private, "open sesame")
	for name, test := range map[string]struct{ key, passphrase, want string }{
		"as it is":            {s.key, "", ""},
		"without the last":    {strings.TrimSpace(s.key), "", ""},
		"of Windows":          {strings.ReplaceAll(s.key, "\n", "\r\n"), "", ""},
		"in one line":         {strings.ReplaceAll(s.key, "\n", `\n`), "", ""},
		"locked":              {locked, "open sesame\n", ""},
		"locked, and no word": {locked, "", secret.Passphrase},
		"locked, wrong word":  {locked, "sesame", secret.Passphrase},
		"the public half":     {publicLine(s.public), "", "public half"},
		"the name of a file":  {"/home/me/.ssh/id_ed25519", "", "not the name of a file"},
		"of PuTTY":            {"PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n", "", "puttygen"},
		"half of it":          {s.key[:len(s.key)/2], "", "all lines"},
		"of somebody else":    {other, "", "Tried, and refused"},
	} {
		o := s.options()
		o.Vault = vault(map[string]string{secret.Key: test.key, secret.Passphrase: test.passphrase})
		o.Agent = "/not/asked"
		r, err := sftp.Open(t.Context(), s.address(s.port, s.root), o)
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case test.want == "":
			_ = r.Close()
		case err == nil || !strings.Contains(err.Error(), test.want) || errors.Is(err, deploy.ErrAgain):
			t.Errorf("%s: %v, want %q", name, err, test.want)
		case strings.Contains(err.Error(), strings.Split(s.key, "\n")[2]) || strings.Contains(err.Error(), "sesame"):
			t.Errorf("%s: a secret is in %v", name, err)
		}
	}
}

func lock(t *testing.T, private any, passphrase string) string {
	t.Helper()
	block, err := ssh.MarshalPrivateKeyWithPassphrase(private, "", []byte(passphrase))
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(block))
}

func TestLoginRefused(t *testing.T) {
	s := startServer(t, "")
	signer, other := newKey(t, "")
	o := s.options()
	o.Vault = vault(map[string]string{secret.Key: other})
	_, err := sftp.Open(t.Context(), s.address(s.port, s.root), o)
	var refused *sftp.LoginError
	if !errors.As(err, &refused) || !strings.Contains(err.Error(), ssh.FingerprintSHA256(signer.PublicKey())) || !strings.Contains(err.Error(), "It takes: publickey") {
		t.Errorf("a wrong key: %v", err)
	}
	o.Vault = vault(nil)
	_, err = sftp.Open(t.Context(), s.address(s.port, s.root), o)
	if !errors.As(err, &refused) || !strings.Contains(err.Error(), secret.Key) || !strings.Contains(err.Error(), "ssh-add") || !strings.Contains(err.Error(), "--remember-password") {
		t.Errorf("with nothing: %v", err)
	}
	o.Agent = filepath.Join(t.TempDir(), "no.sock")
	_, err = sftp.Open(t.Context(), s.address(s.port, s.root), o)
	if !errors.As(err, &refused) || !strings.Contains(err.Error(), "the agent at SSH_AUTH_SOCK does not answer") {
		t.Errorf("without an agent: %v", err)
	}
}

// TestAgent asks a real ssh-agent.
func TestAgent(t *testing.T) {
	s := startServer(t, "")
	socket := startAgent(t)
	o := s.options()
	o.Vault, o.Agent = vault(nil), socket
	if _, err := sftp.Open(t.Context(), s.address(s.port, s.root), o); err == nil || !strings.Contains(err.Error(), "the agent has no keys") {
		t.Errorf("an empty agent: %v", err)
	}
	_, other := newKey(t, "")
	addKey(t, socket, other)
	addKey(t, socket, s.key)
	r := openAt(t, s.address(s.port, s.root), o)
	put(t, r, "index.html", "x")
	o.Vault = vault(map[string]string{secret.Password: "x"})
	if _, err := sftp.Open(t.Context(), s.address(s.port, s.root), o); err == nil {
		t.Error("the agent was asked though a password was given in the environment")
	}
}

// TestAgentThatWaits holds that a publication can be stopped while the agent waits for somebody to confirm the use of a key.
func TestAgentThatWaits(t *testing.T) {
	s := startServer(t, "")
	folder, err := os.MkdirTemp("", "agent") // since names of sockets must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	o := s.options()
	o.Vault, o.Agent = vault(nil), filepath.Join(folder, "a")
	silent, err := net.Listen("unix", o.Agent)
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go func() {
		if conn, err := silent.Accept(); err == nil {
			_, _ = conn.Read(make([]byte, 1)) // it has been asked
			stop()
			_, _ = io.Copy(io.Discard, conn)
			_ = conn.Close()
		}
	}()
	ended := make(chan error, 1)
	go func() {
		_, err := sftp.Open(ctx, s.address(s.port, s.root), o)
		ended <- err
	}()
	select {
	case err := <-ended:
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("it waits for the agent all the same")
	}
}

func startAgent(t *testing.T) string {
	t.Helper()
	program := requireTool(t, "ssh-agent")
	folder, err := os.MkdirTemp("", "agent") // since names of sockets must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	socket := filepath.Join(folder, "a")
	ctx, stop := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, program, "-D", "-a", socket)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		_ = cmd.Wait()
	})
	waitFor(t, func() bool {
		conn, err := net.Dial("unix", socket)
		if err == nil {
			_ = conn.Close()
		}
		return err == nil
	})
	return socket
}

func addKey(t *testing.T, socket, text string) {
	t.Helper()
	conn, err := net.Dial("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	private, err := ssh.ParseRawPrivateKey([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := agent.NewClient(conn).Add(agent.AddedKey{PrivateKey: private.(*ed25519.PrivateKey)}); err != nil {
		t.Fatal(err)
	}
}

// clerk is a server of the Go library that takes passwords, which sshd takes from the accounts of the machine alone.
type clerk struct {
	*server
	mu       sync.Mutex
	attempts []string
}

func (c *clerk) attempt(way, password string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.attempts = append(c.attempts, way+" "+password)
	if password == "right" {
		return nil
	}
	return errors.New("wrong")
}

func startClerk(t *testing.T, config func(*clerk) *ssh.ServerConfig) *clerk {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	host, _ := newKey(t, "")
	c := &clerk{server: &server{port: listener.Addr().(*net.TCPAddr).Port, user: "web", hostKey: host.PublicKey(), root: t.TempDir()}}
	settings := config(c)
	settings.AddHostKey(host)
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go answer(conn, settings)
		}
	}()
	return c
}

func answer(conn net.Conn, settings *ssh.ServerConfig) {
	defer conn.Close()
	_, channels, requests, err := ssh.NewServerConn(conn, settings)
	if err != nil {
		return
	}
	go ssh.DiscardRequests(requests)
	for asked := range channels {
		channel, requests, err := asked.Accept()
		if err != nil {
			return
		}
		go func() {
			for request := range requests {
				_ = request.Reply(request.Type == "subsystem", nil)
			}
		}()
		go func() {
			files, err := pkgsftp.NewServer(channel)
			if err == nil {
				_ = files.Serve()
			}
			_ = channel.Close()
		}()
	}
}

func passwords(c *clerk) *ssh.ServerConfig {
	return &ssh.ServerConfig{PasswordCallback: func(_ ssh.ConnMetadata, password []byte) (*ssh.Permissions, error) {
		return nil, c.attempt("password", string(password))
	}}
}

// questions asks as PAM does.
func questions(list []string, echos []bool) func(*clerk) *ssh.ServerConfig {
	return func(c *clerk) *ssh.ServerConfig {
		return &ssh.ServerConfig{KeyboardInteractiveCallback: func(_ ssh.ConnMetadata, ask ssh.KeyboardInteractiveChallenge) (*ssh.Permissions, error) {
			answers, err := ask("", "", list, echos)
			if err != nil {
				return nil, err
			}
			if err := c.attempt("answers", strings.Join(answers, ",")); err != nil {
				return nil, err
			}
			_, err = ask("", "Your password expires in 3 days.", nil, nil) // as PAM closes, too
			return nil, err
		}}
	}
}

func TestPassword(t *testing.T) {
	for name, test := range map[string]struct {
		server   func(*clerk) *ssh.ServerConfig
		vault    secret.Vault
		attempts []string
		want     string
	}{
		"of the environment":         {passwords, vault(map[string]string{secret.Password: "right\n"}), []string{"password right"}, ""},
		"of the keyring":             {passwords, secret.Vault{Keyring: ring{"sftp://web@127.0.0.1": "right"}}, []string{"password right"}, ""},
		"wrong":                      {passwords, vault(map[string]string{secret.Password: "hunter2"}), []string{"password hunter2"}, "the password of " + secret.Password},
		"wrong in the keyring":       {passwords, secret.Vault{Keyring: ring{"sftp://web@127.0.0.1": "hunter2"}}, []string{"password hunter2"}, "the password of the keyring"},
		"none":                       {passwords, secret.Vault{Keyring: ring{}}, nil, "There are three ways"},
		"a keyring that is broken":   {passwords, secret.Vault{Keyring: ring{"": "it is locked"}}, nil, "it is locked"},
		"asked for":                  {questions([]string{"Password: "}, []bool{false}), vault(map[string]string{secret.Password: "right"}), []string{"answers right"}, ""},
		"asked for, wrong":           {questions([]string{"Password: "}, []bool{false}), vault(map[string]string{secret.Password: "hunter2"}), []string{"answers hunter2"}, "as an answer to Password"},
		"asked for more":             {questions([]string{"Password: ", "Code: "}, []bool{false, true}), vault(map[string]string{secret.Password: "right"}), nil, "which a program cannot answer"},
		"asked for what can be seen": {questions([]string{"Code: "}, []bool{true}), vault(map[string]string{secret.Password: "right"}), nil, "which a program cannot answer"},
	} {
		t.Run(name, func(t *testing.T) {
			c := startClerk(t, test.server)
			if k, ok := test.vault.Keyring.(ring); ok && k["sftp://web@127.0.0.1"] != "" {
				test.vault.Keyring = ring{fmt.Sprintf("sftp://web@127.0.0.1:%d", c.port): k["sftp://web@127.0.0.1"]}
			}
			r, err := sftp.Open(t.Context(), c.address(c.port, c.root), sftp.Options{HostKeys: []string{publicLine(c.hostKey)}, Vault: test.vault})
			var refused *sftp.LoginError
			switch {
			case test.want == "" && err != nil:
				t.Error(err)
			case test.want == "":
				put(t, r, "a/index.html", "x")
				put(t, r, "a/index.html", "y")
				_ = r.Close()
			case !errors.As(err, &refused) || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "hunter2") || errors.Is(err, deploy.ErrAgain):
				t.Errorf("%v, want %q", err, test.want)
			}
			if !slices.Equal(c.attempts, test.attempts) {
				t.Errorf("the server has seen %q, want %q", c.attempts, test.attempts)
			}
		})
	}
}

// TestPasswordForNobody sends no password to a server that is not the right one.
func TestPasswordForNobody(t *testing.T) {
	c := startClerk(t, passwords)
	other, _ := newKey(t, "")
	for _, keys := range [][]string{{publicLine(other.PublicKey())}, nil} {
		_, err := sftp.Open(t.Context(), c.address(c.port, c.root), sftp.Options{HostKeys: keys, Vault: vault(map[string]string{secret.Password: "right"})})
		var stranger *sftp.HostKeyError
		if !errors.As(err, &stranger) || len(c.attempts) > 0 {
			t.Errorf("%v; the server has seen %q", err, c.attempts)
		}
	}
}

// ring is a keyring; what it has for no account at all is why it does not work.
type ring map[string]string

func (r ring) Get(_ context.Context, account string) (string, error) {
	if why := r[""]; why != "" {
		return "", errors.New(why)
	}
	if password := r[account]; password != "" {
		return password, nil
	}
	return "", secret.ErrNone
}

func (r ring) Set(_ context.Context, account, password string) error {
	r[account] = password
	return nil
}

func (r ring) Delete(_ context.Context, account string) error {
	delete(r, account)
	return nil
}

func TestOpenRefuses(t *testing.T) {
	folder := t.TempDir()
	s := startServer(t, "-d "+folder)
	writeFile(t, filepath.Join(folder, "site/index.html"), "x", 0o644)
	writeFile(t, filepath.Join(s.root, "file"), "x", 0o644)
	for path, want := range map[string]string{
		"/site": fmt.Sprintf("sftp://%s@127.0.0.1:%d/~/site", s.user, s.port), "/not/there/at/all": "a login arrives in " + folder, s.root + "/file": "is a file, not a folder",
		s.root + "/file/x": "there is no folder",
	} {
		if _, err := sftp.Open(t.Context(), s.address(s.port, path), s.options()); err == nil || !strings.Contains(err.Error(), want) || errors.Is(err, deploy.ErrAgain) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
	for path, want := range map[string]string{"/~/site": "index.html", "/~": "site/index.html"} {
		r := openAt(t, s.address(s.port, "")+path, s.options())
		if _, ok := list(t, r)[want]; !ok {
			t.Errorf("%s: there is no %s", path, want)
		}
		if want := s.address(s.port, "") + path; r.String() != want && r.String() != want+"/" {
			t.Errorf("%s calls itself %s", path, r)
		}
	}
}

func TestOpenWithoutServer(t *testing.T) {
	s := &server{port: freePort(t), user: "web", root: "/x"}
	if _, err := sftp.Open(t.Context(), s.address(s.port, "/x"), sftp.Options{}); !errors.Is(err, deploy.ErrAgain) || !strings.Contains(err.Error(), "cannot be reached") {
		t.Errorf("nobody listens: %v", err)
	}
	for text, want := range map[string]string{"HTTP/1.1 400 Bad Request\r\n\r\n": "port of SSH", "": "port of SSH"} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			for {
				conn, err := l.Accept()
				if err != nil {
					return
				}
				_, _ = io.WriteString(conn, text)
				_ = conn.Close()
			}
		}()
		s.port = l.Addr().(*net.TCPAddr).Port
		if _, err := sftp.Open(t.Context(), s.address(s.port, "/x"), sftp.Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("a server that says %q: %v", text, err)
		}
		_ = l.Close()
	}
}
