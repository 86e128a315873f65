package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"stillpoint/generator"
	"stillpoint/generator/diag"
)

func cleanCommand(t terminal) *cobra.Command {
	var f siteFlags
	var destination string
	cmd := &cobra.Command{
		Use:   "clean",
		Short: "Remove from the public folder what Stillpoint wrote there",
		Long: `Clean removes the files that the last build wrote, and the folders that are empty
then. Files that you put into the public folder yourself stay.`,
		Example: `  stillpoint clean
  stillpoint clean --destination /var/www/practice`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runClean(cmd.Context(), t, f, destination) },
	}
	f.add(cmd, "production")
	cmd.Flags().StringVarP(&destination, "destination", "d", "", "folder that was published to (default: build.destination, public)")
	return cmd
}

func runClean(ctx context.Context, t terminal, f siteFlags, destination string) error {
	options, err := f.options(t)
	if err != nil {
		return err
	}
	options.Destination = destination
	result, err := generator.Clean(ctx, options)
	if err != nil {
		return err
	}
	if err := diag.WriteText(t.err, result.Diagnostics, diag.TextOptions{Color: t.colour(t.err)}); err != nil {
		return err
	}
	if result.Failed() {
		return errSite
	}
	fmt.Fprintf(t.out, "Removed %s from %s.\n", quantity(result.Summary.Removed, "file"), result.Destination)
	return nil
}
