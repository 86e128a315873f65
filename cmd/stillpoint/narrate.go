package main

import (
	"fmt"
	"time"

	"stillpoint/generator"
	"stillpoint/generator/diag"
	"stillpoint/generator/rebuild"
)

// narrator tells on the terminal what becomes of a site that is watched: what is wrong with it in full, and
// each round in one line.
type narrator struct {
	terminal
	print   func(diag.Report) error // nil: as text
	serving *place                  // nil: the site is published to its folder
	open    bool                    // open a browser at the first good build
	failed  bool                    // the last round
}

// round tells of one build.
func (n *narrator) round(r rebuild.Round) {
	if r.Notice != "" {
		fmt.Fprintln(n.err, "stillpoint: "+r.Notice)
	}
	n.remark(r.Result)
	if r.Result.Idle {
		return
	}
	if err := n.diagnose(r.Result.Diagnostics); err != nil {
		fmt.Fprintln(n.err, "stillpoint:", err)
	}
	if r.First && n.serving != nil {
		n.welcome()
	}
	fmt.Fprintln(n.out, time.Now().Format("15:04:05")+"  "+line(r, n.failed))
	n.failed = r.Result.Failed()
	if n.open && !n.failed {
		n.open = false
		if err := openBrowser(n.terminal, n.serving.url+r.Result.BasePath()); err != nil {
			fmt.Fprintln(n.err, "stillpoint: no browser could be opened:", err)
		}
	}
}

func (n *narrator) diagnose(problems diag.List) error {
	if n.print != nil {
		return n.print(diag.Report{Problems: problems})
	}
	return diag.WriteText(n.err, problems, n.textOptions())
}

// welcome says where the site is to be seen, and by whom.
func (n *narrator) welcome() {
	p := n.serving
	if p.wanted != 0 && p.port != p.wanted {
		fmt.Fprintf(n.out, "Port %d is taken, so this is port %d.\n", p.wanted, p.port)
	}
	fmt.Fprintf(n.out, "Serving at %s/ until you press Ctrl-C.\n", p.url)
	if p.token == "" {
		return
	}
	fmt.Fprintln(n.out, "\nWARNING: everyone in your network who has this address can see the site, drafts too:")
	if p.lan == "" {
		fmt.Fprintf(n.out, "  port %d of this machine's address, with /?token=%s\n\n", p.port, p.token)
		return
	}
	fmt.Fprintf(n.out, "  %s\n\n", p.lan)
	if n.interactive(n.out) {
		printCode(n.out, p.lan, n.colour(n.out))
	}
}

// stopped says that all has come to its end. A terminal has just shown ^C on the line.
func (n *narrator) stopped() {
	if n.interactive(n.out) {
		fmt.Fprintln(n.out)
	}
	fmt.Fprintln(n.out, "Stopped.")
}

// line sums a round up: what changed, what was done, how long it took.
func line(r rebuild.Round, failedBefore bool) string {
	text := cause(r)
	result := r.Result
	if result.Failed() {
		text += counted(result.Diagnostics)
		if !r.First {
			text += "; what was there before stays"
		}
		return text
	}
	text += fmt.Sprintf("%d of %s in %s", result.Rendered, quantity(result.Pages, "page"), seconds(r.Took))
	if failedBefore {
		text += "; all is well again"
	}
	if n := result.Diagnostics.Warnings(); n > 0 {
		text += ", " + quantity(n, "warning")
	}
	return text
}

// cause says what made a round necessary.
func cause(r rebuild.Round) string {
	changes := r.Result.Changes
	switch {
	case r.First:
		return ""
	case len(changes) == 0:
		return "something has come due: "
	case len(changes) == 1:
		return describe(changes[0]) + ": "
	}
	return fmt.Sprintf("%s and %s: ", describe(changes[0]), quantity(len(changes)-1, "other file"))
}

func describe(c generator.Change) string { return c.Path + " " + c.Verb }
