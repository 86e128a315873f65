package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// release makes all files and returns their paths.
func (p plan) release(ctx context.Context) (made []string, err error) {
	if err := emptyFolder(p.out); err != nil {
		return nil, err
	}
	work, err := os.MkdirTemp("", "release-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	sources := filepath.Join(work, "sources")
	if err := os.Mkdir(sources, 0o755); err != nil {
		return nil, err
	}
	from, err := p.export(ctx, sources)
	if err != nil {
		return nil, err
	}
	b := builder{sources: sources, work: work, out: p.out, from: from}
	if err := b.prepare(ctx); err != nil {
		return nil, err
	}
	for _, t := range p.targets {
		if err := b.target(ctx, t); err != nil {
			return nil, fmt.Errorf("%s: %w", t, err)
		}
	}
	return b.made, b.sums()
}

// emptyFolder makes a folder, and refuses one that has something in it, since that would end up among what is released.
func emptyFolder(dir string) error {
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		return fmt.Errorf("%s is not empty: remove it, or name another folder with --out", dir)
	}
	return os.MkdirAll(dir, 0o755)
}

// builder makes the files of one release.
type builder struct {
	sources, work, out string
	from               origin
	goroot             string
	modules            map[string]module // by path and version
	shared             []entry           // what every archive has beside the program
	made               []string
}

// compile builds the program for a system.
func (b *builder) compile(ctx context.Context, t target, file string) error {
	command := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", file, "./cmd/stillpoint")
	command.Dir = b.sources
	command.Env = append(os.Environ(), settings(t)...)
	out, err := command.CombinedOutput()
	if err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	return nil
}

// settings are all variables of the environment that shape what the Go tool builds.
func settings(t target) []string {
	return []string{
		"GOOS=" + t.os, "GOARCH=" + t.arch, "CGO_ENABLED=0", "GOAMD64=v1", "GOARM64=v8.0",
		"GOFLAGS=", "GOEXPERIMENT=", "GODEBUG=", "GOFIPS140=off", "GOWORK=off", "GOTOOLCHAIN=local",
	}
}

// prepare makes what all archives have in common: texts, and completions, which the program itself prints.
func (b *builder) prepare(ctx context.Context) error {
	for _, name := range []string{"LICENSE", "README.md", "CHANGELOG.md"} {
		text, err := os.ReadFile(filepath.Join(b.sources, name))
		if err != nil {
			return err
		}
		b.shared = append(b.shared, entry{name: name, text: text})
	}
	here := filepath.Join(b.work, "here")
	if err := b.compile(ctx, target{runtime.GOOS, runtime.GOARCH}, here); err != nil {
		return err
	}
	for shell, name := range map[string]string{"bash": "stillpoint.bash", "zsh": "_stillpoint", "fish": "stillpoint.fish", "powershell": "stillpoint.ps1"} {
		text, err := output(ctx, b.work, here, "completion", shell)
		if err != nil {
			return err
		}
		b.shared = append(b.shared, entry{name: "completions/" + name, text: text})
	}
	return b.list(ctx)
}

// target makes the archive and the bill of materials for one system.
func (b *builder) target(ctx context.Context, t target) error {
	program := filepath.Join(b.work, t.os+"-"+t.arch)
	if err := b.compile(ctx, t, program); err != nil {
		return err
	}
	binary, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	parts, err := b.parts(program)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("stillpoint_%s_%s_%s", b.from.version, t.os, t.arch)
	bill, err := b.bill(t, binary, parts)
	if err == nil {
		err = b.save(name+".cdx.json", bill)
	}
	if err != nil {
		return err
	}
	file := "stillpoint"
	if t.os == "windows" {
		file += ".exe"
	}
	entries := append([]entry{{name: file, text: binary, program: true}, {name: "LICENSES-OF-OTHERS.txt", text: notices(parts)}}, b.shared...)
	return b.pack(name, t, entries)
}

// save writes a finished file.
func (b *builder) save(name string, data []byte) error {
	place := filepath.Join(b.out, name)
	b.made = append(b.made, place)
	return os.WriteFile(place, data, 0o644)
}
