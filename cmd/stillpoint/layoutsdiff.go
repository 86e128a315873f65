package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"stillpoint/generator/builtin"
)

func layoutsDiffCommand(t terminal) *cobra.Command {
	var f layoutsFlags
	var exitCode bool
	cmd := &cobra.Command{
		Use:   "diff [NAME…]",
		Short: "Compare your layouts and assets with the built-in ones",
		Long: `Diff compares the files that you have in the place of built-in ones with these, and says of each that was ejected whether
the built-in one has changed since. If it has, what has changed there comes first, so that you can carry it over into yours,
and then what you have changed yourself. Say stillpoint layouts carried NAME when you have.`,
		Example: `  stillpoint layouts diff
  stillpoint layouts diff partials/footer.html
  stillpoint layouts diff --exit-code           end with 1 if something is to be carried over`,
		RunE: func(cmd *cobra.Command, names []string) error {
			return f.with(cmd, names, func(w *workshop, chosen []*builtin.File) error { return runLayoutsDiff(t, w, chosen, exitCode) })
		},
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&exitCode, "exit-code", false, "end with 1 if a built-in file has changed since it was ejected")
	return cmd
}

// runLayoutsDiff compares the chosen files, or all where none is chosen.
func runLayoutsDiff(t terminal, w *workshop, chosen []*builtin.File, exitCode bool) error {
	p := diffPrinter{t.out, t.colour(t.out)}
	all := len(chosen) == 0
	if all {
		chosen = w.files
	}
	changed, shown := 0, 0
	for _, f := range chosen {
		if all && (f.Wins == builtin.BuiltIn || f.Now == "" && f.Then == "") {
			continue
		}
		if f.Changed() {
			changed++
		}
		shown++
		p.file(f)
	}
	if shown == 0 {
		fmt.Fprintln(t.out, "You have no file in the place of a built-in one.")
	}
	if exitCode && changed > 0 {
		return errSite
	}
	return nil
}

// diffPrinter prints comparisons. Every line of words begins with "# ", so that what is printed can be given to patch as it is.
type diffPrinter struct {
	w      io.Writer
	colour bool
}

func (p diffPrinter) say(format string, a ...any) { fmt.Fprintf(p.w, "# "+format+"\n", a...) }

// file compares one file.
func (p diffPrinter) file(f *builtin.File) {
	p.say("%s: %s", f.Name, f.Reason())
	d := f.Diff()
	switch {
	case d.Update != nil:
		p.say("To carry over, from version %s to %s:", f.Then, f.Now)
		p.diff(d.Update)
		p.say("What you have changed yourself:")
	case f.Changed() && f.Now != "":
		p.say("What version %s said is not kept, so the difference to the built-in one of today shows both that and your own changes:", f.Then)
	}
	p.diff(d.Yours)
	if f.Changed() && f.Now != "" {
		p.say("When yours has it: stillpoint layouts carried %s", f.Short)
	}
}

// diff prints a unified diff, in colour where there may be.
func (p diffPrinter) diff(text []byte) {
	for line := range bytes.Lines(text) {
		if code := p.code(line); code != "" {
			fmt.Fprintf(p.w, "\x1b[%sm%s\x1b[0m\n", code, bytes.TrimSuffix(line, []byte("\n")))
			continue
		}
		p.w.Write(line)
	}
}

// code returns the colour of a line as a terminal takes it, "" for none.
func (p diffPrinter) code(line []byte) string {
	if !p.colour {
		return ""
	}
	for _, known := range []struct{ prefix, code string }{{"---", "1"}, {"+++", "1"}, {"@@", "36"}, {"-", "31"}, {"+", "32"}} {
		if bytes.HasPrefix(line, []byte(known.prefix)) {
			return known.code
		}
	}
	return ""
}
