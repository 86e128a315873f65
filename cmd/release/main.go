// Command release makes what a release of Stillpoint consists of: static programs for every system, packed with what belongs to
// them, a bill of materials for each, and the checksums of all. Run it as .ci/release.
//
// The same commit gives the same bytes, whoever builds it, where, when and on which machine, as long as the version of Go is the
// same: sources are taken from the commit alone, paths are trimmed, times are that of the commit
// (or SOURCE_DATE_EPOCH), and nothing of the environment is asked.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// plan says what to release, from where to where.
type plan struct {
	source  string // the repository's folder, or that of an archive of it
	out     string // must be empty, or not exist
	version string // "v1.2.3"; "" means the tag of the commit, or its digest where it has none
	targets []target
	dirty   bool // take the folder as it is, with what has not been committed
	verify  bool // build a second time, elsewhere, and compare
}

// target is a system to build for.
type target struct{ os, arch string }

func (t target) String() string { return t.os + "/" + t.arch }

// targets are all systems that Stillpoint is released for.
func targets() []target {
	return []target{
		{"linux", "amd64"}, {"linux", "arm64"}, {"darwin", "amd64"}, {"darwin", "arm64"}, {"windows", "amd64"}, {"windows", "arm64"},
	}
}

func run(ctx context.Context, arguments []string) error {
	p, err := parse(arguments)
	if err != nil {
		return err
	}
	made, err := p.release(ctx)
	if err != nil {
		return err
	}
	for _, name := range made {
		fmt.Println(name)
	}
	if !p.verify {
		return nil
	}
	if err := p.verifyAgain(ctx); err != nil {
		return err
	}
	fmt.Println("A second build, in another folder, from nothing, gave the same bytes.")
	return nil
}

// parse reads the command line.
func parse(arguments []string) (plan, error) {
	var p plan
	var chosen string
	flags := flag.NewFlagSet("release", flag.ContinueOnError)
	flags.StringVar(&p.source, "source", ".", "folder of the repository, or of an archive of it")
	flags.StringVar(&p.out, "out", "dist", "folder to write to, which must be empty or not there yet")
	flags.StringVar(&p.version, "version", "", "version, such as v1.2.3 (default: the tag of the commit, or its digest where it has none)")
	flags.StringVar(&chosen, "targets", "", "systems to build for, with commas between: linux/amd64,windows/arm64 (default: all)")
	flags.BoolVar(&p.dirty, "allow-dirty", false, "release the folder as it is, with what has not been committed, for trying out")
	flags.BoolVar(&p.verify, "verify", false, "build all a second time, from nothing, in another folder, and compare")
	if err := flags.Parse(arguments); err != nil {
		return plan{}, err
	}
	if flags.NArg() > 0 {
		return plan{}, fmt.Errorf("there are flags only, but got %q", flags.Arg(0))
	}
	p.targets = targets()
	if chosen == "" {
		return p, nil
	}
	p.targets = nil
	for name := range strings.SplitSeq(chosen, ",") {
		t, err := parseTarget(name)
		if err != nil {
			return plan{}, err
		}
		p.targets = append(p.targets, t)
	}
	return p, nil
}

func parseTarget(name string) (target, error) {
	for _, t := range targets() {
		if t.String() == name {
			return t, nil
		}
	}
	return target{}, fmt.Errorf("%q is none of the systems: %v", name, targets())
}
