// Package servertest starts real web servers for tests: nginx, Apache httpd and Caddy, on loopback, with a configuration
// that includes what package hostfiles has made, as a guide would tell a user to do it.
package servertest

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// patience is how long a server may take to answer, and to end. It is for machines that do much else; a server takes a moment.
const patience = 30 * time.Second

// attempts is how often another port is tried, since somebody may take the one that was free.
const attempts = 5

// Kinds returns the servers that can be started, by the names that publish.host has for them.
func Kinds() []string { return []string{"nginx", "apache", "caddy"} }

// Start starts a server for a published folder and returns its address, such as "http://127.0.0.1:4711", without a slash at the
// end. The server ends with the test. Where its program is not installed the test is skipped, and fails where
// STILLPOINT_REQUIRE_TOOLS is set.
//
// Nginx and Caddy include the snippets in the folder .host of the published one, Apache reads its .htaccess.
func Start(t testing.TB, kind, root string) string {
	t.Helper()
	return StartBelow(t, kind, root, root)
}

// StartBelow starts a server that serves one folder, in which the published one lies somewhere, as a site under
// https://user.example/nursery/ does.
func StartBelow(t testing.TB, kind, served, published string) string {
	t.Helper()
	makeReadable(t, served)
	said := ""
	for range attempts {
		s := &server{dir: t.TempDir(), served: served, published: published, port: freePort(t)}
		address, problem := s.start(t, program(t, kind), kind)
		if problem == "" {
			return address
		}
		said = problem
	}
	t.Fatalf("%s does not start: %s", kind, said)
	return ""
}

// program returns where the program of a server is.
func program(t testing.TB, kind string) string {
	t.Helper()
	name := map[string]string{"nginx": "nginx", "apache": "apache2", "caddy": "caddy"}[kind]
	for _, candidate := range []string{name, "/usr/sbin/" + name, "httpd"} {
		if path, err := exec.LookPath(candidate); err == nil && (candidate != "httpd" || kind == "apache") {
			return path
		}
	}
	if os.Getenv("STILLPOINT_REQUIRE_TOOLS") != "" {
		t.Fatalf("%s is not installed", kind)
	}
	t.Skipf("%s is not installed", kind)
	return ""
}

// makeReadable lets the children of a server that root has started, who are somebody else, get to the folder of a test.
func makeReadable(t testing.TB, folder string) {
	t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	for ; strings.HasPrefix(folder, os.TempDir()+string(filepath.Separator)); folder = filepath.Dir(folder) {
		if err := os.Chmod(folder, 0o755); err != nil { // a folder of this test
			t.Fatal(err)
		}
	}
}

func freePort(t testing.TB) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().(*net.TCPAddr).Port
}

// server is one attempt to start a server.
type server struct {
	dir       string // for its configuration, its log and what it needs while it runs
	served    string
	published string
	port      int
}

// start starts the program, and returns its address once it takes connections, or what it said when it ended instead.
func (s *server) start(t testing.TB, program, kind string) (address, problem string) {
	t.Helper()
	if err := os.Chmod(s.dir, 0o755); err != nil { // the server's children are somebody else
		t.Fatal(err)
	}
	file := filepath.Join(s.dir, "server.conf")
	configuration, arguments := s.configure(kind, file)
	if err := os.WriteFile(file, []byte(configuration), 0o644); err != nil {
		t.Fatal(err)
	}
	said := &voice{}
	command := exec.Command(program, arguments...)
	command.Stdout, command.Stderr = said, said
	command.Env = append(os.Environ(), "HOME="+s.dir, "XDG_DATA_HOME="+s.dir, "XDG_CONFIG_HOME="+s.dir)
	asGroup(command)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait(); close(ended) }()
	t.Cleanup(func() { stop(t, command.Process, ended, said) })
	if s.answers(ended) {
		return fmt.Sprintf("http://127.0.0.1:%d", s.port), ""
	}
	return "", said.String() + s.log()
}

// answers waits until somebody takes connections at the port. It returns false where the server has ended, or takes too long.
func (s *server) answers(ended <-chan error) bool {
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		select {
		case <-ended:
			return false
		case <-time.After(10 * time.Millisecond):
		}
		if connection, err := net.DialTimeout("tcp", fmt.Sprintf("127.0.0.1:%d", s.port), time.Second); err == nil {
			_ = connection.Close()
			return true
		}
	}
	return false
}

// log returns the log of errors that a server may have left.
func (s *server) log() string {
	data, _ := os.ReadFile(filepath.Join(s.dir, "error.log"))
	return string(data)
}

