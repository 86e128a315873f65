package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// verifyAgain releases a second time and compares: in a folder of another depth, with an empty cache of the Go tool, another mask for the modes of
// files, another time zone, and other memories of what the user likes.
func (p plan) verifyAgain(ctx context.Context) (err error) {
	elsewhere, err := os.MkdirTemp("", "verify-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(elsewhere)) }()
	temp := filepath.Join(elsewhere, "a longer way", "to the same")
	if err := os.MkdirAll(temp, 0o700); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	out := filepath.Join(elsewhere, "dist")
	command := exec.CommandContext(ctx, self, p.arguments(out)...)
	if sh, err := exec.LookPath("sh"); err == nil {
		command = exec.CommandContext(ctx, sh, append([]string{"-c", `umask 077 && exec "$0" "$@"`, self}, p.arguments(out)...)...)
	}
	command.Env = append(os.Environ(), "GOCACHE="+filepath.Join(elsewhere, "cache"), "TMPDIR="+temp, "TMP="+temp, "TZ=Pacific/Chatham", "LANG=tr_TR.UTF-8", "USER=somebody")
	if said, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("the second build: %w\n%s", err, said)
	}
	return compare(p.out, out)
}

// arguments are those that have the same released to another folder.
func (p plan) arguments(out string) []string {
	var names []string
	for _, t := range p.targets {
		names = append(names, t.String())
	}
	all := []string{"-source", p.source, "-out", out, "-version", p.version, "-targets", strings.Join(names, ",")}
	if p.dirty {
		all = append(all, "-allow-dirty")
	}
	return all
}

// compare tells which files of two folders are not the same.
func compare(one, other string) error {
	names, err := namesIn(one)
	if err != nil {
		return err
	}
	others, err := namesIn(other)
	if err != nil {
		return err
	}
	if !slices.Equal(names, others) {
		return fmt.Errorf("one build made %v, the other %v", names, others)
	}
	var differ []string
	for _, name := range names {
		a, err := os.ReadFile(filepath.Join(one, name))
		if err != nil {
			return err
		}
		b, err := os.ReadFile(filepath.Join(other, name))
		if err != nil {
			return err
		}
		if !bytes.Equal(a, b) {
			differ = append(differ, name)
		}
	}
	if len(differ) > 0 {
		return fmt.Errorf("two builds gave other bytes: %s", strings.Join(differ, ", "))
	}
	return nil
}

func namesIn(dir string) (names []string, err error) {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err
}
