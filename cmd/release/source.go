package main

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// origin is where sources come from.
type origin struct {
	version string
	time    time.Time // that all files are given
}

// originFile says in the sources which version they are. In a commit it holds a placeholder that "git archive" fills in.
const originFile = "cmd/stillpoint/origin.txt"

// export copies the sources to an empty folder: those of the commit alone, or of the folder as it is.
func (p plan) export(ctx context.Context, dir string) (origin, error) {
	if _, err := git(ctx, p.source, "rev-parse", "--verify", "HEAD"); err != nil {
		return p.exportArchive(dir)
	}
	state, err := git(ctx, p.source, "status", "--porcelain")
	if err != nil {
		return origin{}, err
	}
	if state != "" && !p.dirty {
		return origin{}, fmt.Errorf("the folder has changes that are not committed:\n%s\nCommit them, or try out with --allow-dirty", state)
	}
	o, err := p.describe(ctx)
	if err != nil {
		return origin{}, err
	}
	if p.dirty {
		err = exportFolder(ctx, p.source, dir)
	} else {
		err = exportCommit(ctx, p.source, dir)
	}
	if state != "" {
		o.version += "+dirty"
	}
	return o, errors.Join(err, o.write(dir))
}

// write puts into the sources which version they are.
func (o origin) write(dir string) error {
	return os.WriteFile(filepath.Join(dir, filepath.FromSlash(originFile)), []byte("version "+o.version+"\n"), 0o644)
}

// describe asks Git for the version and the time of the commit.
func (p plan) describe(ctx context.Context) (origin, error) {
	line, err := git(ctx, p.source, "log", "-1", "--format=%H %ct")
	if err != nil {
		return origin{}, err
	}
	commit, seconds, _ := strings.Cut(line, " ")
	o := origin{version: p.version}
	if o.version == "" {
		o.version = "v0.0.0-" + commit[:12]
		tags, err := git(ctx, p.source, "tag", "--points-at", "HEAD", "--list", "v*", "--sort=-version:refname")
		if err != nil {
			return origin{}, err
		}
		if tag, _, _ := strings.Cut(tags, "\n"); tag != "" {
			o.version = tag
		}
	}
	o.time, err = moment(seconds)
	return o, err
}

// moment returns SOURCE_DATE_EPOCH where that is set, and otherwise the seconds that are given.
func moment(seconds string) (time.Time, error) {
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds = epoch
	}
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("the time must be a number of seconds (SOURCE_DATE_EPOCH), not %q", seconds)
	}
	return time.Unix(n, 0).UTC(), nil
}

// git runs Git in a folder and returns what it prints.
func git(ctx context.Context, dir string, arguments ...string) (string, error) {
	out, err := output(ctx, dir, "git", arguments...)
	return strings.TrimSpace(string(out)), err
}

// output runs a program and returns what it prints. An error tells what it said of it.
func output(ctx context.Context, dir, program string, arguments ...string) ([]byte, error) {
	command := exec.CommandContext(ctx, program, arguments...)
	command.Dir = dir
	var said bytes.Buffer
	command.Stderr = &said
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s", program, strings.Join(arguments, " "), err, said.Bytes())
	}
	return out, nil
}

// exportCommit writes the files of the commit.
func exportCommit(ctx context.Context, source, dir string) error {
	packed, err := output(ctx, source, "git", "archive", "--format=tar", "HEAD")
	if err != nil {
		return err
	}
	for r := tar.NewReader(bytes.NewReader(packed)); ; {
		h, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case h.Typeflag != tar.TypeReg:
			continue
		}
		text, err := io.ReadAll(r)
		if err == nil {
			err = put(dir, h.Name, text)
		}
		if err != nil {
			return err
		}
	}
}

// exportFolder writes the files that Git knows of, and those that it might come to know, as they are.
func exportFolder(ctx context.Context, source, dir string) error {
	names, err := output(ctx, source, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	if err != nil {
		return err
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(string(names), "\x00"), "\x00") {
		err := carry(os.DirFS(source), name, dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // deleted, but not yet in a commit
			return err
		}
	}
	return nil
}

// exportArchive copies a folder that has no Git: that of an unpacked archive, which says itself which commit it is.
func (p plan) exportArchive(dir string) (origin, error) {
	o := origin{version: p.version}
	text, err := os.ReadFile(filepath.Join(p.source, filepath.FromSlash(originFile)))
	if err != nil {
		return origin{}, err
	}
	if commit, ok := strings.CutPrefix(strings.TrimSpace(string(text)), "commit "); ok && o.version == "" && len(commit) > 12 {
		o.version = "v0.0.0-" + commit[:12]
	}
	if o.version == "" {
		return origin{}, errors.New("this folder has no Git and does not say which commit it is: give --version")
	}
	if o.time, err = moment(""); err != nil {
		return origin{}, err
	}
	tree := os.DirFS(p.source)
	err = fs.WalkDir(tree, ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && (e.Name() == "node_modules" || e.Name() == "dist" || e.Name() == "public"):
			return fs.SkipDir
		case e.Type().IsRegular():
			return carry(tree, name, dir)
		}
		return nil
	})
	return o, errors.Join(err, o.write(dir))
}

// carry copies a plain file.
func carry(tree fs.FS, name, dir string) error {
	text, err := fs.ReadFile(tree, name)
	if err != nil {
		return err
	}
	return put(dir, name, text)
}

// put writes a file within a folder, which it cannot leave.
func put(dir, name string, text []byte) error {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return fmt.Errorf("%q leads out of the sources", name)
	}
	place := filepath.Join(dir, filepath.FromSlash(path.Clean(name)))
	if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
		return err
	}
	return os.WriteFile(place, text, 0o644)
}
