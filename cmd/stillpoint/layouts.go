package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"stillpoint"
	"stillpoint/generator/builtin"
	"stillpoint/generator/diag"
)

func layoutsCommand(t terminal) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "layouts",
		Short: "List the built-in layouts and assets, copy one to change it, see what an update brings",
		Long: `Stillpoint brings along all that a site looks like: a layout for each kind of page, partials that
layouts share, components for blocks in Markdown, a style sheet, a script, icons. A file of the same name in
your site's own layouts/ or assets/ takes the place of the built-in one. So you own what you change, and
all the rest gets better with each update.`,
		Example: `  stillpoint layouts list
  stillpoint layouts eject partials/footer.html
  stillpoint layouts diff`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(layoutsListCommand(t), layoutsEjectCommand(t), layoutsDiffCommand(t), layoutsCarriedCommand(t))
	return cmd
}

// layoutsFlags are the flags of all commands about layouts.
type layoutsFlags struct{ source string }

func (f *layoutsFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&f.source, "source", "s", ".", "folder of the site")
}

// workshop is a site's folder, which is never left, and the files that it has in the place of built-in ones.
type workshop struct {
	root  *os.Root
	files []*builtin.File
}

// open opens the site's folder; the caller closes the root.
func (f *layoutsFlags) open() (*workshop, error) {
	root, err := os.OpenRoot(f.source)
	if err != nil {
		return nil, fmt.Errorf("the folder of the site cannot be opened: %w\nName it with --source", err)
	}
	if _, err := root.Stat("stillpoint.yaml"); err != nil {
		root.Close()
		return nil, fmt.Errorf("there is no stillpoint.yaml in %s, so it is not the folder of a site\nRun stillpoint in the site's folder, or name that folder with --source", f.source)
	}
	files, err := builtin.List(stillpoint.Defaults(), root.FS())
	if err != nil {
		root.Close()
		return nil, err
	}
	return &workshop{root, files}, nil
}

// with opens the site's folder for as long as something is done with the files of the names that were given.
func (f *layoutsFlags) with(cmd *cobra.Command, names []string, do func(*workshop, []*builtin.File) error) error {
	w, err := f.open()
	if err != nil {
		return err
	}
	defer w.root.Close()
	chosen, err := w.named(cmd, names)
	if err != nil {
		return err
	}
	return do(w, chosen)
}

// named returns the files of the names that were given.
func (w *workshop) named(cmd *cobra.Command, names []string) ([]*builtin.File, error) {
	var found []*builtin.File
	for _, name := range names {
		f, near := builtin.Find(w.files, name)
		if f == nil {
			return nil, usageError{fmt.Errorf("there is no built-in file %q%s\nstillpoint layouts list shows them%s", name, w.suggestion(name, near), seeHelp(cmd))}
		}
		found = append(found, f)
	}
	return found, nil
}

// suggestion returns what might have been meant: a file of that name in another folder, or one that is spelled alike.
func (w *workshop) suggestion(name string, near []string) string {
	switch len(near) {
	case 0:
		var known []string
		for _, f := range w.files {
			known = append(known, f.Short, f.Name)
		}
		return diag.DidYouMean(name, known)
	case 1:
		return fmt.Sprintf(": did you mean %q?", near[0])
	}
	return fmt.Sprintf(": did you mean %q or %q?", near[0], near[1])
}

func layoutsListCommand(t terminal) *cobra.Command {
	var f layoutsFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List all layouts, partials, components and assets, and whose file wins",
		Long: `List shows every layout, partial, component and asset that Stillpoint brings along, and those that you have of your
own: what each is for, whether the site is made with the built-in file or with yours, and why.`,
		Example: `  stillpoint layouts list
  stillpoint layouts list --json >layouts.json    for other programs`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return f.with(cmd, nil, func(w *workshop, _ []*builtin.File) error { return printLayouts(t.out, w.files, asJSON) })
		},
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// layoutLine is one file as list prints it.
type layoutLine struct {
	Name         string `json:"name"`
	Kind         string `json:"kind"`
	Wins         string `json:"wins"` // "built in", "yours", "same" or "yours alone"
	Reason       string `json:"reason"`
	About        string `json:"about,omitempty"`
	Version      string `json:"version,omitempty"`     // of the built-in file
	EjectedFrom  string `json:"ejectedFrom,omitempty"` // the version that yours began as
	ChangedSince bool   `json:"changedSince"`          // the built-in file is another by now
}

func printLayouts(w io.Writer, files []*builtin.File, asJSON bool) error {
	if asJSON {
		lines := make([]layoutLine, len(files))
		for i, f := range files {
			lines[i] = layoutLine{f.Name, f.Kind, string(f.Wins), f.Reason(), f.About, f.Now, f.Then, f.Changed()}
		}
		return writeJSON(w, lines)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "NAME\tKIND\tWINS\tWHY\tWHAT IT IS FOR")
	for _, f := range files {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", f.Name, f.Kind, f.Wins, f.Reason(), f.About)
	}
	return table.Flush()
}

// fileMode is that of new files, before the mask of the user is taken off.
const fileMode fs.FileMode = 0o666
