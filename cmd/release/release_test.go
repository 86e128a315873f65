package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"debug/buildinfo"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// small is a module that is built in a moment and does what a release asks of Stillpoint.
func small() map[string]string {
	return map[string]string{
		"go.mod":       "module small\n\ngo 1.26.0\n",
		"LICENSE":      "Do as you like.\n",
		"README.md":    "Read me.\n",
		"CHANGELOG.md": "Changed.\n",
		".gitignore":   "/dist/\n",
		originFile:     "commit $Format:%H$\n",
		"cmd/stillpoint/main.go": `package main

import (
	_ "embed"
	"os"
)

//go:embed origin.txt
var origin string

func main() { os.Stdout.WriteString(os.Args[len(os.Args)-1] + " " + origin) }
`,
		".gitattributes": originFile + " export-subst\n",
	}
}

// repository makes a repository of the small module with one commit, of the second 1,700,000,000.
func repository(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range small() {
		if err := put(dir, name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"} {
		t.Setenv(name, "1700000000 +0000")
	}
	t.Setenv("SOURCE_DATE_EPOCH", "")
	inGit(t, dir, "init", "-q")
	inGit(t, dir, "add", "-A")
	inGit(t, dir, "commit", "-q", "-m", "first")
	return dir
}

func inGit(t *testing.T, dir string, arguments ...string) string {
	t.Helper()
	out, err := git(t.Context(), dir, append([]string{"-c", "user.name=A", "-c", "user.email=a@a.example", "-c", "init.defaultBranch=main"}, arguments...)...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func released(t *testing.T, p plan) (out string) {
	t.Helper()
	p.out = filepath.Join(t.TempDir(), "dist")
	if _, err := p.release(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p.out
}

// unpacked returns the files of an archive with their modes and times.
func unpacked(t *testing.T, file string) (files map[string]string, about map[string]string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	files, about = map[string]string{}, map[string]string{}
	add := func(name string, mode os.FileMode, at time.Time, r io.Reader) {
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[name], about[name] = string(text), mode.String()+" "+at.UTC().Format(time.RFC3339)
	}
	if strings.HasSuffix(file, ".zip") {
		r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.File {
			one, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			add(f.Name, f.Mode(), f.Modified, one)
		}
		return files, about
	}
	squeezed, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(squeezed); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return files, about
		}
		if err != nil {
			t.Fatal(err)
		}
		if h.Uid != 0 || h.Gid != 0 || h.Uname+h.Gname != "" {
			t.Errorf("%s tells of a user: %+v", h.Name, h)
		}
		add(h.Name, h.FileInfo().Mode(), h.ModTime, r)
	}
}

func TestWhatIsReleased(t *testing.T) {
	dir := repository(t)
	inGit(t, dir, "tag", "v1.2.3")
	out := released(t, plan{source: dir, targets: []target{{"linux", "amd64"}, {"windows", "amd64"}}})
	names, err := namesIn(out)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{sumsFile, "stillpoint_v1.2.3_linux_amd64.cdx.json", "stillpoint_v1.2.3_linux_amd64.tar.gz",
		"stillpoint_v1.2.3_windows_amd64.cdx.json", "stillpoint_v1.2.3_windows_amd64.zip"}, names); diff != "" {
		t.Error(diff)
	}
	for archive, program := range map[string]string{"linux_amd64.tar.gz": "stillpoint", "windows_amd64.zip": "stillpoint.exe"} {
		folder := "stillpoint_v1.2.3_" + strings.SplitN(archive, ".", 2)[0] + "/"
		files, about := unpacked(t, filepath.Join(out, "stillpoint_v1.2.3_"+archive))
		const plain, may = "-rw-r--r-- 2023-11-14T22:13:20Z", "-rwxr-xr-x 2023-11-14T22:13:20Z"
		want := map[string]string{folder + program: may}
		for _, name := range []string{"LICENSE", "README.md", "CHANGELOG.md", "LICENSES-OF-OTHERS.txt", "completions/stillpoint.bash", "completions/_stillpoint",
			"completions/stillpoint.fish", "completions/stillpoint.ps1"} {
			want[folder+name] = plain
		}
		if diff := cmp.Diff(want, about); diff != "" {
			t.Errorf("%s (-want +got):\n%s", archive, diff)
		}
		if got := files[folder+"completions/_stillpoint"]; got != "zsh version v1.2.3\n" {
			t.Errorf("the program says %q", got)
		}
		if text := files[folder+"LICENSES-OF-OTHERS.txt"]; !strings.Contains(text, "BSD-3-Clause") || !strings.Contains(text, "Redistribution and use") {
			t.Errorf("the licence of Go is not handed on:\n%s", text)
		}
		if _, err := buildinfo.Read(strings.NewReader(files[folder+program])); err != nil {
			t.Error(err)
		}
	}
	check := exec.CommandContext(t.Context(), "sha256sum", "--check", "--strict", sumsFile)
	check.Dir = out
	if said, err := check.CombinedOutput(); err != nil || bytes.Count(said, []byte(": OK")) != 4 {
		t.Errorf("%v\n%s", err, said)
	}
}

func TestVersions(t *testing.T) {
	dir := repository(t)
	commit := inGit(t, dir, "rev-parse", "HEAD")
	version := func(p plan) string {
		t.Helper()
		p.source = dir
		o, err := p.export(t.Context(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		return o.version + " " + o.time.Format(time.DateOnly)
	}
	for _, test := range []struct {
		what, got, want string
	}{
		{"a commit", version(plan{}), "v0.0.0-" + commit[:12] + " 2023-11-14"},
		{"named", version(plan{version: "v9"}), "v9 2023-11-14"},
	} {
		if test.got != test.want {
			t.Errorf("%s: got %q, want %q", test.what, test.got, test.want)
		}
	}
	inGit(t, dir, "tag", "v1.9.0")
	inGit(t, dir, "tag", "v1.10.0")
	inGit(t, dir, "tag", "other")
	t.Setenv("SOURCE_DATE_EPOCH", "86400")
	if got := version(plan{}); got != "v1.10.0 1970-01-02" {
		t.Error(got)
	}
	t.Setenv("SOURCE_DATE_EPOCH", "soon")
	if _, err := (plan{source: dir}).export(t.Context(), t.TempDir()); err == nil {
		t.Error("a time that is none was taken")
	}
}

// TestUncommitted releases nothing that is not in a commit, unless it is told to, and then says so.
func TestUncommitted(t *testing.T) {
	dir := repository(t)
	for name, text := range map[string]string{"untracked.txt": "new", "README.md": "Changed.\n", "dist/x": "ignored"} {
		if err := put(dir, name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := (plan{source: dir}).export(t.Context(), t.TempDir()); err == nil || !strings.Contains(err.Error(), "README.md") || !strings.Contains(err.Error(), "untracked.txt") {
		t.Error(err)
	}
	copied := t.TempDir()
	o, err := plan{source: dir, dirty: true}.export(t.Context(), copied)
	if err != nil || !strings.HasSuffix(o.version, "+dirty") {
		t.Fatal(o, err)
	}
	text, err := os.ReadFile(filepath.Join(copied, "README.md"))
	if err != nil || string(text) != "Changed.\n" {
		t.Errorf("%q, %v", text, err)
	}
	if _, err := os.Stat(filepath.Join(copied, "dist")); err == nil {
		t.Error("what Git passes over was taken")
	}
}

// TestOnlyTheCommitCounts leaves out of a release what a folder has beside the commit and Git does not tell of.
func TestOnlyTheCommitCounts(t *testing.T) {
	dir := repository(t)
	if err := put(dir, "dist/left.txt", []byte("ignored")); err != nil {
		t.Fatal(err)
	}
	copied := t.TempDir()
	if _, err := (plan{source: dir}).export(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	var got []string
	for name := range small() {
		if _, err := os.Stat(filepath.Join(copied, filepath.FromSlash(name))); err == nil {
			got = append(got, name)
		}
	}
	entries, err := os.ReadDir(copied)
	if err != nil || len(got) != len(small()) || slices.ContainsFunc(entries, func(e os.DirEntry) bool { return e.Name() == "dist" }) {
		t.Errorf("%v, %v, %v", got, entries, err)
	}
}

// TestWithoutGit releases from an archive of a commit, with the version that stands in it and the time that is given.
func TestWithoutGit(t *testing.T) {
	dir, unpacked := repository(t), t.TempDir()
	if err := exportCommit(t.Context(), dir, unpacked); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(unpacked))
	p := plan{source: unpacked, targets: []target{{"linux", "amd64"}}}
	if _, err := p.export(t.Context(), t.TempDir()); err == nil {
		t.Error("without a time it must be refused")
	}
	t.Setenv("SOURCE_DATE_EPOCH", "1700000000")
	o, err := p.export(t.Context(), t.TempDir())
	if want := "v0.0.0-" + inGit(t, dir, "rev-parse", "HEAD")[:12]; err != nil || o.version != want {
		t.Errorf("%v, %v", o, err)
	}
	p.version = o.version
	if err := compare(released(t, p), released(t, plan{source: dir, targets: p.targets})); err != nil {
		t.Error("from an archive and from Git:", err)
	}
	if err := os.WriteFile(filepath.Join(unpacked, filepath.FromSlash(originFile)), []byte("commit $Format:%H$\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := (plan{source: unpacked}).export(t.Context(), t.TempDir()); err == nil || !strings.Contains(err.Error(), "--version") {
		t.Error(err)
	}
}

// TestTheComparisonCanFail sees a difference in a byte, and in a name.
func TestTheComparisonCanFail(t *testing.T) {
	one, other := t.TempDir(), t.TempDir()
	for _, dir := range []string{one, other} {
		if err := put(dir, "a", []byte("same")); err != nil {
			t.Fatal(err)
		}
	}
	if err := compare(one, other); err != nil {
		t.Error(err)
	}
	if err := put(other, "a", []byte("sane")); err != nil {
		t.Fatal(err)
	}
	if err := compare(one, other); err == nil || !strings.Contains(err.Error(), "a") {
		t.Error(err)
	}
	if err := put(other, "b", nil); err != nil {
		t.Fatal(err)
	}
	if err := compare(one, other); err == nil || !strings.Contains(err.Error(), "[a b]") {
		t.Error(err)
	}
}

func TestRefusals(t *testing.T) {
	for _, arguments := range [][]string{{"--targets", "plan9/amd64"}, {"here"}, {"--outt", "x"}} {
		if _, err := parse(arguments); err == nil {
			t.Errorf("%v was taken", arguments)
		}
	}
	p, err := parse([]string{"--targets", "linux/arm64,windows/amd64", "--allow-dirty"})
	if err != nil || len(p.targets) != 2 || !p.dirty {
		t.Errorf("%+v, %v", p, err)
	}
	if all, err := parse(nil); err != nil || len(all.targets) != 6 || all.dirty {
		t.Errorf("%+v, %v", all, err)
	}
	full := t.TempDir()
	if err := put(full, "x", nil); err != nil {
		t.Fatal(err)
	}
	if _, err := (plan{source: ".", out: full}).release(context.Background()); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Error(err)
	}
	if err := put(full, "../x", nil); err == nil {
		t.Error("a name that leads out was taken")
	}
}
