package sftp_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/sftp"
)

// onlySFTP are the settings of a server that runs nothing else.
const onlySFTP = "ForceCommand internal-sftp"

// byFind tells whether the last list was made by a program of the server: then its price does not depend on folders.
func byFind(r *sftp.Remote) bool { return r.StatsPerList(1<<30) > 1<<20 }

// oddFolder fills a folder with all that may be in one, in more folders than are read one by one.
func oddFolder(t *testing.T, root string) {
	t.Helper()
	names := []string{"it's", `"quoted"`, "$(touch hit)", "`touch hit`", `back\slash\n`, "new\nline", "tab\there", " blanks ", "-rf", "%P%s", "*?[a]", "~", "\xff\xfe not UTF-8", "größe 日本", "end", "semi;colon&|<>", "!bang", "#hash"}
	for i, name := range names {
		writeFile(t, filepath.Join(root, name, name, name), strings.Repeat("x", i), 0o644)
		writeFile(t, filepath.Join(root, "files", name), name, 0o644)
	}
	for i := range 30 {
		writeFile(t, filepath.Join(root, "pages", fmt.Sprint(i), "index.html"), fmt.Sprint(i), 0o644)
	}
	links := filepath.Join(root, "links")
	must(t, os.MkdirAll(filepath.Join(root, "empty/inner"), 0o755))
	must(t, os.Mkdir(links, 0o755))
	for name, to := range map[string]string{"file": "../files/end", "folder": "../files", "broken": "nowhere", "up": "..", "loop": "loop"} {
		must(t, os.Symlink(to, filepath.Join(links, name)))
	}
	must(t, exec.Command(requireTool(t, "mkfifo"), filepath.Join(root, "fifo")).Run())
	for name, at := range map[string]time.Time{"first": time.Unix(0, 0), "fraction": time.Unix(1_700_000_000, 999_999_999), "later": time.Unix(1<<31+5, 0), "last": time.Unix(1<<32-1, 0)} {
		writeFile(t, filepath.Join(root, "times", name), name, 0o644)
		must(t, os.Chtimes(filepath.Join(root, "times", name), at, at))
	}
	must(t, os.WriteFile(filepath.Join(root, "large"), nil, 0o644))
	must(t, os.Truncate(filepath.Join(root, "large"), 5<<30))
	for name, rights := range map[string]os.FileMode{"shut": 0, "seen": 0o444, "blind": 0o111} { // which stop nobody who is root
		writeFile(t, filepath.Join(root, "rights", name, "file"), name, 0o644)
		must(t, os.Chmod(filepath.Join(root, "rights", name), rights))
		t.Cleanup(func() { _ = os.Chmod(filepath.Join(root, "rights", name), 0o755) })
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func sameLists(t *testing.T, got, want map[string]deploy.Entry) {
	t.Helper()
	for name, e := range want {
		if got[name] != e {
			t.Errorf("%q is listed as %+v, and SFTP says %+v", name, got[name], e)
		}
	}
	for name := range got {
		if _, there := want[name]; !there {
			t.Errorf("%q is listed, and SFTP does not say so", name)
		}
	}
}

// TestFind lists by a program of the server just what SFTP lists, in a folder whose own name a shell might misread.
func TestFind(t *testing.T) {
	s, plain := startServer(t, ""), startServer(t, "", onlySFTP)
	for _, folder := range []string{"htdocs", "it's `touch hit` $(touch hit)\";*\\ -rf ü"} {
		root := filepath.Join(s.root, folder)
		must(t, os.MkdirAll(root, 0o755))
		oddFolder(t, root)
		r, slow := openAt(t, s.address(s.port, root), s.options()), openAt(t, plain.address(plain.port, root), plain.options())
		want := list(t, slow)
		sameLists(t, list(t, r), want)
		if !byFind(r) || byFind(slow) {
			t.Errorf("%q: by a program %t, and over SFTP alone %t", folder, byFind(r), byFind(slow))
		}
		if len(want) < 75 {
			t.Errorf("there are but %d files", len(want))
		}
		for _, remote := range []*sftp.Remote{r, slow} { // what is known of folders is the same, too
			put(t, remote, "pages/7/other.html", "other")
			put(t, remote, "empty/inner/page.html", "page")
			if _, err := remote.Put(t.Context(), object("links/folder/x.html", "x")); err == nil {
				t.Error("something was written below a link")
			}
			if err := remote.Remove(t.Context(), "empty/inner/page.html"); err != nil {
				t.Error(err)
			}
			must(t, os.MkdirAll(filepath.Join(root, "empty/inner"), 0o755))
		}
		// SFTP folds times before 1970, so that a list with one is not taken.
		must(t, os.Chtimes(filepath.Join(root, "times/first"), time.Unix(-5, 0), time.Unix(-5, 0)))
		sameLists(t, list(t, r), list(t, slow))
	}
	for _, name := range []string{"hit", filepath.Join(s.root, "hit"), filepath.Join(os.Getenv("HOME"), "hit")} {
		if _, err := os.Lstat(name); err == nil {
			t.Errorf("a shell has done what a name says: %s", name)
		}
	}
}

// TestFindElsewhere lists over SFTP where a server answers in some other way, or not at all, and asks it no second time.
func TestFindElsewhere(t *testing.T) {
	server := requireTool(t, "sftp-server")
	tools := filepath.Join(t.TempDir(), "bin")
	for _, name := range []string{"find", "gzip"} {
		must(t, os.MkdirAll(tools, 0o755))
		must(t, os.Symlink(requireTool(t, name), filepath.Join(tools, name)))
	}
	other := t.TempDir()
	writeFile(t, filepath.Join(other, "page/index.html"), "other", 0o644)
	only := func(name, text string) string { // a PATH with one program, or one that does something else
		folder := t.TempDir()
		if text == "" {
			must(t, os.Symlink(filepath.Join(tools, name), filepath.Join(folder, name)))
		} else {
			writeFile(t, filepath.Join(folder, name), "#!/bin/sh\n"+text+"\n", 0o755)
		}
		return "PATH=" + folder + " exec /bin/sh"
	}
	for _, test := range []struct {
		name, shell string
		found       bool
	}{
		{"words of welcome", "echo; printf 'Welcome to our server. '; exec sh", true},
		{"no gzip", only("find", ""), true},
		{"no find", only("gzip", ""), false},
		{"another find", only("find", "echo 'find: -printf: unknown primary or operator' >&2; exit 1"), false},
		{"a find that knows no NUL", only("find", `for last; do :; done; printf '%s\n' f 1 2 page`), false},
		{"a find that is cut", only("find", filepath.Join(tools, "find")+` "$@" | head -c 300; kill -9 $PPID`), false},
		{"other files", only("find", `shift; exec `+filepath.Join(tools, "find")+" "+other+` "$@"`), false},
		{"no files", only("find", `exit 0`), false},
		{"refused", "echo This service allows sftp connections only. >&2; exit 1", false},
		{"noise", "exec /bin/yes", false},
		{"noise that is packed", "printf 'stillpoint lists packed\\n'; echo noise; echo noise", false},
		{"a list without end", "printf 'stillpoint lists plain\\n'; printf 'f 1 2 page\\000'", false},
		{"silence", "exec sleep 10", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			program := filepath.Join(t.TempDir(), "shell")
			writeFile(t, program, "#!/bin/sh\ncase $SSH_ORIGINAL_COMMAND in\nsh) "+test.shell+";;\n*) exec "+server+";;\nesac\n", 0o755)
			s := startServer(t, "", "ForceCommand "+program)
			for i := range 30 {
				writeFile(t, filepath.Join(s.root, fmt.Sprint(i), "page/index.html"), fmt.Sprint(i), 0o644)
			}
			r := s.open(t)
			for range 2 {
				if got := list(t, r); len(got) != 30 || byFind(r) != test.found || got["7/page/index.html"].Size != 1 {
					t.Errorf("by a program: %t, %v", byFind(r), got)
				}
			}
		})
	}
}

// TestFindCut cuts the connection anywhere in a list: it is whole, or the error says that another try may go well.
func TestFindCut(t *testing.T) {
	s := startServer(t, "")
	for i := range 40 {
		writeFile(t, filepath.Join(s.root, fmt.Sprint(i), "index.html"), fmt.Sprint(i), 0o644)
	}
	p := startProxy(t, s, 0)
	want := list(t, s.open(t))
	for at := int64(700); at < 7500; at += 1600 {
		r := openAt(t, s.address(p.port, s.root), s.options())
		p.pending(at)
		got, err := r.List(t.Context())
		if err == nil {
			sameLists(t, got, want)
		} else if !errors.Is(err, deploy.ErrAgain) {
			t.Errorf("cut after %d bytes: %v", at, err)
		}
		p.pending(-1)
		sameLists(t, list(t, r), want)
	}
}
