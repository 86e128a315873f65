package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
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

Levels of rules, and the countries whose rules on health claims apply, stand in stillpoint.yaml under checks.`,
		Example: `  stillpoint check
  stillpoint check --rule claim-effect --rule claim-absolute
  stillpoint check --path 'content/therapies/*'
  stillpoint check --external                   ask other sites, too, whether what is linked to is still there
  stillpoint check --rules                      list all rules
  stillpoint check --suppressed                 list what comments let pass, and why
  stillpoint check --strict --format sarif      in a pipeline`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runCheck(cmd.Context(), t, f) },
	}
	f.variantFlags.add(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&f.strict, "strict", false, "let warnings count as errors")
	flags.StringVar(&f.format, "format", "text", "how to print what is wrong: text, json, github, sarif or junit")
	flags.StringArrayVar(&f.rules, "rule", nil, "hold the site to this rule alone; may be given several times")
	flags.StringArrayVar(&f.paths, "path", nil, "show only what is found in files of this name, with * and ?; may be given several times")
	flags.BoolVar(&f.external, "external", false, "ask other sites, too, whether what is linked to is still there")
	flags.BoolVar(&f.baseline, "write-baseline", false, "write what is found now into "+generator.BaselineFile+": it is known then, and does not count")
	flags.BoolVar(&f.list, "rules", false, "list all rules instead")
	flags.BoolVar(&f.suppressed, "suppressed", false, "list what comments let pass instead")
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
	for _, code := range f.rules {
		if _, known := generator.RuleOf(code); !known {
			return usageError{fmt.Errorf("there is no rule %q%s", code, diag.DidYouMean(code, ruleCodes()))}
		}
	}
	for _, pattern := range f.paths {
		if _, err := path.Match(pattern, ""); err != nil {
			return usageError{fmt.Errorf("--path %q: %w", pattern, err)}
		}
	}
	options.InMemory, options.OnDemand, options.Weigh, options.Rules, options.External = true, true, true, f.rules, f.external
	bar := newProgress(t)
	bar.follow(&options)
	result, err := generator.Build(ctx, options)
	bar.clear()
	if err != nil {
		return err
	}
	switch {
	case f.suppressed:
		return listSuppressed(t, result)
	case f.baseline:
		return writeBaseline(t, options.Source, result)
	}
	problems := f.chosen(result.Diagnostics)
	if err := print(problems); err != nil {
		return err
	}
	if f.format == "text" {
		summariseCheck(t, problems, result)
	}
	if problems.Errors() > 0 || f.strict && problems.Warnings() > 0 {
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

// chosen returns the findings that were asked for.
func (f checkFlags) chosen(all diag.List) diag.List {
	var chosen diag.List
	for _, d := range all {
		if f.asksFor(d) {
			chosen = append(chosen, d)
		}
	}
	return chosen
}

func (f checkFlags) asksFor(d diag.Diagnostic) bool {
	if len(f.rules) > 0 && !slices.Contains(f.rules, d.Code) && d.Severity != diag.Error {
		return false
	}
	return len(f.paths) == 0 || slices.ContainsFunc(f.paths, func(pattern string) bool {
		matches, _ := path.Match(pattern, d.Position.File)
		return matches || strings.HasPrefix(d.Position.File, strings.TrimSuffix(pattern, "/")+"/")
	})
}

func listRules(t terminal) error {
	table := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	for _, r := range generator.Rules() {
		fmt.Fprintf(table, "%s\t%s\t%s\n", r.Code, r.Level, r.Title)
	}
	return table.Flush()
}

func listSuppressed(t terminal, result *generator.Result) error {
	for _, a := range result.Allowed {
		fmt.Fprintf(t.out, "%s: %s [%s]\n  allowed: %s\n", a.Position, a.Message, a.Code, a.Reason)
	}
	fmt.Fprintf(t.out, "%s let pass by comments.\n", quantity(len(result.Allowed), "finding"))
	return nil
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

// summariseCheck prints how often each rule has found something.
func summariseCheck(t terminal, problems diag.List, result *generator.Result) {
	if len(problems) == 0 {
		fmt.Fprintf(t.out, "%s checked: nothing to complain of.\n", quantity(result.Pages, "page"))
		return
	}
	type count struct {
		code, level string
		n           int
	}
	counts := map[string]*count{}
	for _, d := range problems {
		c := counts[d.Code]
		if c == nil {
			c = &count{code: d.Code, level: d.Severity.String()}
			counts[d.Code] = c
		}
		c.n++
	}
	var all []*count
	for _, c := range counts {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b *count) int {
		return cmp.Or(cmp.Compare(a.level, b.level), b.n-a.n, cmp.Compare(a.code, b.code))
	})
	table := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	for _, c := range all {
		fmt.Fprintf(table, "%d\t%s\t%s\n", c.n, c.level, c.code)
	}
	table.Flush()
	fmt.Fprintf(t.out, "%s checked: %s. stillpoint explain CODE says more of each.\n", quantity(result.Pages, "page"), counted(problems))
}
