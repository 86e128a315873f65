package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"stillpoint/generator"
	"stillpoint/generator/diag"
)

func cleanCommand(t terminal) *cobra.Command {
	var f cleanFlags
	cmd := &cobra.Command{
		Use:   "clean",
		Short: "Remove from the public folder what Stillpoint wrote there",
		Long: `Clean removes the files that the last build wrote, and the folders that are empty
then. Files that you put into the public folder yourself stay.`,
		Example: `  stillpoint clean
  stillpoint clean --cache                      remove what is kept from build to build
  stillpoint clean --destination ~/sites/published     what was published to another folder`,
		Annotations: map[string]string{givenKey: "stillpoint build --destination ~/sites/published && stillpoint build"},
		Args:        noArguments,
		RunE:        func(cmd *cobra.Command, _ []string) error { return runClean(cmd.Context(), t, f) },
	}
	f.siteFlags.add(cmd, "production")
	f.cacheFlags.add(cmd)
	cmd.Flags().BoolVar(&f.cache, "cache", false, "remove what is kept for the next build instead, which makes it anew then")
	cmd.Flags().StringVarP(&f.destination, "destination", "d", "", "folder that was published to (default: build.destination, public)")
	return cmd
}

// cleanFlags are the flags of clean.
type cleanFlags struct {
	siteFlags
	cacheFlags
	destination string
	cache       bool
}

func runClean(ctx context.Context, t terminal, f cleanFlags) error {
	options, err := f.options(t)
	if err != nil {
		return err
	}
	options.Destination, options.Cache = f.destination, f.cacheDir
	if f.cache {
		return cleanCache(t, options)
	}
	result, err := generator.Clean(ctx, options)
	if err != nil {
		return err
	}
	if err := diag.WriteText(t.err, result.Diagnostics, t.textOptions()); err != nil {
		return err
	}
	if result.Failed() {
		return errSite
	}
	fmt.Fprintf(t.out, "Removed %s from %s.\n", quantity(result.Summary.Removed, "file"), result.Destination)
	return nil
}

// cleanCache removes what is kept from build to build.
func cleanCache(t terminal, o generator.Options) error {
	swept, err := generator.CleanCache(o)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "Removed %s from the cache.\n", quantity(swept.Entries, "kept file"))
	return nil
}
