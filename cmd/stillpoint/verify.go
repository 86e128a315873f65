package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"stillpoint/generator"
	"stillpoint/generator/deploy"
	"stillpoint/generator/diag"
	"stillpoint/generator/online"
)

// oneAddress refuses more than one address behind --verify.
func oneAddress(cmd *cobra.Command, args []string) error {
	if len(args) < 2 {
		return nil
	}
	return usageError{fmt.Errorf("--verify takes one address, but got %q and %q%s", args[0], args[1], seeHelp(cmd))}
}

// checkVerify refuses flags that say how to send.
func (f publishFlags) checkVerify() error {
	switch {
	case f.jobs < 0:
		return usageError{fmt.Errorf("--jobs must be 1 or more, not %d", f.jobs)}
	case f.to != "" || f.dryRun || f.noBuild || f.adopt || f.unlock || f.strict || f.remember || f.forget:
		return usageError{errors.New("with --verify nothing is sent, so no flag can say how")}
	}
	return nil
}

// runVerify holds a site that is online against the published folder, and tells of it in one table. An address of "" is that of the configuration.
func runVerify(ctx context.Context, t terminal, f publishFlags, address string) error {
	if err := f.checkVerify(); err != nil {
		return err
	}
	report, err := onlineFormat(f.format)
	if err != nil {
		return err
	}
	result, err := f.expected(ctx, t)
	if err != nil {
		return err
	}
	base, err := verifiedAddress(address, result)
	if err != nil {
		return usageError{err}
	}
	published, err := deploy.ReadFolder(ctx, result.Destination)
	if err != nil {
		return err
	}
	defer published.Close()
	names := map[string]string{} // the digests of files
	checker := online.Checker{Base: base, Agent: "stillpoint/" + programVersion() + " (verifies its own site)", Workers: f.jobs}
	for _, o := range published.Files {
		names[o.Name] = o.Digest
		checker.Files = append(checker.Files, online.File{Name: o.Name, Size: o.Size, Open: func() (io.ReadCloser, error) { return o.Open() }})
	}
	t.tellStale(result, names)
	checker.Host = result.Host(func(name string) bool { return names[name] != "" })
	bar := newProgress(t)
	checker.Progress = func(done, total int) { bar.update(&bar.asked, done, total) }
	found, err := checker.Check(ctx)
	bar.clear()
	if err != nil {
		return err
	}
	if err := report(t, result, found); err != nil {
		return err
	}
	if found.Errors() > 0 {
		return errSite
	}
	return nil
}

// expected builds the site in memory, which tells how it should be served.
func (f publishFlags) expected(ctx context.Context, t terminal) (*generator.Result, error) {
	options, err := f.variantFlags.options(t)
	if err != nil {
		return nil, err
	}
	options.InMemory, options.OnDemand = true, true
	bar := newProgress(t)
	bar.follow(&options)
	result, err := generator.Build(ctx, options)
	bar.clear()
	if err != nil || !result.Failed() {
		return result, err
	}
	if err := diag.WriteText(t.err, result.Diagnostics, t.textOptions()); err != nil {
		return nil, err
	}
	return nil, errSite
}

// verifiedAddress returns the address that is looked at, with a closing slash.
func verifiedAddress(address string, result *generator.Result) (string, error) {
	if address == "" {
		address = result.Site.Permalink("/")
	}
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", fmt.Errorf("%q is no address of a site; write one such as https://quiettide.example/", address)
	}
	base, err := url.PathUnescape(result.BasePath())
	if err != nil {
		return "", err
	}
	u.Path, u.RawPath = strings.TrimSuffix(u.Path, "/")+"/", ""
	if u.Path != base {
		return "", fmt.Errorf("the pages of this site are made for addresses that begin with %s (site.url), so %s cannot be this site", base, u)
	}
	return u.String(), nil
}

// tellStale says where the published folder is not what the site would be now.
func (t terminal) tellStale(result *generator.Result, published map[string]string) {
	changed := 0
	for _, name := range result.Files.Names() {
		file := result.Files.Get(name)
		digest, there := published[name]
		if !there || file.Data != nil && !strings.HasPrefix(digest, file.Digest) {
			changed++
		}
	}
	for name := range published { // of other files than pages some are not made in memory, such as compressed ones
		if strings.HasSuffix(name, ".html") && result.Files.Get(name) == nil {
			changed++
		}
	}
	if changed == 0 {
		return
	}
	fmt.Fprintf(t.err, "stillpoint: %s is older than the site: %s would differ if it were built now.\n"+
		"What is online is held against the folder as it is; how it should be served is taken from the site as it is now.\n", result.Destination, quantity(changed, "file"))
}

// onlineFormat returns what prints a report in a format.
func onlineFormat(format string) (func(terminal, *generator.Result, *online.Report) error, error) {
	formats := []string{"text", "json", "github"}
	switch format {
	case "text":
		return func(t terminal, result *generator.Result, r *online.Report) error {
			fmt.Fprintf(t.out, "%s, held against %s\n\n", r.Base, result.Destination)
			onlineTable{t.out, t.columns(), t.colour(t.out)}.print(r)
			return nil
		}, nil
	case "json":
		return func(t terminal, _ *generator.Result, r *online.Report) error { return writeJSON(t.out, r) }, nil
	case "github":
		return func(t terminal, _ *generator.Result, r *online.Report) error {
			fmt.Fprintln(t.err, conclusion(r))
			return diag.WriteGitHub(t.out, diagnostics(r))
		}, nil
	}
	return nil, usageError{fmt.Errorf("unknown format %q%s\nFormats for --verify are text, json and github", format, diag.DidYouMean(format, formats))}
}

// columns returns how many columns the terminal has that is printed to.
func (t terminal) columns() int { return columnsOf(t.out) }
