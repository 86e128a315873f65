package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"stillpoint/generator"
	"stillpoint/generator/diag"
	"stillpoint/generator/site"
)

func listCommand(t terminal) *cobra.Command {
	var f siteFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List all pages with their kind, address and state",
		Long: `List shows every page of the site: those that are published, and those that are
held back, because they are drafts, because their time has not come, or because it has passed.`,
		Example: `  stillpoint list
  stillpoint list --json >pages.json     for other programs`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runList(cmd.Context(), t, f, asJSON) },
	}
	f.add(cmd, "production")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// listed is one page as list prints it.
type listed struct {
	Kind   string `json:"kind"`
	URL    string `json:"url"`
	State  string `json:"state"` // "published", "draft", "future" or "expired"
	Title  string `json:"title"`
	Source string `json:"source,omitempty"` // empty where Stillpoint made the page up
}

func runList(ctx context.Context, t terminal, f siteFlags, asJSON bool) error {
	options, err := f.options(t)
	if err != nil {
		return err
	}
	options.Drafts, options.Future, options.Expired = true, true, true
	if options.Now.IsZero() {
		options.Now = time.Now()
	}
	result, err := generator.List(ctx, options)
	if err != nil {
		return err
	}
	if err := diag.WriteText(t.err, result.Diagnostics, t.textOptions()); err != nil {
		return err
	}
	if result.Site == nil {
		return errSite
	}
	if err := printList(t.out, pagesOf(result.Site, options.Now), asJSON); err != nil {
		return err
	}
	if result.Failed() {
		return errSite
	}
	return nil
}

func pagesOf(s *site.Site, now time.Time) []listed {
	pages := make([]listed, len(s.Pages))
	for i, p := range s.Pages {
		pages[i] = listed{Kind: p.Kind, URL: s.URL(p.Path), State: "published", Title: p.Title}
		if p.Source != nil {
			pages[i].Source = p.Source.File.Name()
			pages[i].State = cmp.Or(p.Source.State(now), "published")
		}
	}
	return pages
}

func printList(w io.Writer, pages []listed, asJSON bool) error {
	if asJSON {
		return writeJSON(w, pages)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "KIND\tADDRESS\tSTATE\tFILE")
	for _, p := range pages {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", p.Kind, p.URL, p.State, p.Source)
	}
	return table.Flush()
}

// writeJSON prints a value for other programs, so that people can read it too.
func writeJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}
