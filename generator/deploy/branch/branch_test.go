package branch_test

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/branch"
)

// files are the files of a site, or of a branch, by name.
type files map[string]string

// memory is a file that is read from memory.
type memory struct{ *bytes.Reader }

func (memory) Close() error { return nil }

func (f files) site() deploy.Site {
	var all []deploy.Object
	for _, name := range slices.Sorted(maps.Keys(f)) {
		text := f[name]
		sum := sha256.Sum256([]byte(text))
		all = append(all, deploy.Object{
			Name: name, Size: int64(len(text)), Digest: hex.EncodeToString(sum[:]),
			Open: func() (io.ReadSeekCloser, error) { return memory{bytes.NewReader([]byte(text))}, nil },
		})
	}
	return deploy.Site{Folder: "public", Files: all}
}

// environment is that of a user who has set nothing up, on whatever machine the tests run.
func environment(more ...string) []string {
	return append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull}, more...)
}

// git runs the command in a folder, for the tests alone.
func git(t testing.TB, folder string, arguments ...string) string {
	t.Helper()
	out, err := try(folder, arguments...)
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(arguments, " "), err, out)
	}
	return out
}

func try(folder string, arguments ...string) (string, error) {
	c := exec.Command("git", arguments...)
	c.Dir, c.Env = folder, environment("GIT_AUTHOR_NAME=Mara", "GIT_AUTHOR_EMAIL=mara@example.org", "GIT_COMMITTER_NAME=Mara", "GIT_COMMITTER_EMAIL=mara@example.org")
	out, err := c.CombinedOutput()
	return string(out), err
}

// place is a bare repository that a test publishes to.
type place struct {
	folder  string
	options branch.Options
	adopt   bool
	address string // of the site that is published
}

func newPlace(t testing.TB, format ...string) place {
	t.Helper()
	need(t, "git")
	folder := filepath.Join(t.TempDir(), "pages.git")
	git(t, "", append([]string{"init", "--quiet", "--bare", folder}, format...)...)
	git(t, folder, "config", "gc.auto", "0") // which would move objects while a test looks at them
	return place{folder: folder, options: branch.Options{
		Address: branch.Address{Remote: folder, Branch: "pages"}, Site: t.TempDir(), Kept: filepath.Join(t.TempDir(), "kept"),
		Now: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC), Environment: environment(),
	}}
}

// need skips a test on a machine without a program, where that is allowed.
func need(t testing.TB, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("STILLPOINT_REQUIRE_TOOLS") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
}

// result is what became of a publication.
type result struct {
	deploy.Result
	commit string
	again  bool // whether it was planned anew
}

// publish publishes files.
func (p place) publish(t testing.TB, f files) (result, error) {
	t.Helper()
	return p.between(t, f, func() {})
}

// between publishes files, and does something between plan and push.
func (p place) between(t testing.TB, f files, do func()) (result, error) {
	t.Helper()
	target := branch.New(p.options)
	o, s := deploy.Options{Adopt: p.adopt}, f.site()
	s.Address = p.address
	plan, err := target.Plan(t.Context(), s, o)
	if err != nil {
		return result{}, errors.Join(err, target.Close())
	}
	do()
	done, err := target.Publish(t.Context(), s, plan, o)
	return result{done, target.Commit(), done.Plan != plan}, errors.Join(err, target.Close())
}

