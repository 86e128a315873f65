package branch_test

import (
	"encoding/base64"
	"encoding/pem"
	"errors"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/branch"
)

const token = "s3cret-t0ken"

// server is a real server of git by https, which lets those in who know the token.
type server struct {
	*httptest.Server
	mu    sync.Mutex
	names map[string]bool // of users who were let in
	look  func()          // at each request
}

// serve serves a place by https, and returns the variables of the environment that make git trust it.
func serve(t *testing.T, p place) (*server, string) {
	t.Helper()
	s := &server{names: map[string]bool{}, look: func() {}}
	backend := &cgi.Handler{
		Path:       filepath.Join(strings.TrimSpace(git(t, "", "--exec-path")), "git-http-backend"),
		Env:        []string{"GIT_PROJECT_ROOT=" + filepath.Dir(p.folder), "GIT_HTTP_EXPORT_ALL=1", "REMOTE_USER=x"},
		InheritEnv: []string{"PATH"}, Stderr: t.Output(),
	}
	s.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.look()
		name, password, _ := r.BasicAuth()
		if password != token {
			w.Header().Set("WWW-Authenticate", `Basic realm="git"`)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		s.mu.Lock()
		s.names[name] = true
		s.mu.Unlock()
		r.Header.Del("Authorization")
		if len(r.TransferEncoding) > 0 { // CGI knows no length of a body that is sent in pieces; git-http-backend then reads to its end
			r.TransferEncoding, r.ContentLength = nil, -1
		}
		backend.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	authority := filepath.Join(t.TempDir(), "ca.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
	if err := os.WriteFile(authority, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return s, "GIT_SSL_CAINFO=" + authority
}

// TestToken holds that the token of the environment is given to the repository, and is nowhere else: in no argument, no file, no message.
func TestToken(t *testing.T) {
	p := newPlace(t)
	s, trust := serve(t, p)
	trace := filepath.Join(t.TempDir(), "trace")
	for _, c := range []struct{ user, name string }{{"", "stillpoint"}, {"ada@", "ada"}} {
		p.options.Address.Remote = strings.Replace(s.URL, "https://", "https://"+c.user, 1) + "/pages.git"
		p.options.Environment = environment(trust, "STILLPOINT_GIT_TOKEN="+token, "GIT_TRACE="+trace)
		s.look = func() { holdsNoSecret(t, p.options.Kept) }
		p.must(t, site().with("a.txt", c.user))
		p.holds(t, site().with("a.txt", c.user))
		if !s.names[c.name] || len(s.names) != 1 {
			t.Errorf("these were let in: %v", s.names)
		}
		clear(s.names)
	}
	text, err := os.ReadFile(trace)
	if err != nil || !strings.Contains(string(text), "fast-import") || strings.Contains(string(text), token) {
		t.Errorf("the arguments of processes: %s, %v", text, err)
	}
}

// holdsNoSecret fails where a file below a folder has the token in it.
func holdsNoSecret(t *testing.T, folder string) {
	_ = filepath.WalkDir(folder, func(name string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return nil // git removes files of its own meanwhile
		}
		text, _ := os.ReadFile(name)
		if strings.Contains(string(text), token) {
			t.Errorf("%s has the token in it", name)
		}
		return nil
	})
}

// TestAddressWithPassword holds that one who writes the password into the address reads it nowhere.
func TestAddressWithPassword(t *testing.T) {
	p := newPlace(t)
	s, trust := serve(t, p)
	s.look = func() { holdsNoSecret(t, p.options.Kept) }
	p.options.Environment = environment(trust)
	p.options.Address.Remote = strings.Replace(s.URL, "https://", "https://ada:"+token+"@", 1) + "/pages.git"
	p.must(t, site())
	p.options.Address.Remote = strings.Replace(s.URL, "https://", "https://ada:wrong-"+token+"@", 1) + "/pages.git"
	_, err := p.publish(t, site())
	if err == nil || strings.Contains(err.Error(), token) || !strings.Contains(err.Error(), "Authentication failed") {
		t.Errorf("the error is %v", err)
	}
}

// TestSettingsOfTheSite holds that the credentials that a pipeline leaves in the repository of the site are used, as actions/checkout does it.
func TestSettingsOfTheSite(t *testing.T) {
	p := newPlace(t)
	s, trust := serve(t, p)
	s.look = func() { holdsNoSecret(t, p.options.Kept) }
	p.options.Environment = environment(trust)
	git(t, p.options.Site, "init", "--quiet")
	git(t, p.options.Site, "remote", "add", "origin", s.URL+"/pages.git")
	p.options.Address.Remote = "origin"
	basic := base64.StdEncoding.EncodeToString([]byte("x-access-token:" + token))
	git(t, p.options.Site, "config", "http."+s.URL+"/.extraheader", "AUTHORIZATION: basic "+basic)
	p.must(t, site())
	p.holds(t, site())
	if !s.names["x-access-token"] {
		t.Errorf("these were let in: %v", s.names)
	}
	// A token of the environment wins over what is there, be it good or not.
	p.options.Environment = environment(trust, "STILLPOINT_GIT_TOKEN=wrong")
	if _, err := p.publish(t, files{"index.html": "x"}); err == nil || !strings.Contains(err.Error(), "STILLPOINT_GIT_TOKEN") {
		t.Errorf("the error is %v", err)
	}
}

func TestUnreachable(t *testing.T) {
	p := newPlace(t)
	s, trust := serve(t, p)
	git(t, p.options.Site, "init", "--quiet")
	git(t, p.options.Site, "remote", "add", "origin", p.folder)
	other := t.TempDir()
	for name, c := range map[string]struct {
		remote string
		env    []string
		says   []string
	}{
		"no such remote":         {"orign", nil, []string{`no remote "orign" (there is origin)`}},
		"no repository":          {other, nil, []string{"cannot be read", "does not appear to be a git repository"}},
		"nobody to ask":          {s.URL + "/pages.git", []string{trust}, []string{"set STILLPOINT_GIT_TOKEN"}},
		"a wrong token":          {s.URL + "/pages.git", []string{trust, "STILLPOINT_GIT_TOKEN=wrong"}, []string{"the token in STILLPOINT_GIT_TOKEN"}},
		"no trusted certificate": {s.URL + "/pages.git", []string{"STILLPOINT_GIT_TOKEN=" + token}, []string{"certificate"}},
		"nobody there":           {"https://127.0.0.1:1/pages.git", nil, []string{"cannot be read", "127.0.0.1"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := p
			p.options.Address.Remote, p.options.Environment = c.remote, environment(c.env...)
			_, err := p.publish(t, site())
			if err == nil {
				t.Fatal("it was published")
			}
			for _, words := range c.says {
				if !strings.Contains(err.Error(), words) {
					t.Errorf("the error does not say %q: %v", words, err)
				}
			}
			t.Log(err)
		})
	}
}

func TestNoGit(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := branch.New(branch.Options{}).Plan(t.Context(), deploy.Site{}, deploy.Options{}); !errors.Is(err, branch.ErrNoGit) {
		t.Errorf("the error is %v", err)
	}
}
