package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stillpoint/generator"
	"stillpoint/generator/diag"
	"stillpoint/generator/manual"
)

// explainFlags are the flags of explain.
type explainFlags struct {
	variantFlags
	all bool
}

func explainCommand(t terminal) *cobra.Command {
	var f explainFlags
	cmd := &cobra.Command{
		Use:   "explain NAME...",
		Short: "Say what a page is made from, what a file would change, what a rule or message means",
		Long: `Explain tells, from what the last build has kept: of a published page its file, its layouts, all that
it shows, and what made it be rendered last; of a file of the site all pages that a change of it would change.

Of a rule of the checks, or the code of any other message, it tells what it means, and how to mend what it finds.`,
		Example: `  stillpoint explain public/prices/index.html
  stillpoint explain /prices/                   the same, by its address
  stillpoint explain content/prices.md          what would change with this page
  stillpoint explain layouts/partials/header.html
  stillpoint explain claim-effect               what the rule asks for, and why
  stillpoint explain unknown-field              what the message means`,
		Annotations: map[string]string{givenKey: "stillpoint build"},
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return nil
			}
			return usageError{fmt.Errorf("%s takes the name of a published page or of a file%s", cmd.CommandPath(), seeHelp(cmd))}
		},
		RunE: func(cmd *cobra.Command, names []string) error { return runExplain(cmd.Context(), t, f, names) },
	}
	f.variantFlags.add(cmd)
	f.cacheFlags.add(cmd)
	cmd.Flags().BoolVarP(&f.all, "all", "a", false, "show every name, however many there are")
	return cmd
}

func runExplain(ctx context.Context, t terminal, f explainFlags, names []string) error {
	names = explainRules(t, names)
	if len(names) == 0 {
		return nil
	}
	options, err := f.options(t)
	if err != nil {
		return err
	}
	all, problems, err := generator.Explain(ctx, options, names...)
	if problems.Errors() > 0 { // no site need be here for the name of a message
		if rule := misspeltRule(names); rule != nil {
			return usageError{rule}
		}
	}
	if err := diag.WriteText(t.err, problems, t.textOptions()); err != nil {
		return err
	}
	for i, one := range all {
		if i > 0 {
			fmt.Fprintln(t.out)
		}
		explainer{t.out, f.all}.print(one)
	}
	var unknown *generator.UnknownNameError
	switch {
	case errors.As(err, &unknown) || errors.Is(err, generator.ErrNoRecord):
		if rule := misspeltRule(names); rule != nil {
			return usageError{rule}
		}
		if unknown == nil {
			return err
		}
		return usageError{err}
	case err == nil && problems.Errors() > 0:
		return errSite
	}
	return err
}

// explainRules prints the documentation of the rules and messages among some names, and returns the names that are none.
func explainRules(t terminal, names []string) (others []string) {
	explained := 0
	for _, name := range names {
		width, color := t.page()
		r, isRule := generator.RuleOf(name)
		text, isMessage := manual.Explain(name, width, color)
		if !isRule && !isMessage {
			others = append(others, name)
			continue
		}
		if explained > 0 {
			fmt.Fprintln(t.out)
		}
		explained++
		if isMessage {
			fmt.Fprint(t.out, text)
			continue
		}
		fmt.Fprintf(t.out, "%s (%s)\n\n%s", r.Code, r.Level, r.Doc)
		examples(t.out, "Found:", r.Found)
		examples(t.out, "Not found:", r.Fine)
	}
	return others
}

// misspeltRule returns an error that suggests a rule for a name that is neither a path nor an address; nil where none is near.
func misspeltRule(names []string) error {
	for _, name := range names {
		if suggestion := diag.DidYouMean(name, slices.Concat(ruleCodes(), manual.Codes())); suggestion != "" && !strings.ContainsAny(name, `/\.`) {
			return fmt.Errorf("there is no rule or message %q%s", name, suggestion)
		}
	}
	return nil
}

// examples prints the first few.
func examples(out io.Writer, title string, all []string) {
	fmt.Fprintf(out, "\n%s\n\n", title)
	for _, text := range all[:min(len(all), few)] {
		fmt.Fprintf(out, "    %s\n", strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n    "))
	}
}

// explainer prints explanations for people.
type explainer struct {
	out io.Writer
	all bool
}

func (e explainer) print(one generator.Explanation) {
	fmt.Fprintln(e.out, one.Name)
	if one.Page != nil {
		e.page(one.Page)
		return
	}
	if len(one.Effects) == 0 {
		fmt.Fprintln(e.out, "  No page shows anything of it.")
	}
	for _, effect := range one.Effects {
		e.names(fmt.Sprintf("%s: %s", effect.Aspect, quantity(len(effect.Outputs), "page")), effect.Outputs)
	}
}

func (e explainer) page(p *generator.Origins) {
	fmt.Fprintf(e.out, "  made from %s\n", p.Source)
	fmt.Fprintf(e.out, "  rendered %s, %s\n", p.Made.Format("2 January 2006, 15:04:05"), because(p))
	if len(p.Stale) > 0 {
		e.names("would be rendered anew now, since these have changed:", p.Stale)
	} else {
		fmt.Fprintln(e.out, "  would not be rendered anew now")
	}
	switch {
	case len(p.Found) > 0:
		e.names("found on it by the checks:", p.Found)
	case p.Checked:
		fmt.Fprintln(e.out, "  held to the checks, and nothing was found on it")
	}
	e.names("layouts:", p.Layouts)
	for _, kind := range slices.Sorted(maps.Keys(p.Read)) {
		if kind != "layout" {
			e.names(title(kind), slices.Compact(p.Read[kind]))
		}
	}
}

// title names the facts of a kind.
func title(kind string) string {
	titles := map[string]string{
		"asset": "assets:", "body": "texts:", "component": "components:", "config": "parts of the configuration:",
		"connected": "pages connected with:", "data": "data files", "feeds": "feeds of:", "file": "files that were looked for:", "fonts": "fonts",
		"icon": "icons:", "link": "links:", "list": "lists of all pages:", "menu": "menus:", "page": "what these say of themselves:",
		"pages": "pages that belong to:", "picture": "pictures:", "practice": "the practice", "related": "pages related to:",
		"section": "sections that were looked for:", "sections": "sections that belong to:", "share": "share pictures of:",
	}
	if t, known := titles[kind]; known {
		return t
	}
	return kind + ":"
}

// because says why a page was rendered last.
func because(p *generator.Origins) string {
	switch {
	case p.Lost:
		return "since its published file was missing or had been changed"
	case len(p.Because) == 0:
		return "since there was no record of it"
	}
	return "since this had changed: " + strings.Join(p.Because[:min(len(p.Because), few)], ", ") + more(len(p.Because))
}

// few is how many names are shown of many.
const few = 10

func (e explainer) names(title string, names []string) {
	fmt.Fprintf(e.out, "  %s\n", title)
	shown := names
	if !e.all {
		shown = names[:min(len(names), few)]
	}
	for _, name := range shown {
		if name == "*" { // all there is of the kind
			continue
		}
		fmt.Fprintf(e.out, "    %s\n", name)
	}
	if len(shown) < len(names) {
		fmt.Fprintf(e.out, "    … and %d more (--all)\n", len(names)-len(shown))
	}
}

func more(n int) string {
	if n > few {
		return fmt.Sprintf(" and %d more", n-few)
	}
	return ""
}
