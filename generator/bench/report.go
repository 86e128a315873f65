package main

import (
	"fmt"
	"io"
	"text/tabwriter"
)

func reportOutlines(out io.Writer, size int, c []*contender, o []outline) {
	fmt.Fprintf(out, "\n%d pages. %s has made %d pages, %d feeds with %d entries, a sitemap of %d addresses", size, c[0].name,
		len(o[0].pages), len(o[0].feeds), o[0].entries(), len(o[0].urls))
	if len(c) > 1 {
		fmt.Fprintf(out, "; %s the same, with the same words and links", c[1].name)
	}
	fmt.Fprint(out, ".\n\n")
}

// reportResults prints the medians of all scenarios, and what Stillpoint takes for each 1 that the other takes.
func reportResults(out io.Writer, c []*contender, results []result) {
	if len(results) == 0 {
		return
	}
	fmt.Fprintf(out, "Medians of %d runs in turn.\n\n", len(results[0].runs[0]))
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, contender := range c {
		fmt.Fprintf(table, "\t%s\t\t", contender.name)
	}
	if len(c) > 1 {
		fmt.Fprint(table, "\tratio of medians\t\t\tof pairs\t")
	}
	fmt.Fprint(table, "\t\nscenario")
	for range c {
		fmt.Fprint(table, "\twall s\tCPU s\tMiB")
	}
	if len(c) > 1 {
		fmt.Fprint(table, "\twall\tCPU\tmemory\twall\tCPU")
	}
	fmt.Fprintln(table, "\tpages changed\t")
	for _, r := range results {
		reportResult(table, r)
	}
	table.Flush()
}

func reportResult(table io.Writer, r result) {
	fmt.Fprint(table, r.scenario)
	for _, runs := range r.runs {
		fmt.Fprintf(table, "\t%.3f\t%.3f\t%.0f", median(figures(runs, wallSeconds)), median(figures(runs, cpuSeconds)), median(figures(runs, peakMiB)))
	}
	if len(r.runs) > 1 {
		for _, figure := range []func(measure) float64{wallSeconds, cpuSeconds, peakMiB} {
			fmt.Fprintf(table, "\t%.3f", median(figures(r.runs[0], figure))/median(figures(r.runs[1], figure)))
		}
		for _, figure := range []func(measure) float64{wallSeconds, cpuSeconds} {
			fmt.Fprintf(table, "\t%.3f", pairedRatio(figures(r.runs[0], figure), figures(r.runs[1], figure)))
		}
	}
	fmt.Fprintf(table, "\t%d\t\n", r.changed)
}

// reportSaves prints how long saves took to reach the browser.
func reportSaves(out io.Writer, servers []*server) {
	fmt.Fprintf(out, "\nFrom a save of a page's body to the browser that shows it, %d saves in turn, in milliseconds.\n\n", len(servers[0].saves))
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "\tevent: median\tp95\tmax\tnew page: median\tp95\tmax\tserver MiB\tstarted in s\t")
	for _, s := range servers {
		fmt.Fprint(table, s.name)
		for _, figure := range []func(save) float64{eventTime, pageTime} {
			values := figures(s.saves, figure)
			fmt.Fprintf(table, "\t%.1f\t%.1f\t%.1f", median(values), quantile(values, 0.95), quantile(values, 1))
		}
		fmt.Fprintf(table, "\t%.0f\t%.2f\t\n", peakMiB(s.whole), s.started.Seconds())
	}
	table.Flush()
	if len(servers) > 1 {
		a, b := figures(servers[0].saves, eventTime), figures(servers[1].saves, eventTime)
		fmt.Fprintf(out, "\nEvent, ratio of medians %.3f, median of pairs %.3f.\n", median(a)/median(b), pairedRatio(a, b))
	}
}
