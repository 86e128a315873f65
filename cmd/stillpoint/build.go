package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"stillpoint/generator"
	"stillpoint/generator/diag"
	"stillpoint/generator/rebuild"
)

// buildFlags are the flags of build.
type buildFlags struct {
	variantFlags
	watchFlags
	strict bool
	jobs   int
	format string
	stats  bool
	watch  bool
	quiet  bool
}

func buildCommand(t terminal) *cobra.Command {
	var f buildFlags
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Build the site into its public folder",
		Long: `Build reads content/, layouts/, assets/ and data/ and writes the finished site.

Only what changed is made and written. With an error nothing is written at all: what was
published stays as it was. Files that you put into the public folder yourself stay too.

It ends with 0 when the site is published, with 1 when something is wrong with it, and with 2 when it was called in a way
that it does not understand. In a pipeline it says what is wrong and one line at the end.

What is made is kept in .stillpoint for the next build. That folder may be deleted at any time, and
a pipeline may carry it from one run to the next.`,
		Example: `  stillpoint build
  stillpoint build --source ~/sites/practice --destination ~/sites/published
  stillpoint build --drafts --base-url https://preview.example.org/
  stillpoint build --watch                      and again whenever a file is saved
  stillpoint build --strict --format github     in a pipeline
  stillpoint build --cache-dir ~/cache          with what is kept for the next build kept there
  stillpoint build --verify-cache               make everything anew, and report what the cache would have got wrong`,
		Annotations: map[string]string{givenKey: "mkdir ~/sites && cp -R . ~/sites/practice"},
		Args:        noArguments,
		RunE:        func(cmd *cobra.Command, _ []string) error { return runBuild(cmd.Context(), t, f) },
	}
	f.variantFlags.add(cmd)
	f.watchFlags.add(cmd)
	f.cacheFlags.addUse(cmd)
	flags := cmd.Flags()
	flags.BoolVarP(&f.watch, "watch", "w", false, "build again whenever a file is saved, until Ctrl-C")
	flags.BoolVar(&f.strict, "strict", false, "let warnings stop the site from being published")
	flags.IntVarP(&f.jobs, "jobs", "j", 0, "pages rendered at once (default: one for each processor)")
	flags.StringVar(&f.format, "format", "text", "how to print what is wrong: text, json, github, sarif or junit")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "say nothing but what is wrong")
	flags.BoolVar(&f.stats, "stats", false, "show the time of each phase and each layout")
	return cmd
}

func runBuild(ctx context.Context, t terminal, f buildFlags) error {
	print, err := printer(t, f.format)
	if err != nil {
		return err
	}
	options, err := f.options(t)
	if err != nil {
		return err
	}
	if f.watch {
		return runWatch(ctx, t, f, options, print)
	}
	bar := newProgress(t)
	if !f.quiet {
		bar.follow(&options)
	}
	start := time.Now()
	result, err := buildOnce(ctx, options)
	bar.clear()
	if err != nil {
		return err
	}
	if !f.quiet {
		t.remark(result)
	}
	if err := print(diag.Report{Problems: result.Diagnostics}); err != nil {
		return err
	}
	if !f.quiet {
		summarise(t, f, result, time.Since(start))
	}
	if result.Failed() {
		return errSite
	}
	return nil
}

// buildOnce builds, with what is kept on disk unless it is to do without.
func buildOnce(ctx context.Context, options generator.Options) (*generator.Result, error) {
	if options.NoCache {
		return generator.Build(ctx, options)
	}
	builder := generator.NewBuilder(options)
	result, err := builder.Build(ctx)
	return result, errors.Join(err, builder.Close())
}

// options returns what the flags say.
func (f buildFlags) options(t terminal) (generator.Options, error) {
	if f.jobs < 0 {
		return generator.Options{}, usageError{fmt.Errorf("--jobs must be 1 or more, not %d", f.jobs)}
	}
	if f.noCache && f.verify {
		return generator.Options{}, usageError{errors.New("--verify-cache and --no-cache do not go together")}
	}
	if f.poll != 0 && !f.watch {
		return generator.Options{}, usageError{errors.New("--poll goes with --watch")}
	}
	if f.quiet && (f.stats || f.watch) {
		return generator.Options{}, usageError{errors.New("--quiet does not go with --stats or --watch, which are there to tell something")}
	}
	options, err := f.variantFlags.options(t)
	options.Strict, options.Jobs = f.strict, f.jobs
	return options, err
}

// runWatch builds again and again until the user stops it.
func runWatch(ctx context.Context, t terminal, f buildFlags, options generator.Options, print func(diag.Report) error) error {
	watcher, err := f.watcher()
	if err != nil {
		return err
	}
	defer watcher.Close()
	bar := newProgress(t)
	bar.follow(&options)
	say := &narrator{terminal: t, print: print}
	if f.format != "text" { // what is said beside a report for machines does not go into it
		say.out = t.err
	}
	builder := generator.NewBuilder(options)
	err = rebuild.Loop(ctx, builder, watcher, func(r rebuild.Round) {
		bar.clear()
		if f.stats && !r.Result.Idle {
			printStats(say.out, &r.Result.Stats)
		}
		say.round(r)
	})
	if err == nil {
		say.stopped()
	}
	return errors.Join(err, builder.Close())
}

// summarise prints the closing line. It goes beside a report for machines, not into it.
func summarise(t terminal, f buildFlags, r *generator.Result, took time.Duration) {
	out := t.out
	if f.format != "text" {
		out = t.err
	}
	if f.stats {
		printStats(out, &r.Stats)
	}
	if r.Failed() {
		fmt.Fprintf(out, "Nothing was published: %s%s.\n", counted(r.Diagnostics), strictNote(r))
		return
	}
	warnings := ""
	if n := r.Diagnostics.Warnings(); n > 0 {
		warnings = "; " + quantity(n, "warning") + " to look at above"
	}
	fmt.Fprintf(out, "Built %s into %s: %s written, %d unchanged, %d removed, in %s%s.\n",
		quantity(r.Pages, "page"), r.Destination, quantity(r.Summary.Written, "file"), r.Summary.Unchanged, r.Summary.Removed, seconds(took), warnings)
}

func strictNote(r *generator.Result) string {
	if r.Diagnostics.Errors() == 0 {
		return " (--strict)"
	}
	return ""
}
