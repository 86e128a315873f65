package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"stillpoint"
	"stillpoint/generator/manual"
)

func helpCommand(t terminal) *cobra.Command {
	var write string
	cmd := &cobra.Command{
		Use:   "help [TOPIC]",
		Short: "Show the documentation: of a command, a topic, a rule, a message",
		Long: `Help shows the whole documentation in the terminal, without a network. Without a topic it lists what there is to read. The name of
a command is a topic, and so are the code of a rule or a message, the name of a block, and a kind of page.

With --write it writes the documentation into a folder, as a site of Stillpoint that can be served and built. A file of yours
that is in the way stays as it is, and is named.`,
		Example: `  stillpoint help
  stillpoint help writing                 the guide to writing
  stillpoint help build                   all about a command
  stillpoint help claim-effect            what a rule asks for
  stillpoint help components/faq          a block, where a kind of page has the same name
  stillpoint help --write manual          the documentation as a site of its own, in the folder manual
  stillpoint build --source manual`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 || len(args) > 0 && write != "" {
				return usageError{fmt.Errorf("%s takes one topic%s", cmd.CommandPath(), seeHelp(cmd))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if write != "" {
				return writeManual(t, cmd.Root(), write)
			}
			return showTopic(t, cmd.Root(), args)
		},
	}
	cmd.Flags().StringVar(&write, "write", "", "write the documentation into this folder, as a site")
	return cmd
}

// manualOf returns the manual of a program with these commands.
func manualOf(root *cobra.Command) (*manual.Manual, manual.Program, error) {
	program := programOf(root)
	m, err := manual.New(stillpoint.Documentation(), stillpoint.Defaults(), program)
	return m, program, err
}

// programOf returns what the manual tells of the commands.
func programOf(root *cobra.Command) manual.Program {
	p := manual.Program{Commands: []manual.Command{commandOf(root)}}
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			p.Commands = append(p.Commands, commandOf(c))
		}
	}
	return p
}

// Where a command keeps what must have been run before its examples, and which of these cannot be run by a test: each on a line of its own,
// and behind a colon why.
const (
	givenKey  = "given"
	notRunKey = "not run"
)

func commandOf(c *cobra.Command) manual.Command {
	one := manual.Command{Name: c.Name(), Usage: c.UseLine(), Short: c.Short, Long: c.Long, Example: c.Example, Given: c.Annotations[givenKey], NotRun: map[string]string{}}
	for line := range strings.Lines(c.Annotations[notRunKey]) {
		if example, reason, found := strings.Cut(strings.TrimSpace(line), ": "); found {
			one.NotRun[example] = reason
		}
	}
	for _, within := range c.Commands() {
		if within.IsAvailableCommand() && c.HasParent() && c.Name() != "completion" { // which says of its own how they are used
			one.Within = append(one.Within, commandOf(within))
		}
	}
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Name != "help" && !f.Hidden {
			one.Flags = append(one.Flags, flagOf(f))
		}
	})
	return one
}

func flagOf(f *pflag.Flag) manual.Flag {
	value, usage := pflag.UnquoteUsage(f)
	one := manual.Flag{Name: f.Name, Letter: f.Shorthand, Value: value, Default: f.DefValue, Usage: usage}
	if f.Value.Type() == "bool" && one.Default == "false" || slices.Contains([]string{"[]", "0", "0s"}, one.Default) {
		one.Default = ""
	}
	return one
}

// showTopic shows a topic, or what topics there are.
func showTopic(t terminal, root *cobra.Command, names []string) error {
	m, program, err := manualOf(root)
	if err != nil {
		return err
	}
	width, color := t.page()
	if len(names) == 0 {
		fmt.Fprint(t.out, m.Overview(program, width, color))
		return nil
	}
	topic, err := m.Find(names[0])
	if err != nil {
		return usageError{fmt.Errorf("%w\nSee stillpoint help", err)}
	}
	fmt.Fprint(t.out, m.Text(topic, width, color))
	return nil
}

// What a page of text is laid out for: where the terminal does not say how wide it is, and at most, since longer lines are hard to read.
const (
	ordinaryWidth = 80
	widestPage    = 100
)

// page returns for how many columns a text is laid out, and whether in colour.
func (t terminal) page() (width int, color bool) {
	width = ordinaryWidth
	if f, ok := t.out.(*os.File); ok {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
			width = min(columns, widestPage)
		}
	}
	return width, t.colour(t.out)
}

// helpOf shows what --help does: the page of a command, the same that help shows. What is generated for shells has no page.
func helpOf(t terminal) func(*cobra.Command, []string) {
	return func(cmd *cobra.Command, _ []string) {
		var err error
		switch {
		case !cmd.HasParent():
			err = showTopic(t, cmd, nil)
		case cmd.Parent().HasParent():
			fmt.Fprintf(t.out, "%s\n\n%s", cmd.Long, cmd.UsageString())
		default:
			err = showTopic(t, cmd.Root(), []string{"commands/" + cmd.Name()})
		}
		if err != nil {
			fmt.Fprintln(t.err, "stillpoint:", err)
		}
	}
}

// writeManual writes the documentation as a site into a folder.
func writeManual(t terminal, root *cobra.Command, folder string) error {
	m, _, err := manualOf(root)
	if err != nil {
		return err
	}
	files, err := m.Site()
	if err != nil {
		return err
	}
	var foreign []string
	written := 0
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := filepath.Join(folder, filepath.FromSlash(name))
		switch is, err := stateOf(file, files[name]); {
		case err != nil:
			return err
		case is == foreignFile:
			foreign = append(foreign, name)
		case is == oldFile:
			if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, files[name], 0o644)); err != nil {
				return err
			}
			written++
		}
	}
	removed, err := removeOld(folder, files)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "%s in %s, of which %d written; %s removed. stillpoint serve --source %s shows them.\n", quantity(len(files), "file"), folder, written, quantity(removed, "file"), folder)
	if len(foreign) > 0 {
		return fmt.Errorf("%s of somebody else in the way, which stay as they are: %s%s",
			quantity(len(foreign), "file"), strings.Join(foreign[:min(len(foreign), few)], ", "), more(len(foreign)))
	}
	return nil
}

// What a file is to somebody who is about to write it.
const (
	sameFile    = iota // it has these bytes already
	oldFile            // it is not there, or made by an earlier run
	foreignFile        // somebody else's
)

func stateOf(file string, text []byte) (int, error) {
	now, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return oldFile, nil
	case err != nil:
		return foreignFile, err
	case bytes.Equal(now, text):
		return sameFile, nil
	case madeByUs(now):
		return oldFile, nil
	}
	return foreignFile, nil
}

// madeByUs tells whether a file says at its beginning that it is of the reference.
func madeByUs(text []byte) bool {
	return bytes.Contains(text[:min(len(text), 200)], []byte(manual.Mark))
}

// removeOld removes pages of the reference that an earlier program made and this one does not.
func removeOld(folder string, files map[string][]byte) (removed int, err error) {
	err = filepath.WalkDir(filepath.Join(folder, "content", "reference"), func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, file)
		if err != nil || files[filepath.ToSlash(name)] != nil {
			return err
		}
		text, err := os.ReadFile(file)
		if err != nil || !madeByUs(text) {
			return err
		}
		removed++
		return os.Remove(file)
	})
	return removed, err
}
