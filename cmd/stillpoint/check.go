package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"stillpoint/generator"
	"stillpoint/generator/diag"
)

// checkFlags are the flags of check.
type checkFlags struct {
	variantFlags
	strict     bool
	format     string
	rules      []string
	paths      []string
	list       bool
	suppressed bool
	external   bool
	baseline   bool
}

func checkCommand(t terminal) *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Hold the finished site to all rules, and publish nothing",
		Long: `Check makes the site in memory and holds every finished page to the rules: links that lead nowhere, what keeps
people out, claims that a regulator would object to, what search engines miss, what gives visitors away.

Each finding leads to the line that it was written on. A comment there, or on the line above, lets it pass:

  <!-- allow link-vague: the poem ends so -->     in Markdown
  {{/* allow link-vague: the poem ends so */}}    in a layout
  # allow link-vague: the poem ends so            in front matter and in stillpoint.yaml

Levels of rules, and the countries whose rules on health claims apply, stand in stillpoint.yaml under checks.

It ends with 0 when there are no errors (with --strict: nor warnings), with 1 when there are, and with 2 when it was
called in a way that it does not understand, which includes rules and files that there are not.`,
		Example: `  stillpoint check
  stillpoint check --rule claim-effect --rule claim-absolute
  stillpoint check --path 'content/therapies/*'
  stillpoint check --path /prices/              what is found on this page, wherever it was written
  stillpoint check --external                   ask other sites, too, whether what is linked to is still there
  stillpoint check --rules                      list all rules
  stillpoint check --suppressed                 list what comments let pass, and why
  stillpoint check --strict --format sarif      in a pipeline
  stillpoint check --suppressed --format sarif  with what is let pass, marked as such`,
		Annotations: map[string]string{notRunKey: "stillpoint check --external: it asks other sites"},
		Args:        noArguments,
		RunE:        func(cmd *cobra.Command, _ []string) error { return runCheck(cmd.Context(), t, f) },
	}
	f.variantFlags.add(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&f.strict, "strict", false, "let warnings count as errors")
	flags.StringVar(&f.format, "format", "text", "how to print what is wrong: text, json, github, sarif or junit")
	flags.StringArrayVar(&f.rules, "rule", nil, "hold the site to this rule alone; may be given several times")
	flags.StringArrayVar(&f.paths, "path", nil, "show only what is found in files of this name, in this folder, or on the page of this address, with * and ?; may be given several times")
	flags.BoolVar(&f.external, "external", false, "ask other sites, too, whether what is linked to is still there")
	flags.BoolVar(&f.baseline, "write-baseline", false, "write what is found now into "+generator.BaselineFile+": it is known then, and does not count")
	flags.BoolVar(&f.list, "rules", false, "list all rules instead")
	flags.BoolVar(&f.suppressed, "suppressed", false, "list what comments and the baseline let pass instead; with a format for machines, besides")
	return cmd
}

func runCheck(ctx context.Context, t terminal, f checkFlags) error {
	if f.list {
		return listRules(t)
	}
	print, err := printer(t, f.format)
	if err != nil {
		return err
	}
	options, err := f.options(t)
	if err != nil {
		return err
	}
	if f.baseline && len(f.rules)+len(f.paths) > 0 {
		return usageError{errors.New("--write-baseline writes all that is found: it goes with neither --rule nor --path")}
	}
	chosen, err := f.selection(options)
	if err != nil {
		return err
	}
	options.InMemory, options.OnDemand, options.Weigh, options.Rules, options.External = true, true, true, f.rules, f.external
	bar := newProgress(t)
	bar.follow(&options)
	result, err := generator.Build(ctx, options)
	bar.clear()
	if err != nil {
		return err
	}
	if f.baseline {
		return writeBaseline(t, options.Source, result)
	}
	if err := chosen.find(result); err != nil {
		return err
	}
	report := diag.Report{Problems: chosen.of(result)}
	if f.suppressed {
		report.Suppressed = chosen.suppressed(result)
	}
	if f.suppressed && f.format == "text" {
		listSuppressed(t, report.Suppressed)
		return nil
	}
	if err := print(report); err != nil {
		return err
	}
	if f.format == "text" {
		summary{report.Problems, result, len(chosen.suppressed(result)), t.colour(t.out)}.print(t.out)
	}
	if report.Problems.Errors() > 0 || f.strict && report.Problems.Warnings() > 0 {
		return errSite
	}
	return nil
}

func ruleCodes() []string {
	var codes []string
	for _, r := range generator.Rules() {
		codes = append(codes, r.Code)
	}
	return codes
}

func listRules(t terminal) error {
	table := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	for _, r := range generator.Rules() {
		fmt.Fprintf(table, "%s\t%s\t%s\n", r.Code, r.Level, r.Title)
	}
	return table.Flush()
}

// listSuppressed prints what comments let pass, with their reasons, and how much the baseline knows.
func listSuppressed(t terminal, all []diag.Suppressed) {
	known := 0
	for _, s := range all {
		if !s.Comment {
			known++
			continue
		}
		fmt.Fprintf(t.out, "%s: %s [%s]\n  allowed: %s\n", s.Position, s.Message, s.Code, s.Reason)
	}
	fmt.Fprintf(t.out, "%s let pass by comments.\n", quantity(len(all)-known, "finding"))
	if known > 0 {
		fmt.Fprintf(t.out, "%s known in %s.\n", quantity(known, "finding"), generator.BaselineFile)
	}
}

func writeBaseline(t terminal, folder string, result *generator.Result) error {
	var text bytes.Buffer
	if err := generator.WriteBaseline(&text, result.Findings); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, generator.BaselineFile), text.Bytes(), 0o644); err != nil {
		return err
	}
	fmt.Fprintf(t.out, "%s in %s: known from now on.\n", quantity(len(result.Findings), "finding"), generator.BaselineFile)
	return nil
}
