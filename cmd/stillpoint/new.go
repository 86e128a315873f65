package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"stillpoint/generator"
	"stillpoint/generator/diag"
	"stillpoint/generator/draft"
	"stillpoint/generator/schema"
)

func newCommand(t terminal) *cobra.Command {
	var f newFlags
	cmd := &cobra.Command{
		Use:   "new KIND NAME",
		Short: "Begin a new page, with every field explained",
		Long: `New writes the file of a new page: into the folder where pages of its kind live, called after its
name, with front matter in which each field stands with a sentence and an example. It is a draft, so
nothing of it is published before you say so. A file that is there already is never touched.

Without a kind it lists all kinds.`,
		Example: `  stillpoint new
  stillpoint new therapy "Hot stone massage"
  stillpoint new event "A walk by the sea" --edit
  stillpoint new practitioner "Jana Reed" --bundle        with a folder for her pictures
  stillpoint new section Workshops`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return runNew(cmd, t, f, args) },
	}
	f.add(cmd, "production")
	cmd.Flags().BoolVar(&f.bundle, "bundle", false, "give the page a folder of its own, for its pictures")
	cmd.Flags().BoolVar(&f.edit, "edit", false, "open the file in $VISUAL, $EDITOR or $STILLPOINT_EDITOR")
	return cmd
}

type newFlags struct {
	siteFlags
	bundle, edit bool
}

func runNew(cmd *cobra.Command, t terminal, f newFlags, args []string) error {
	ctx := cmd.Context()
	options, err := f.options(t)
	if err != nil {
		return err
	}
	names, err := generator.Names(ctx, options)
	if err != nil {
		return err
	}
	kinds := schema.Kinds(names)
	switch {
	case len(args) == 0:
		return listKinds(t, kinds)
	case !slices.Contains(kinds, args[0]):
		return usageError{fmt.Errorf("there is no kind %q%s\nstillpoint new lists all kinds", args[0], diag.DidYouMean(args[0], kinds))}
	case len(args) == 1:
		return usageError{fmt.Errorf("the new %s needs a name: stillpoint new %s \"Its name\"", args[0], args[0])}
	}
	request := draft.Request{Kind: args[0], Name: strings.Join(args[1:], " "), Bundle: f.bundle, Names: names.Pages, Now: options.Now}
	file, err := f.begin(ctx, t, options, request)
	if err != nil {
		return err
	}
	if f.edit {
		return edit(ctx, t, filepath.Join(f.source, filepath.FromSlash(file)))
	}
	return nil
}

func listKinds(t terminal, kinds []string) error {
	table := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	for _, kind := range kinds {
		says := schema.Kind(kind)
		if says == "" {
			says = "A kind of this site, drawn by layouts/" + kind + ".html."
		}
		fmt.Fprintf(table, "%s\t%s\n", kind, says)
	}
	return table.Flush()
}

// begin writes the file of a new page, and returns its path within the site's folder. What is wrong with other pages is left for a
// build to tell, but a folder without a site gets no page.
func (f *newFlags) begin(ctx context.Context, t terminal, options generator.Options, r draft.Request) (string, error) {
	options.Drafts, options.Future, options.Expired = true, true, true
	result, err := generator.List(ctx, options)
	if err != nil {
		return "", err
	}
	missing := slices.DeleteFunc(slices.Clone(result.Diagnostics), func(d diag.Diagnostic) bool { return d.Code != "no-config" && d.Code != "no-site" })
	if len(missing) > 0 {
		return "", errors.Join(diag.WriteText(t.err, missing, t.textOptions()), errSite)
	}
	if result.Site != nil {
		r.Pages = result.Site.Pages
	}
	if r.Now.IsZero() {
		r.Now = time.Now()
	}
	page, err := draft.New(r)
	if err != nil {
		return "", usageError{err}
	}
	return page.Path, f.put(t, page)
}

func (f *newFlags) put(t terminal, page draft.File) error {
	inSite := func(name string) string { return filepath.Join(f.source, filepath.FromSlash(name)) }
	if page.Other != "" {
		if _, err := os.Lstat(inSite(page.Other)); !errors.Is(err, fs.ErrNotExist) {
			return errors.Join(fmt.Errorf("%s is there already: choose another name, or change that page", page.Other), err)
		}
	}
	was, err := putNew(inSite(page.Path), page.Text)
	switch {
	case err != nil:
		return err
	case was != nil:
		return fmt.Errorf("%s is there already: choose another name, or change that page", page.Path)
	}
	fmt.Fprintf(t.out, "%s\n", page.Path)
	fmt.Fprintln(t.out, "It is a draft: write in it, look at it with stillpoint serve, and take out the line draft: true when it is ready.")
	return nil
}