// must publishes files without an error.
func (p place) must(t testing.TB, f files) result {
	t.Helper()
	done, err := p.publish(t, f)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// head returns the commit that the branch stands at, "" where there is none.
func (p place) head() string {
	out, err := try(p.folder, "rev-parse", "--verify", "--quiet", "refs/heads/pages")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(out)
}

// files returns all files of the branch but the manifest.
func (p place) files(t testing.TB) files {
	t.Helper()
	all := files{}
	if p.head() == "" {
		return all
	}
	c := exec.Command("git", "archive", "--format=tar", "refs/heads/pages")
	c.Dir, c.Env = p.folder, environment()
	archive, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(bytes.NewReader(archive)); ; {
		header, err := r.Next()
		if err == io.EOF {
			break
		}
		text, readErr := io.ReadAll(r)
		if err := errors.Join(err, readErr); err != nil {
			t.Fatal(err)
		}
		if header.Typeflag == tar.TypeReg && !deploy.IsOwn(header.Name) {
			all[header.Name] = string(text)
		}
	}
	return all
}

// holds fails where the branch has not just these files.
func (p place) holds(t testing.TB, want ...files) {
	t.Helper()
	all := files{}
	for _, f := range want {
		maps.Copy(all, f)
	}
	if is := p.files(t); !maps.Equal(is, all) {
		t.Fatalf("the branch has %v, not %v", is, all)
	}
}

// put commits files to the branch as somebody else would; "" removes one.
func (p place) put(t testing.TB, f files) {
	t.Helper()
	clone := t.TempDir()
	git(t, "", "init", "--quiet", "--object-format="+strings.TrimSpace(git(t, p.folder, "rev-parse", "--show-object-format")), clone)
	if p.head() != "" {
		git(t, clone, "fetch", "--quiet", p.folder, "pages")
		git(t, clone, "checkout", "--quiet", "FETCH_HEAD")
	}
	for name, text := range f {
		file := filepath.Join(clone, filepath.FromSlash(name))
		if text == "" {
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	git(t, clone, "add", "--all", "--force")
	git(t, clone, "commit", "--quiet", "--message", "by hand")
	git(t, clone, "push", "--quiet", p.folder, "HEAD:refs/heads/pages")
}

func site() files {
	return files{"index.html": "Welcome.", "prices/index.html": "64", "css/site.abc.css": "body{}", ".nojekyll": "", "404.html": "\r\nnot here\r\n", "über uns/ä \"x\".html": "ü"}
}

func TestPublish(t *testing.T) {
	p, s := newPlace(t), site()
	if first := p.must(t, s); first.commit != p.head() || first.commit == "" {
		t.Errorf("published %+v, and the branch is at %s", first, p.head())
	}
	p.holds(t, s)
	if parents := git(t, p.folder, "log", "--format=%P|%an <%ae>|%at|%s", "pages"); parents != "|Stillpoint <stillpoint@localhost.invalid>|1795392000|Publish 6 files\n" {
		t.Errorf("the first commit is %q", parents)
	}
	before := p.head()
	if again := p.must(t, s); again.commit != "" || p.head() != before {
		t.Error("a commit was made though nothing had changed")
	}
	s["prices/index.html"], s["new/a/b/c.html"] = "70", "new"
	delete(s, "css/site.abc.css")
	p.must(t, s)
	p.holds(t, s)
	if count := git(t, p.folder, "rev-list", "--count", "pages"); count != "2\n" {
		t.Errorf("there are %s commits", count)
	}
	// A file takes the place of a folder, and a folder that of a file.
	s["new"], s["404.html/x"] = "a file", "in a folder"
	delete(s, "new/a/b/c.html")
	delete(s, "404.html")
	p.must(t, s)
	p.holds(t, s)
	p.must(t, files{})
	p.holds(t)
	git(t, p.folder, "fsck", "--strict", "--no-dangling")
}

// TestSame holds that the same site gives the same commit in every place, but for the parents that it has.
func TestSame(t *testing.T) {
	a, b := newPlace(t), newPlace(t)
	if one, other := a.must(t, site()), b.must(t, site()); one.commit != other.commit {
		t.Errorf("%s and %s", one.commit, other.commit)
	}
}

func TestForeignFilesStay(t *testing.T) {
	p, s := newPlace(t), site()
	theirs := files{"notes.txt": "mine", "prices/old.pdf": "old", "docs/a.md": "a"}
	p.put(t, theirs)
	p.must(t, s)
	p.holds(t, s, theirs)
	p.put(t, files{"later.txt": "later"})
	theirs["later.txt"] = "later"
	delete(s, "prices/index.html")
	p.must(t, s)
	p.holds(t, s, theirs)
	// A file of ours that somebody has changed is made right, and one that somebody has removed is made again.
	p.put(t, files{"index.html": "by hand", "404.html": ""})
	p.must(t, s)
	p.holds(t, s, theirs)
	// One that somebody has changed and that is no longer ours is theirs.
	p.put(t, files{"404.html": "by hand"})
	delete(s, "404.html")
	theirs["404.html"] = "by hand"
	p.must(t, s)
	p.holds(t, s, theirs)
}

func TestForeignFilesInTheWay(t *testing.T) {
	for name, c := range map[string]struct {
		theirs, ours files
		names        []string
		adopts       bool
	}{
		"the same name":        {files{"index.html": "theirs", "a": "x"}, files{"index.html": "ours"}, []string{"index.html"}, true},
		"the same bytes":       {files{"index.html": "ours", "a": "x"}, files{"index.html": "ours"}, nil, true},
		"a file for a folder":  {files{"prices": "theirs"}, files{"prices/index.html": "ours"}, []string{"prices"}, false},
		"a folder for a file":  {files{"prices/x/y": "theirs"}, files{"prices": "ours"}, []string{"prices/x/y"}, false},
		"the source of a site": {files{"stillpoint.yaml": "site:"}, files{"index.html": "ours"}, []string{"holds what a site is made from"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPlace(t)
			p.put(t, c.theirs)
			before := p.head()
			_, err := p.publish(t, c.ours)
			for _, name := range c.names {
				if err == nil || !strings.Contains(err.Error(), name) {
					t.Errorf("the error is %v, and does not name %s", err, name)
				}
			}
			if len(c.names) > 0 && p.head() != before || len(c.names) == 0 && err != nil {
				t.Errorf("the branch was changed in spite of an error, or there should be none: %v", err)
			}
			p.adopt = true
			if _, err := p.publish(t, c.ours); (err == nil) != c.adopts {
				t.Errorf("with Adopt: %v", err)
			}
			if c.adopts {
				p.holds(t, c.theirs, c.ours)
				p.adopt = false
				p.must(t, files{"index.html": "changed"})
				p.must(t, files{})
				p.holds(t, files{"a": "x"})
			}
		})
	}
}

// TestUntouched holds that nothing is written to the repository that the site lies in, and nothing is left behind.
func TestUntouched(t *testing.T) {
	p := newPlace(t)
	site, remote := p.options.Site, p.folder
	git(t, site, "init", "--quiet")
	git(t, site, "remote", "add", "origin", remote)
	git(t, site, "config", "user.name", "Ada Lind")
	git(t, site, "config", "user.email", "ada@example.org")
	if err := os.WriteFile(filepath.Join(site, "staged.txt"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	git(t, site, "add", ".")
	before := tree(t, site)
	p.options.Address.Remote = "origin"
	// As in a hook of git, which tells of its own repository by the environment.
	p.options.Environment = environment("GIT_DIR="+filepath.Join(site, ".git"), "GIT_INDEX_FILE="+filepath.Join(site, ".git", "index"))
	p.must(t, files{"index.html": "a"})
	p.must(t, files{"index.html": "b"})
	p.holds(t, files{"index.html": "b"})
	if after := tree(t, site); after != before {
		t.Errorf("the repository of the site was:\n%s\nand is:\n%s", before, after)
	}
	if left := tree(t, p.options.Kept); left != "" {
		t.Errorf("this is left:\n%s", left)
	}
	if author := git(t, p.folder, "log", "-1", "--format=%an <%ae>", "pages"); author != "Ada Lind <ada@example.org>\n" {
		t.Errorf("the author is %q", author)
	}
}

// tree describes all files below a folder, with their bytes and times.
func tree(t *testing.T, folder string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(folder, func(name string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		text, err := os.ReadFile(name)
		b.WriteString(name + " " + info.ModTime().String() + " " + hex.EncodeToString(text) + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRelativeRemote(t *testing.T) {
	p := newPlace(t)
	top := filepath.Dir(p.folder)
	p.options.Site = filepath.Join(top, "work", "site")
	if err := os.MkdirAll(p.options.Site, 0o755); err != nil {
		t.Fatal(err)
	}
	git(t, filepath.Join(top, "work"), "init", "--quiet")
	git(t, filepath.Join(top, "work"), "remote", "add", "near", "../pages.git")
	for _, remote := range []string{"near", "../../pages.git", "file://" + filepath.ToSlash(p.folder)} {
		p.options.Address.Remote = remote
		p.must(t, files{"index.html": remote})
		p.holds(t, files{"index.html": remote})
	}
}

// TestCautious holds that somebody can publish who has told git to use no bare repository that it comes upon, and none of others.
func TestCautious(t *testing.T) {
	p := newPlace(t)
	p.options.Environment = environment("GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=safe.bareRepository", "GIT_CONFIG_VALUE_0=explicit")
	p.must(t, site())
	p.must(t, files{"index.html": "x"})
	p.holds(t, files{"index.html": "x"})
	git(t, p.options.Site, "init", "--quiet")
	p.options.Environment = environment("GIT_TEST_ASSUME_DIFFERENT_OWNER=1")
	if _, err := p.publish(t, site()); err == nil || !strings.Contains(err.Error(), "the repository of the site cannot be read: git remote: detected dubious ownership") || !strings.Contains(err.Error(), "\nthe folder belongs to somebody else") {
		t.Errorf("the error is %v", err)
	}
}

func TestObjectFormat(t *testing.T) {
	p := newPlace(t, "--object-format=sha256")
	p.put(t, files{"notes.txt": "theirs"})
	git(t, p.folder, "symbolic-ref", "HEAD", "refs/heads/pages")
	for _, text := range []string{"a", "b"} {
		if result := p.must(t, files{"index.html": text}); len(result.commit) != 64 {
			t.Errorf("the commit is %s", result.commit)
		}
		p.holds(t, files{"index.html": text, "notes.txt": "theirs"})
	}
	if result := p.must(t, files{"index.html": "b", "notes.txt": "theirs"}); len(result.Plan.Adopt) != 1 {
		t.Errorf("a file with the very bytes was not adopted: %+v", result.Plan)
	}
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"git:origin#pages": "git:origin#pages", "git:git@codeberg.org:a/b.git#x/y": "git:git@codeberg.org:a/b.git#x/y", "git:../a#b.git#c": "git:../a#b.git#c",
		"git:origin#refs/heads/pages":                "git:origin#pages",
		"git:https://ada:secret@example.org/a#b":     "git:https://ada@example.org/a#b",
		"git:https://ghp_secret@example.org/a.git#b": "git:https://example.org/a.git#b",
		"git:https://ada:sec%ret@example.org/a#b":    "git:https://…@example.org/a#b", // no URL, though git may take it
		"git:ssh://git@example.org/a.git#b":          "git:ssh://git@example.org/a.git#b",
		"git:origin":                                 "", "git:#pages": "", "git:origin#": "", "origin#pages": "", "git:--upload-pack=x#a": "", "git:origin#-a": "", "git:origin#a..b": "",
		"git:origin#a b": "", "git:origin#a.lock": "", "git:origin#/a": "", "git:origin#a~1": "", "git:origin#@": "", "git:origin#HEAD": "git:origin#HEAD",
	} {
		a, err := branch.Parse(text)
		if (err != nil) != (want == "") || err == nil && a.String() != want {
			t.Errorf("%s is %v, %v", text, a, err)
		}
	}
}
