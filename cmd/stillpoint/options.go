package main

import (
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"stillpoint"
	"stillpoint/generator"
)

// siteFlags are the flags of every command that reads a site.
type siteFlags struct {
	source      string
	environment string
}

func (f *siteFlags) add(cmd *cobra.Command, environment string) {
	cmd.Flags().StringVarP(&f.source, "source", "s", ".", "folder of the site")
	cmd.Flags().StringVarP(&f.environment, "environment", "e", environment, "lay stillpoint.ENVIRONMENT.yaml over the configuration")
}

// cacheFlags say where what was costly to make is kept.
type cacheFlags struct {
	cacheDir string
	noCache  bool
	verify   bool
}

func (f *cacheFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.cacheDir, "cache-dir", "", "folder that keeps what was made for the next build (default: .stillpoint in the site's folder)")
}

// addUse adds the flags of commands that build.
func (f *cacheFlags) addUse(cmd *cobra.Command) {
	f.add(cmd)
	cmd.Flags().BoolVar(&f.noCache, "no-cache", false, "make everything anew, and keep nothing for the next build")
	cmd.Flags().BoolVar(&f.verify, "verify-cache", false, "make everything anew, and report whatever the cache would have got wrong")
}

// apply tells the generator where to keep what is made, and whether.
func (f *cacheFlags) apply(o *generator.Options) {
	o.Cache, o.NoCache, o.Verify, o.Remember = f.cacheDir, f.noCache, f.verify, !f.noCache
}

// rangeFlags say which pages there are, besides those whose time it is.
type rangeFlags struct{ drafts, future, expired bool }

// add adds the flags. A preview shows what is yet to come, unless it is told otherwise.
func (f *rangeFlags) add(cmd *cobra.Command, preview bool) {
	verb := "publish"
	if preview {
		verb = "show"
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.drafts, "drafts", preview, verb+" drafts too")
	flags.BoolVar(&f.future, "future", preview, verb+" pages too whose time has not come")
	flags.BoolVar(&f.expired, "expired", false, verb+" pages too whose time has passed")
}

func (f *rangeFlags) apply(o *generator.Options) {
	o.Drafts, o.Future, o.Expired = f.drafts, f.future, f.expired
}

// variantFlags are the flags that tell one build of a site from another: what is kept of one means nothing to the other.
type variantFlags struct {
	siteFlags
	rangeFlags
	cacheFlags
	destination string
	baseURL     string
}

// add adds all flags but those of the cache.
func (f *variantFlags) add(cmd *cobra.Command) {
	f.siteFlags.add(cmd, "production")
	f.rangeFlags.add(cmd, false)
	flags := cmd.Flags()
	flags.StringVarP(&f.destination, "destination", "d", "", "folder to publish to (default: build.destination, public)")
	flags.StringVar(&f.baseURL, "base-url", "", "address of the site in place of site.url")
}

func (f *variantFlags) options(t terminal) (generator.Options, error) {
	options, err := f.siteFlags.options(t)
	f.rangeFlags.apply(&options)
	f.cacheFlags.apply(&options)
	options.Destination, options.BaseURL = f.destination, f.baseURL
	return options, err
}

// options returns what all commands tell the generator.
func (f *siteFlags) options(t terminal) (generator.Options, error) {
	now, err := clock(t)
	return generator.Options{Source: f.source, Environment: f.environment, Defaults: stillpoint.Defaults(), Now: now}, err
}

// clock returns the moment that decides what is due, the zero time for the clock. SOURCE_DATE_EPOCH
// takes its place (reproducible-builds.org/specs/source-date-epoch).
func clock(t terminal) (time.Time, error) {
	epoch, set := t.env("SOURCE_DATE_EPOCH")
	if !set || epoch == "" {
		return time.Time{}, nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return time.Time{}, usageError{fmt.Errorf("SOURCE_DATE_EPOCH must be a number of seconds, not %q", epoch)}
	}
	return time.Unix(seconds, 0), nil
}
