package main

import (
	"fmt"
	"io"
	"os"
	"text/tabwriter"
	"time"

	"golang.org/x/term"

	"stillpoint/generator"
	"stillpoint/generator/diag"
)

// printer returns the function that prints a report in a format: text for
// people to the error stream, everything for machines to standard output.
func printer(t terminal, format string) (func(diag.Report) error, error) {
	formats := []string{"text", "json", "github", "sarif", "junit"}
	switch format {
	case "text":
		return func(r diag.Report) error {
			return diag.WriteText(t.err, r.Problems, t.textOptions())
		}, nil
	case "json":
		return func(r diag.Report) error { return diag.WriteJSON(t.out, r) }, nil
	case "github":
		return func(r diag.Report) error { return diag.WriteGitHub(t.out, r.Problems) }, nil
	case "sarif":
		return func(r diag.Report) error {
			r.Rules, r.Version = documentedRules(), programVersion()
			return diag.WriteSARIF(t.out, r)
		}, nil
	case "junit":
		return func(r diag.Report) error { return diag.WriteJUnit(t.out, r) }, nil
	}
	return nil, usageError{fmt.Errorf("unknown format %q%s\nFormats are text, json, github, sarif and junit", format, diag.DidYouMean(format, formats))}
}

// documentedRules returns the rules of the checks as reports tell of them.
func documentedRules() []diag.Rule {
	var all []diag.Rule
	for _, r := range generator.Rules() {
		level := diag.Warning
		if r.Level == "error" {
			level = diag.Error
		}
		all = append(all, diag.Rule{Code: r.Code, Title: r.Title, Doc: r.Doc, On: r.Level != "off", Level: level})
	}
	return all
}

// colour tells whether a stream may be coloured: only on a terminal, and not
// where NO_COLOR is set (no-color.org).
func (t terminal) colour(w io.Writer) bool {
	if v, set := t.env("NO_COLOR"); set && v != "" {
		return false
	}
	return t.interactive(w)
}

// textOptions returns how diagnostics are printed for people: broken for the terminal, in colour where there may be.
func (t terminal) textOptions() diag.TextOptions {
	o := diag.TextOptions{Color: t.colour(t.err)}
	if f, ok := t.err.(*os.File); ok {
		o.Width, _, _ = term.GetSize(int(f.Fd())) // 0 where it is none
	}
	return o
}

// columnsOf returns how many columns the terminal has that a stream goes to, and as many as most have where it goes to none.
func columnsOf(stream any) int {
	if f, ok := stream.(*os.File); ok {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
			return columns
		}
	}
	return ordinaryWidth
}

// interactive tells whether somebody sits at the other end of a stream.
func (t terminal) interactive(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// pipeline tells whether a pipeline runs the command: nearly all set the variable CI, and some give it a terminal that nobody sits at.
func (t terminal) pipeline() bool {
	value, _ := t.env("CI")
	return value != "" && value != "false" && value != "0"
}

// remark tells why something of an earlier build was not used, or nothing could be kept.
func (t terminal) remark(r *generator.Result) {
	if r.Remark != "" {
		fmt.Fprintln(t.err, "stillpoint: "+r.Remark)
	}
}

func quantity(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

func counted(l diag.List) string {
	errors, warnings := l.Errors(), l.Warnings()
	switch {
	case warnings == 0:
		return quantity(errors, "error")
	case errors == 0:
		return quantity(warnings, "warning")
	}
	return quantity(errors, "error") + " and " + quantity(warnings, "warning")
}

func seconds(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.2f s", d.Seconds())
}

func printStats(w io.Writer, s *generator.Stats) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "phase\ttime\t")
	for _, p := range s.Phases {
		fmt.Fprintf(table, "%s\t%s\t\n", p.Name, milliseconds(p.Time))
	}
	fmt.Fprintf(table, "all\t%s\t\n", milliseconds(s.Total()))
	table.Flush()
	fmt.Fprintln(w)
	table = tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "layout\truns\ttime of all workers\teach\t")
	for _, l := range s.Templates() {
		fmt.Fprintf(table, "%s\t%d\t%s\t%s\t\n", l.Name, l.Count, milliseconds(l.Time), milliseconds(l.Time/time.Duration(l.Count)))
	}
	table.Flush()
	fmt.Fprintln(w)
}

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000)
}