// stop ends a server and its children, and shows what it said where the test has failed.
func stop(t testing.TB, process *os.Process, ended <-chan error, said *voice) {
	_ = process.Signal(syscall.SIGTERM)
	select {
	case <-ended:
	case <-time.After(patience):
		killGroup(process)
		<-ended
	}
	if t.Failed() && said.String() != "" {
		t.Logf("the server said:\n%s", said)
	}
}

// voice keeps what a server says.
type voice struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (v *voice) Write(p []byte) (int, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.all.Write(p)
}

func (v *voice) String() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.all.String()
}

// configure returns the text of a configuration, and the arguments with which the program reads it.
func (s *server) configure(kind, file string) (text string, arguments []string) {
	switch kind {
	case "nginx":
		return s.nginx(), []string{"-p", s.dir, "-e", filepath.Join(s.dir, "error.log"), "-c", file}
	case "apache":
		return s.apache(), []string{"-d", s.dir, "-f", file, "-D", "FOREGROUND"}
	default:
		return s.caddy(), []string{"run", "--config", file, "--adapter", "caddyfile"}
	}
}

// snippet returns a line that includes a file, or nothing where it is not there.
func (s *server) snippet(format, name string) string {
	file := filepath.Join(s.published, ".host", name)
	if _, err := os.Stat(file); err != nil {
		return ""
	}
	return fmt.Sprintf(format, file)
}

// Brotli reports whether the nginx of this machine can send files that Brotli has made smaller.
func Brotli() bool { return brotliModule() != "" }

func brotliModule() string {
	for _, folder := range []string{"/usr/lib/nginx/modules", "/usr/share/nginx/modules", "/usr/lib64/nginx/modules"} {
		module := filepath.Join(folder, "ngx_http_brotli_static_module.so")
		if _, err := os.Stat(module); err == nil {
			return module
		}
	}
	return ""
}

func (s *server) nginx() string {
	load, brotli := "", ""
	if module := brotliModule(); module != "" {
		load, brotli = fmt.Sprintf("load_module %q;\n", module), s.snippet("\t\tinclude %q;\n", "nginx-brotli.conf")
	}
	temporary := ""
	for _, name := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		temporary += fmt.Sprintf("\t%s_temp_path %q;\n", name, filepath.Join(s.dir, name))
	}
	return load + fmt.Sprintf("daemon off;\nmaster_process off;\npid %q;\nerror_log %q warn;\nevents {}\nhttp {\n\taccess_log off;\n%s",
		filepath.Join(s.dir, "pid"), filepath.Join(s.dir, "error.log"), temporary) +
		fmt.Sprintf("\tserver {\n\t\tlisten 127.0.0.1:%d;\n\t\troot %q;\n", s.port, s.served) + s.snippet("\t\tinclude %q;\n", "nginx.conf") + brotli + "\t}\n}\n"
}

func (s *server) caddy() string {
	return fmt.Sprintf("{\n\tadmin off\n\tauto_https off\n}\nhttp://127.0.0.1:%d {\n\troot * %q\n", s.port, s.served) + s.snippet("\timport %q\n", "Caddyfile") + "}\n"
}

func (s *server) apache() string {
	var b strings.Builder
	modules := "/usr/lib/apache2/modules"
	for _, candidate := range []string{"/usr/lib64/httpd/modules", "/usr/libexec/apache2", "/usr/lib/httpd/modules"} {
		if _, err := os.Stat(candidate); err == nil {
			modules = candidate
		}
	}
	// What Debian switches on by itself, with headers and rewrite, which its guide tells to switch on.
	for _, name := range strings.Fields("mpm_event authz_core authz_host access_compat alias autoindex deflate dir env filter mime negotiation reqtimeout setenvif headers rewrite") {
		fmt.Fprintf(&b, "LoadModule %s_module %s/mod_%s.so\n", name, modules, name)
	}
	if os.Geteuid() == 0 {
		b.WriteString("User #65534\nGroup #65534\n")
	}
	fmt.Fprintf(&b, "ServerName 127.0.0.1\nListen 127.0.0.1:%d\nPidFile %q\nDefaultRuntimeDir %q\nErrorLog %q\nTypesConfig /etc/mime.types\n",
		s.port, filepath.Join(s.dir, "pid"), s.dir, filepath.Join(s.dir, "error.log"))
	b.WriteString("StartServers 1\nServerLimit 1\nThreadsPerChild 16\nMaxRequestWorkers 16\nAddOutputFilterByType DEFLATE text/html text/css text/plain\n")
	fmt.Fprintf(&b, "DocumentRoot %q\n<Directory %q>\n\tOptions Indexes FollowSymLinks\n\tAllowOverride All\n\tRequire all granted\n</Directory>\n", s.served, s.served)
	return b.String()
}
