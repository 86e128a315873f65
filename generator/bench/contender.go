package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// The names of the programs.
const (
	stillpointName = "stillpoint"
	hugoName       = "hugo"
	checkedName    = "checked" // Stillpoint with its checks, beside itself without
)

// hugoCache is the folder of Hugo's cache within its site, so that no run finds what another site has left.
const hugoCache = ".hugo-cache"

// contender is a program with a site of its own.
type contender struct {
	name    string
	dir     string
	program string
	layout  string   // the file of the base layout
	build   []string // arguments that build the site into public
	serve   []string // arguments that serve it, but for the port
}

// contenders returns the programs with their sites in a folder; Stillpoint comes first.
func contenders(o options, folder string) []*contender {
	both := []*contender{{
		name: stillpointName, dir: filepath.Join(folder, stillpointName), program: o.stillpoint, layout: "layouts/base.html",
		build: []string{"build"}, serve: []string{"serve"},
	}}
	switch {
	case o.checks:
		checked := *both[0]
		checked.name, checked.dir = checkedName, filepath.Join(folder, checkedName)
		return []*contender{&checked, both[0]}
	case o.hugo == "":
		return both
	}
	dir := filepath.Join(folder, hugoName)
	cache := filepath.Join(dir, hugoCache)
	return append(both, &contender{
		name: hugoName, dir: dir, program: o.hugo, layout: "layouts/baseof.html",
		build: []string{"--minify", "--quiet", "--cacheDir", cache},
		serve: []string{"server", "--minify", "--renderToMemory", "--cacheDir", cache},
	})
}

// files are the configuration and layouts of the program's site.
func (c *contender) files() map[string]string {
	switch c.name {
	case hugoName:
		return hugoFiles()
	case checkedName:
		files := stillpointFiles()
		files["stillpoint.yaml"] = strings.Replace(files["stillpoint.yaml"], unchecked, checked, 1)
		return files
	}
	return stillpointFiles()
}

// public is the folder of the finished site.
func (c *contender) public() string { return filepath.Join(c.dir, "public") }

// forget removes all that builds have left: the finished site and every cache.
func (c *contender) forget() error {
	var all []error
	for _, folder := range []string{"public", "resources", ".stillpoint", hugoCache} {
		all = append(all, os.RemoveAll(filepath.Join(c.dir, folder)))
	}
	return errors.Join(all...)
}

// once builds the site over what is there, as a new process.
func (c *contender) once(ctx context.Context) (measure, error) {
	cmd := exec.CommandContext(ctx, c.program, c.build...)
	cmd.Dir = c.dir
	start := time.Now()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return measure{}, fmt.Errorf("%s: %w\n%s", c.name, err, out)
	}
	return measureOf(time.Since(start), cmd.ProcessState), nil
}

// cold builds the site from nothing.
func (c *contender) cold(ctx context.Context) (measure, error) {
	if err := c.forget(); err != nil {
		return measure{}, err
	}
	return c.once(ctx)
}
