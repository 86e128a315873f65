package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"stillpoint"
	"stillpoint/generator"
	"stillpoint/generator/schema"
	"stillpoint/generator/starter"
)

// initFlags are the flags of init.
type initFlags struct {
	answers map[string]*[]string // by the flag of their question
	yes     bool
	example bool
}

func initCommand(t terminal) *cobra.Command {
	f := initFlags{answers: map[string]*[]string{}}
	cmd := &cobra.Command{
		Use:   "init DIR",
		Short: "Begin the website of a practice in a new folder",
		Long: `Init asks a few questions and writes a whole website for the practice into a folder: pages, settings, and what the
host needs. Nothing that is there already is ever overwritten, and Ctrl-C leaves everything as it was.

Each question can be answered by a flag instead. Without a terminal nothing is asked: what has no answer is left
out, and what the site cannot do without is told.

  professions  ` + strings.Join(starter.Professions(), ", ") + `
  colours      ` + strings.Join(starter.PaletteNames(), ", ") + `, or one such as #2f6f73
  hosts        ` + strings.Join(starter.HostNames(), ", "),
		Example: `  stillpoint init my-practice
  stillpoint init .                             in this folder
  stillpoint init my-practice --yes --name "Quiet Tide" --profession craniosacral,massage \
    --town Saltmere --country GB --email hello@quiettide.example
  stillpoint init to-learn-from --example       the site of an invented practice, with all there is`,
		Annotations: map[string]string{notRunKey: "stillpoint init my-practice: it asks questions\nstillpoint init .: it asks questions"},
		Args:        oneFolder,
		RunE:        func(cmd *cobra.Command, args []string) error { return runInit(cmd.Context(), t, f, args[0]) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	for _, q := range starter.Questions(starter.Speaker{}) {
		f.answers[q.Flag] = flags.StringArray(q.Flag, nil, q.Means)
	}
	flags.BoolVarP(&f.yes, "yes", "y", false, "ask nothing: take the answers given, and leave the rest as it usually is")
	flags.BoolVar(&f.example, "example", false, "write the site of an invented practice instead, to learn from")
	return cmd
}

// oneFolder asks for the folder that the site goes into.
func oneFolder(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0 || strings.TrimSpace(args[0]) == "":
		return usageError{fmt.Errorf("say which folder the site goes into: %s my-practice, or %s . for the one that you are in%s", cmd.CommandPath(), cmd.CommandPath(), seeHelp(cmd))}
	case len(args) > 1:
		return usageError{fmt.Errorf("one folder, please, but there are %d: put a name with blanks in it into quotes%s", len(args), seeHelp(cmd))}
	}
	return nil
}

func runInit(ctx context.Context, t terminal, f initFlags, dir string) error {
	if f.example {
		return runExample(t, f, dir)
	}
	if err := vacant(dir, starter.Always()); err != nil {
		return err
	}
	answers, err := f.collect(ctx, t, dir)
	if err != nil {
		return err
	}
	files, err := starter.Write(*answers)
	if err != nil {
		return err
	}
	if err := addEditorFiles(ctx, t, dir, files); err != nil {
		return err
	}
	if err := writeSite(dir, files); err != nil {
		return err
	}
	if asks := t.interactive(t.in) && !f.yes; asks {
		fmt.Fprintln(t.err)
	}
	sayNext(t, dir, len(files))
	if answers.URL == "" {
		fmt.Fprintln(t.out, "The site does not know its address yet: put it into stillpoint.yaml before you publish.")
	}
	return nil
}

// addEditorFiles adds what editors read to complete and check what is written. What is there already is left alone.
func addEditorFiles(ctx context.Context, t terminal, dir string, files starter.Files) error {
	options, err := (&siteFlags{source: dir, environment: "production"}).options(t)
	if err != nil {
		return err
	}
	names, err := generator.Names(ctx, options)
	if err != nil {
		return err
	}
	for _, f := range schema.EditorFiles(names) {
		if vacant(dir, []string{f.Path}) == nil {
			files[f.Path] = f.Text
		}
	}
	return nil
}

// runExample writes the site of this repository, which is that of an invented practice.
func runExample(t terminal, f initFlags, dir string) error {
	for flag, given := range f.answers {
		if len(*given) > 0 {
			return usageError{fmt.Errorf("--example and --%s do not go together: the example is as it is", flag)}
		}
	}
	files, err := readTree(stillpoint.Example())
	if err != nil {
		return err
	}
	if err := writeSite(dir, files); err != nil {
		return err
	}
	sayNext(t, dir, len(files))
	return nil
}

// readTree returns all files of a tree by their paths.
func readTree(tree fs.FS) (starter.Files, error) {
	files := starter.Files{}
	return files, fs.WalkDir(tree, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		files[name], err = fs.ReadFile(tree, name)
		return err
	})
}

// collect returns the answers of the flags and, on a terminal, those to the questions that no flag answers.
func (f initFlags) collect(ctx context.Context, t terminal, dir string) (*starter.Answers, error) {
	locale := ""
	for _, name := range []string{"LANG", "LC_MESSAGES", "LC_ALL"} { // the last one wins (POSIX, 8.2)
		value, _ := t.env(name)
		locale = cmp.Or(value, locale)
	}
	answers := &starter.Answers{}
	asker := newAsker(ctx, t, dir)
	asks := t.interactive(t.in) && !f.yes
	var refused, missing []string
	for _, q := range starter.Questions(starter.SpeakerOf(locale)) {
		given := strings.Join(*f.answers[q.Flag], q.Separator)
		switch {
		case given != "":
			if err := q.Set(answers, given); err != nil {
				refused = append(refused, fmt.Sprintf("--%s: %v", q.Flag, err))
			}
		case !q.Fits(answers):
		case asks && len(refused) == 0:
			if err := asker.ask(q, answers); err != nil {
				return nil, err
			}
		case q.Default(answers) != "":
			if err := q.Set(answers, q.Default(answers)); err != nil {
				return nil, err
			}
		case q.Needed(answers):
			missing = append(missing, fmt.Sprintf("  --%-12s %s", q.Flag, strings.ReplaceAll(q.Means, "`", "")))
		}
	}
	return answers, complain(refused, missing)
}

// complain tells all that is wrong with the flags at once.
func complain(refused, missing []string) error {
	text := strings.Join(refused, "\n")
	if len(missing) > 0 {
		text = strings.TrimPrefix(text+"\n", "\n") + "more must be known of the practice. It is asked for on a terminal, or told by\n" + strings.Join(missing, "\n")
	}
	if text == "" {
		return nil
	}
	return usageError{errors.New(text)}
}

// sayNext tells what was made, and what to do next.
func sayNext(t terminal, dir string, files int) {
	here := filepath.Clean(dir) == "."
	where := dir
	if here {
		where = "this folder"
	}
	fmt.Fprintf(t.out, "Made a website of %s in %s.\n\nNext:\n", quantity(files, "file"), where)
	if !here {
		if strings.ContainsAny(dir, " \t'&()$;*?\"") {
			dir = `"` + strings.ReplaceAll(dir, `"`, `\"`) + `"`
		}
		fmt.Fprintf(t.out, "  cd %s\n", dir)
	}
	fmt.Fprint(t.out, `  stillpoint serve --open   see it in the browser, and every change as you save it
  stillpoint check          what to look at before you publish

README.md in the folder tells how to go on.
`)
}
