// Command bench builds the same generated site with Stillpoint and with Hugo, in turn and on the same machine, and prints
// what each build took: from nothing, with nothing changed, and after edits; and how long a save takes to reach the browser.
// See README.md beside this file.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// options are what the flags say.
type options struct {
	pages      sizes
	scenarios  scenarioNames
	runs       int
	saves      int
	photos     int
	work       string
	stillpoint string
	hugo       string
	json       string
	keep       bool
	checks     bool
	publishing publishing
}

func parse(args []string, out io.Writer) (options, error) {
	o := options{pages: sizes{10_000}, scenarios: allScenarios()}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.Var(&o.pages, "pages", "how many pages to generate; several sizes with commas, one site for each")
	flags.Var(&o.scenarios, "scenarios", "what to measure, with commas")
	flags.IntVar(&o.runs, "runs", 5, "how many times to build with each program in each scenario")
	flags.IntVar(&o.saves, "saves", 20, "how many times to save a page under each server")
	flags.StringVar(&o.work, "work", "", "folder to work in, best on a memory disk (default: a temporary one)")
	flags.BoolVar(&o.keep, "keep", false, "keep the generated sites, to look at them")
	flags.StringVar(&o.stillpoint, "stillpoint", "", "the stillpoint program (default: built from this checkout)")
	flags.StringVar(&o.hugo, "hugo", "hugo", "the hugo program; empty to leave it out")
	flags.StringVar(&o.json, "json", "", "file to write every single measurement to, one line of JSON for each")
	flags.BoolVar(&o.checks, "checks", false, "measure Stillpoint with its checks beside Stillpoint without, in place of Hugo")
	flags.IntVar(&o.photos, "photos", 0, "how many photographs of 12 megapixels to build a site of, instead of pages")
	flags.StringVar(&o.publishing.to, "publish", "", "measure how the site is sent to this place, instead of builds")
	flags.StringVar(&o.publishing.through, "through", "", "with -publish: host and port of the server, to count what goes over the wire; {proxy} or {port} stands for the way there")
	flags.StringVar(&o.publishing.rival, "rival", "", "with -publish: a command of the shell that sends {public} somewhere else")
	err := flags.Parse(args)
	if err == nil && (o.runs < 1 || o.saves < 1) {
		err = fmt.Errorf("-runs and -saves must be 1 or more, not %d and %d", o.runs, o.saves)
	}
	if o.checks || o.publishing.to != "" {
		o.hugo = "" // need not be here
	}
	return o, err
}

func run(ctx context.Context, args []string, out io.Writer) error {
	o, err := parse(args, out)
	if err != nil {
		return err
	}
	work, err := workFolder(o.work)
	if err != nil {
		return err
	}
	if o.keep {
		fmt.Fprintln(out, "the generated sites are in", work)
	} else {
		defer os.RemoveAll(work)
	}
	if o.stillpoint, err = o.program(ctx, work); err != nil {
		return err
	}
	if o.hugo, err = find(o.hugo); err != nil {
		return err
	}
	if o.publishing.to != "" {
		return comparePublishing(ctx, o, work, out)
	}
	if o.photos > 0 {
		return comparePhotos(ctx, o, work, out)
	}
	return compareSizes(ctx, o, work, out)
}

// workFolder makes a folder to work in. Its name is absolute, since the programs run in their sites.
func workFolder(parent string) (string, error) {
	work, err := os.MkdirTemp(parent, "stillpoint-bench-")
	if err != nil {
		return "", err
	}
	return filepath.Abs(work)
}

// find returns where a program is, as an absolute name; none is none.
func find(program string) (string, error) {
	if program == "" {
		return "", nil
	}
	file, err := exec.LookPath(program)
	if err != nil {
		return "", err
	}
	return filepath.Abs(file)
}

// program returns the Stillpoint to measure, which is built unless a flag names one.
func (o options) program(ctx context.Context, work string) (string, error) {
	if o.stillpoint != "" {
		return find(o.stillpoint)
	}
	binary := filepath.Join(work, "stillpoint-under-test") // without what debuggers read, which takes long to link
	if out, err := exec.CommandContext(ctx, "go", "build", "-ldflags=-s -w", "-o", binary, "stillpoint/cmd/stillpoint").CombinedOutput(); err != nil {
		return "", fmt.Errorf("building stillpoint: %w\n%s", err, out)
	}
	return binary, nil
}

// compareSizes measures all scenarios with sites of each size.
func compareSizes(ctx context.Context, o options, work string, out io.Writer) (err error) {
	log, err := openJournal(o.json)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, log.Close()) }()
	for _, pages := range o.pages {
		folder := filepath.Join(work, fmt.Sprint(pages))
		s := &suite{options: o, size: pages, room: work, contenders: contenders(o, folder), out: out, journal: log}
		if err := s.run(ctx); err != nil {
			return fmt.Errorf("%d pages: %w", pages, err)
		}
		if o.keep {
			continue
		}
		if err := os.RemoveAll(folder); err != nil { // the next site may need the room
			return err
		}
	}
	return nil
}
