package sftp_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/sftp"
)

type nopCloser struct{ io.ReadSeeker }

func (nopCloser) Close() error { return nil }

func object(name, text string) deploy.Object {
	return deploy.Object{Name: name, Size: int64(len(text)), Open: func() (io.ReadSeekCloser, error) { return nopCloser{strings.NewReader(text)}, nil }}
}

func put(t *testing.T, r *sftp.Remote, name, text string) deploy.Entry {
	t.Helper()
	entry, err := r.Put(t.Context(), object(name, text))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return entry
}

// tree returns all that is in a folder, folders with a slash behind.
func tree(t *testing.T, root string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if path == root || err != nil {
			return err
		}
		name, _ := filepath.Rel(root, path)
		if d.IsDir() {
			name += "/"
		}
		names = append(names, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func list(t *testing.T, r *sftp.Remote) map[string]deploy.Entry {
	t.Helper()
	entries, err := r.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

func TestPut(t *testing.T) {
	s := startServer(t, "-u 077")
	r := s.open(t)
	long := strings.Repeat("langer-name-", 20) + ".html" // 245 bytes, and 255 are allowed
	texts := map[string]string{
		"index.html": "hello", "empty.txt": "", "a/b/c/d/index.html": "deep", "über uns/Preise & Zeiten ß.html": "ü", long: "long", "photo.jpg": strings.Repeat("x", 3<<20+17),
		"exact.bin": strings.Repeat("y", 32<<10), "日本/雪.html": "snow", "-rf *.html": "odd", `back\slash.html`: "odd", "new\nline.html": "odd",
	}
	entries := map[string]deploy.Entry{}
	for name, text := range texts {
		entries[name] = put(t, r, name, text)
	}
	for name, text := range texts {
		data, err := os.ReadFile(filepath.Join(s.root, name))
		if err != nil || string(data) != text {
			t.Errorf("%q arrived as %d bytes, %v; %d were sent", name, len(data), err, len(text))
		}
		read, err := r.Read(t.Context(), name)
		if err != nil || string(read) != text {
			t.Errorf("%q is read as %d bytes, %v", name, len(read), err)
		}
	}
	listed := list(t, r)
	for name, entry := range entries {
		if listed[name] != entry {
			t.Errorf("%q is listed as %+v, and Put said %+v", name, listed[name], entry)
		}
	}
	if len(listed) != len(texts) {
		t.Errorf("%d files are listed, and %d were sent: %v", len(listed), len(texts), tree(t, s.root))
	}
	checkRights(t, s.root)
}

// checkRights checks that visitors may see all, though this server makes files that nobody else may read.
func checkRights(t *testing.T, root string) {
	t.Helper()
	for _, name := range tree(t, root) {
		info, err := os.Stat(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		want := fs.FileMode(0o644)
		if info.IsDir() {
			want = 0o755
		}
		if info.Mode().Perm() != want {
			t.Errorf("%q has the rights %o", name, info.Mode().Perm())
		}
	}
}

func TestReplace(t *testing.T) {
	for _, test := range []struct{ name, flags string }{{"at once", ""}, {"in two steps", "-P posix-rename"}, {"without flushing and links", "-P fsync,hardlink"}} {
		t.Run(test.name, func(t *testing.T) {
			s := startServer(t, test.flags)
			r := s.open(t)
			seen := map[deploy.Entry]bool{}
			for _, text := range []string{"one", "two", "three", "four!", "five!"} {
				entry := put(t, r, "a/index.html", text)
				if seen[entry] {
					t.Errorf("the tag %q is that of an earlier text, too", entry.Tag)
				}
				seen[entry] = true
				if data, err := os.ReadFile(filepath.Join(s.root, "a/index.html")); err != nil || string(data) != text {
					t.Errorf("%q, %v, want %q", data, err, text)
				}
				if listed := list(t, r); listed["a/index.html"] != entry || len(listed) != 1 {
					t.Errorf("listed: %v, want %+v", listed, entry)
				}
			}
			if err := r.Create(t.Context(), "lock", []byte("mine")); err != nil {
				t.Error(err)
			}
			if err := r.Create(t.Context(), "lock", []byte("other")); !errors.Is(err, fs.ErrExist) {
				t.Errorf("a second lock: %v", err)
			}
			if data, _ := r.Read(t.Context(), "lock"); string(data) != "mine" {
				t.Errorf("the lock says %q", data)
			}
		})
	}
}

// TestReplaceUnseen looks at a page all the time while it is replaced.
func TestReplaceUnseen(t *testing.T) {
	s := startServer(t, "")
	r := s.open(t)
	texts := []string{strings.Repeat("a", 100_000), strings.Repeat("b", 100_000)}
	put(t, r, "index.html", texts[0])
	done := make(chan struct{})
	var looks sync.WaitGroup
	looks.Go(func() {
		for {
			data, err := os.ReadFile(filepath.Join(s.root, "index.html"))
			if err != nil || !slices.Contains(texts, string(data)) {
				t.Errorf("somebody has seen %d bytes, %v", len(data), err)
				return
			}
			select {
			case <-done:
				return
			default:
			}
		}
	})
	for i := range 40 {
		put(t, r, "index.html", texts[i%2])
	}
	close(done)
	looks.Wait()
}

func TestRemove(t *testing.T) {
	s := startServer(t, "")
	r := s.open(t)
	put(t, r, "a/b/c.html", "c")
	put(t, r, "a/d.html", "d")
	put(t, r, "e.html", "e")
	writeFile(t, filepath.Join(s.root, "foreign/x.txt"), "x", 0o644)
	put(t, r, "foreign/page.html", "page")
	for _, name := range []string{"a/b/c.html", "a/b/c.html", "never/there.html", "foreign/page.html", "e.html"} {
		if err := r.Remove(t.Context(), name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	want := []string{".stillpoint-published/", "a/", "a/d.html", "foreign/", "foreign/x.txt"}
	if got := tree(t, s.root); !slices.Equal(got, want) {
		t.Errorf("there is %q, want %q", got, want)
	}
	if err := r.Remove(t.Context(), "a/d.html"); err != nil {
		t.Error(err)
	}
	put(t, r, "a/again.html", "again") // though the folder was known to be there
	if err := r.Remove(t.Context(), "foreign"); err == nil {
		t.Error("a folder was removed as if it were a file")
	}
	for _, name := range []string{"../outside", "/etc/passwd", "", ".", "a/../../x"} {
		if err := r.Remove(t.Context(), name); err == nil {
			t.Errorf("%q was removed", name)
		}
		if _, err := r.Put(t.Context(), object(name, "x")); err == nil {
			t.Errorf("%q was written", name)
		}
	}
}

// TestRemovedMeanwhile is about folders that were there a moment ago.
func TestRemovedMeanwhile(t *testing.T) {
	s := startServer(t, "")
	r := s.open(t)
	put(t, r, "a/b/c.html", "c")
	if err := os.RemoveAll(s.root); err != nil {
		t.Fatal(err)
	}
	put(t, r, "a/b/c.html", "again")
	if err := os.RemoveAll(s.root); err != nil {
		t.Fatal(err)
	}
	if err := r.Create(t.Context(), "x/lock", []byte("mine")); err != nil {
		t.Error(err)
	}
}

func TestNotThereYet(t *testing.T) {
	s := startServer(t, "")
	r := openAt(t, s.address(s.port, s.root+"/new"), s.options())
	if listed := list(t, r); len(listed) != 0 {
		t.Errorf("listed: %v", listed)
	}
	if r.Caveat() == "" {
		t.Error("nothing is said of the folder that will be made")
	}
	if _, err := r.Read(t.Context(), "x/y.html"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("reading: %v", err)
	}
	if err := r.Remove(t.Context(), "x/y.html"); err != nil {
		t.Errorf("removing: %v", err)
	}
	put(t, r, "index.html", "hello")
	if got := tree(t, s.root); !slices.Contains(got, "new/index.html") {
		t.Errorf("there is %q", got)
	}
}

func TestLinks(t *testing.T) {
	s := startServer(t, "")
	outside := t.TempDir()
	writeFile(t, filepath.Join(outside, "secret.txt"), "secret", 0o644)
	for _, link := range [][2]string{{outside, "away"}, {filepath.Join(outside, "secret.txt"), "page.html"}, {"/nowhere", "broken"}, {outside, ".stillpoint-published"}} {
		if err := os.Symlink(link[0], filepath.Join(s.root, link[1])); err != nil {
			t.Fatal(err)
		}
	}
	r := s.open(t)
	for range 2 { // the second time, with what the list has told
		var link *sftp.LinkError
		if _, err := r.Put(t.Context(), object("away/index.html", "x")); !errors.As(err, &link) {
			t.Errorf("writing below a link: %v", err)
		}
		if err := r.Remove(t.Context(), "away/secret.txt"); !errors.As(err, &link) {
			t.Errorf("removing below a link: %v", err)
		}
		if _, err := r.Read(t.Context(), "away/secret.txt"); !errors.As(err, &link) {
			t.Errorf("reading below a link: %v", err)
		}
		if _, err := r.Read(t.Context(), "page.html"); !errors.Is(err, fs.ErrNotExist) { // no file, so a plan can go on
			t.Errorf("reading a link: %v", err)
		}
		if _, err := r.Put(t.Context(), object("index.html", "x")); !errors.As(err, &link) {
			t.Errorf("writing drafts below a link: %v", err)
		}
		if listed := list(t, r); len(listed) != 4 {
			t.Errorf("listed: %v", listed)
		}
	}
	if got := tree(t, outside); !slices.Equal(got, []string{"secret.txt"}) {
		t.Errorf("outside there is %q", got)
	}
	if err := os.Remove(filepath.Join(s.root, ".stillpoint-published")); err != nil {
		t.Fatal(err)
	}
	put(t, r, "page.html", "new") // in place of the link, not through it
	if err := r.Remove(t.Context(), "broken"); err != nil {
		t.Error(err)
	}
	if data, err := os.ReadFile(filepath.Join(outside, "secret.txt")); err != nil || string(data) != "secret" {
		t.Errorf("outside: %q, %v", data, err)
	}
	// The folder itself may be a link.
	if err := os.Symlink(s.root, filepath.Join(outside, "current")); err != nil {
		t.Fatal(err)
	}
	through := openAt(t, s.address(s.port, filepath.Join(outside, "current")), s.options())
	put(t, through, "through.html", "x")
	if _, err := os.Stat(filepath.Join(s.root, "through.html")); err != nil {
		t.Error(err)
	}
}

func TestInTheWay(t *testing.T) {
	s := startServer(t, "")
	writeFile(t, filepath.Join(s.root, "prices"), "a file", 0o644)
	writeFile(t, filepath.Join(s.root, "index.html/x"), "in a folder", 0o644)
	r := s.open(t)
	for name, word := range map[string]string{"prices/index.html": "is a file", "index.html": "folder"} {
		_, err := r.Put(t.Context(), object(name, "x"))
		if err == nil || !strings.Contains(err.Error(), word) || errors.Is(err, deploy.ErrAgain) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got, want := tree(t, s.root), []string{".stillpoint-published/", "index.html/", "index.html/x", "prices"}; !slices.Equal(got, want) {
		t.Errorf("there is %q, want %q", got, want)
	}
}

// TestRefused is about servers that do not let one write: as root, rights alone stop nobody.
func TestRefused(t *testing.T) {
	for _, test := range []struct{ flags, want string }{{"-R", "does not allow"}, {"-P write", "does not allow"}, {"-P close", ""}, {"-P mkdir", "does not allow"}} {
		t.Run(test.flags, func(t *testing.T) {
			s := startServer(t, test.flags)
			r := s.open(t)
			_, err := r.Put(t.Context(), object("a/index.html", "x"))
			if err == nil || !strings.Contains(err.Error(), test.want) || errors.Is(err, deploy.ErrAgain) {
				t.Errorf("writing: %v", err)
			}
			if err := r.Create(t.Context(), "a/lock", []byte("x")); err == nil || errors.Is(err, fs.ErrExist) || errors.Is(err, deploy.ErrAgain) {
				t.Errorf("creating: %v", err)
			}
			for _, name := range tree(t, s.root) {
				if !strings.HasSuffix(name, "/") {
					t.Errorf("%s was left behind", name)
				}
			}
		})
	}
}

func TestChangedWhileSent(t *testing.T) {
	s := startServer(t, "")
	r := s.open(t)
	for _, size := range []int64{3, 5, 100_000} {
		o := object("index.html", "four")
		o.Size = size
		if _, err := r.Put(t.Context(), o); err == nil || !strings.Contains(err.Error(), "changed") {
			t.Errorf("%d bytes instead of 4: %v", size, err)
		}
	}
	broken := errors.New("bad disk")
	o := object("index.html", "four")
	o.Open = func() (io.ReadSeekCloser, error) { return nopCloser{badReader{broken}}, nil }
	for _, size := range []int64{4, 100_000} {
		o.Size = size
		if _, err := r.Put(t.Context(), o); !errors.Is(err, broken) || errors.Is(err, deploy.ErrAgain) {
			t.Errorf("%v", err)
		}
	}
	if got := tree(t, s.root); !slices.Equal(got, []string{".stillpoint-published/"}) {
		t.Errorf("there is %q", got)
	}
}

type badReader struct{ err error }

func (b badReader) Read([]byte) (int, error)       { return 0, b.err }
func (b badReader) Seek(int64, int) (int64, error) { return 0, nil }

func TestManyAtOnce(t *testing.T) {
	s := startServer(t, "")
	p := startProxy(t, s, 0)
	r := openAt(t, s.address(p.port, s.root), s.options())
	var all sync.WaitGroup
	for i := range 200 {
		all.Go(func() {
			name := fmt.Sprintf("a/%d/%d/index.html", i%5, i%20)
			if i%2 == 1 {
				name = fmt.Sprintf("b/%d.html", i)
			}
			if _, err := r.Put(t.Context(), object(name, fmt.Sprint(i%20))); err != nil {
				t.Error(err)
			}
			if i%3 == 0 {
				if err := r.Remove(t.Context(), name); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if p.connections() != 1 {
		t.Errorf("there were %d connections", p.connections())
	}
	for name := range list(t, r) {
		if strings.HasPrefix(name, deploy.Own) {
			t.Errorf("%s was left behind", name)
		}
	}
}

func TestCut(t *testing.T) {
	s := startServer(t, "")
	p := startProxy(t, s, 0)
	r := openAt(t, s.address(p.port, s.root), s.options())
	put(t, r, "index.html", "old")
	p.pending(1000)
	_, err := r.Put(t.Context(), object("index.html", strings.Repeat("n", 1<<20)))
	if !errors.Is(err, deploy.ErrAgain) {
		t.Errorf("a cut: %v", err)
	}
	if data, err := os.ReadFile(filepath.Join(s.root, "index.html")); err != nil || string(data) != "old" {
		t.Errorf("after a cut there is %q, %v", data, err)
	}
	put(t, r, "index.html", "new")
	if p.connections() != 2 {
		t.Errorf("there were %d connections, want one and one again", p.connections())
	}
}

// TestSilence is about a server that is there and says nothing, as behind a cable that was pulled.
func TestSilence(t *testing.T) {
	s := startServer(t, "")
	p := startProxy(t, s, 0)
	o := s.options()
	o.Pulse, o.Patience = 10*time.Millisecond, 200*time.Millisecond
	r := openAt(t, s.address(p.port, s.root), o)
	put(t, r, "index.html", "old")
	p.silent.Store(true)
	if _, err := r.Put(t.Context(), object("index.html", "new")); !errors.Is(err, deploy.ErrAgain) {
		t.Errorf("silence: %v", err)
	}
	p.silent.Store(false)
	put(t, r, "index.html", "new")
}

func TestCanceled(t *testing.T) {
	s := startServer(t, "")
	p := startProxy(t, s, 0)
	r := openAt(t, s.address(p.port, s.root), s.options())
	ctx, cancel := context.WithCancel(t.Context())
	o := object("index.html", "x")
	o.Size = 10 << 20
	o.Open = func() (io.ReadSeekCloser, error) { return nopCloser{&canceling{cancel: cancel}}, nil }
	if _, err := r.Put(ctx, o); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped while sending: %v", err)
	}
	if got := tree(t, s.root); !slices.Equal(got, []string{".stillpoint-published/"}) {
		t.Errorf("there is %q", got)
	}
	put(t, r, "index.html", "x")
	if p.connections() != 1 {
		t.Errorf("a file that was stopped has cost all others their connection")
	}
	// Where the server is silent, stopping does not wait for it.
	p.silent.Store(true)
	ctx, cancel = context.WithCancel(t.Context())
	time.AfterFunc(10*time.Millisecond, cancel)
	if _, err := r.Put(ctx, object("index.html", "y")); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped while waiting: %v", err)
	}
}

// canceling stops everything when much of it has been read.
type canceling struct {
	read   int
	cancel func()
}

func (c *canceling) Read(p []byte) (int, error) {
	if c.read += len(p); c.read > 1<<20 {
		c.cancel()
	}
	return copy(p, bytes.Repeat([]byte("x"), len(p))), nil
}

func (c *canceling) Seek(int64, int) (int64, error) { return 0, nil }
