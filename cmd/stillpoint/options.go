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

func (f *siteFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&f.source, "source", "s", ".", "folder of the site")
	cmd.Flags().StringVarP(&f.environment, "environment", "e", "production", "lay stillpoint.ENVIRONMENT.yaml over the configuration")
}

// options returns what all commands tell the generator.
func (f *siteFlags) options(t terminal) (generator.Options, error) {
	now, err := clock(t)
	return generator.Options{Source: f.source, Environment: f.environment, Defaults: stillpoint.Defaults(), Now: now}, err
}

// clock returns the moment that decides what is due. SOURCE_DATE_EPOCH takes
// the place of the clock (reproducible-builds.org/specs/source-date-epoch).
func clock(t terminal) (time.Time, error) {
	epoch, set := t.env("SOURCE_DATE_EPOCH")
	if !set || epoch == "" {
		return time.Now(), nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return time.Time{}, usageError{fmt.Errorf("SOURCE_DATE_EPOCH must be a number of seconds, not %q", epoch)}
	}
	return time.Unix(seconds, 0), nil
}
