package sftp_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"stillpoint/generator/deploy/secret"
	"stillpoint/generator/deploy/sftp"
)

// requireTool skips a test on a machine without a program, except where STILLPOINT_REQUIRE_TOOLS is set, as in CI: there the test must run.
func requireTool(t testing.TB, name string) string {
	t.Helper()
	for _, folder := range append(filepath.SplitList(os.Getenv("PATH")), "/usr/sbin", "/usr/local/sbin", "/usr/lib/openssh") {
		if path := filepath.Join(folder, name); executable(path) {
			return path
		}
	}
	if os.Getenv("STILLPOINT_REQUIRE_TOOLS") != "" {
		t.Fatalf("this test needs %s, which is not here", name)
	}
	t.Skipf("this test needs %s, which is not here", name)
	return ""
}

func executable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0
}

// newKey makes a key, and returns its private half in the form of OpenSSH.
func newKey(t testing.TB, passphrase string) (ssh.Signer, string) {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(private, "")
	if passphrase != "" {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(private, "", []byte(passphrase))
	}
	if err != nil {
		t.Fatal(err)
	}
	return signer, string(pem.EncodeToMemory(block))
}

func publicLine(key ssh.PublicKey) string {
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key)))
}

// server is a real sshd of OpenSSH, on a port of this machine.
type server struct {
	port    int
	user    string
	key     string // private, that of the one who may log in
	public  ssh.PublicKey
	hostKey ssh.PublicKey
	root    string // the folder that is published to
	log     *logBook
}

// logBook is what sshd says.
type logBook struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logBook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logBook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// startServer starts sshd. How its SFTP behaves is up to the flags of that.
func startServer(t testing.TB, sftpFlags string, settings ...string) *server {
	t.Helper()
	sshd := requireTool(t, "sshd")
	folder := t.TempDir()
	s := &server{port: freePort(t), root: filepath.Join(folder, "htdocs"), log: &logBook{}}
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	s.user = me.Username
	host, hostText := newKey(t, "")
	s.hostKey = host.PublicKey()
	signer, text := newKey(t, "")
	s.key, s.public = text, signer.PublicKey()
	if os.Getuid() == 0 {
		// Debian's sshd wants this one, whatever its configuration says.
		if err := os.MkdirAll("/run/sshd", 0o755); err != nil {
			t.Fatal(err)
		}
	}
	writeFile(t, filepath.Join(folder, "host_key"), hostText, 0o600)
	writeFile(t, filepath.Join(folder, "authorized_keys"), publicLine(s.public)+"\n", 0o600)
	if err := os.Mkdir(s.root, 0o755); err != nil {
		t.Fatal(err)
	}
	config := append([]string{
		"Port " + fmt.Sprint(s.port), "ListenAddress 127.0.0.1", "HostKey " + filepath.Join(folder, "host_key"),
		"AuthorizedKeysFile " + filepath.Join(folder, "authorized_keys"), "PidFile none", "StrictModes no", "UsePAM no", "PasswordAuthentication no",
		"PermitRootLogin yes", "MaxStartups 100", "PrintMotd no", "Subsystem sftp " + subsystem(sftpFlags),
	}, settings...)
	writeFile(t, filepath.Join(folder, "sshd_config"), strings.Join(config, "\n")+"\n", 0o600)
	run(t, s, sshd, "-D", "-e", "-f", filepath.Join(folder, "sshd_config"))
	return s
}

// subsystem is the SFTP of OpenSSH, within sshd or, for flags that begin with a slash, the program for it.
func subsystem(flags string) string {
	if strings.HasPrefix(flags, "/") {
		return flags
	}
	return "internal-sftp " + flags
}

func run(t testing.TB, s *server, program string, args ...string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Stdout, cmd.Stderr = s.log, s.log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait()
		close(ended)
	}()
	t.Cleanup(func() {
		stop()
		<-ended
	})
	waitFor(t, func() bool {
		select {
		case <-ended:
			t.Fatalf("%s has ended:\n%s", program, s.log)
		default:
		}
		conn, err := net.Dial("tcp", s.addr())
		if err == nil {
			_ = conn.Close()
		}
		return err == nil
	})
}

func waitFor(t testing.TB, condition func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !condition(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("this was waited for in vain")
		}
	}
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

func writeFile(t testing.TB, name, text string, rights os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), rights); err != nil {
		t.Fatal(err)
	}
}

func (s *server) addr() string { return fmt.Sprintf("127.0.0.1:%d", s.port) }

// address is that of a folder on the server, through a port.
func (s *server) address(port int, folder string) string {
	return fmt.Sprintf("sftp://%s@127.0.0.1:%d%s", s.user, port, (&urlPath{folder}).escaped())
}

// options let one in.
func (s *server) options() sftp.Options {
	return sftp.Options{HostKeys: []string{publicLine(s.hostKey)}, Vault: vault(map[string]string{secret.Key: s.key})}
}

func vault(variables map[string]string) secret.Vault {
	return secret.Vault{Env: func(name string) (string, bool) {
		value, ok := variables[name]
		return value, ok
	}}
}

// open opens the folder of the server, and ends the connection with the test.
func (s *server) open(t testing.TB) *sftp.Remote {
	t.Helper()
	return openAt(t, s.address(s.port, s.root), s.options())
}

func openAt(t testing.TB, address string, o sftp.Options) *sftp.Remote {
	t.Helper()
	r, err := sftp.Open(t.Context(), address, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	return r
}
