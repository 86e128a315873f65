package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"stillpoint/generator/deploy"
)

// publication is what there is to say of a publication, or of one that was only planned.
type publication struct {
	plan   *deploy.Plan
	result deploy.Result
	done   bool
	took   time.Duration
}

// publicationJSON is what other programs are told.
type publicationJSON struct {
	Place     string        `json:"place"`
	Published bool          `json:"published"` // false for a plan alone
	Send      []deploy.Step `json:"send"`
	Adopt     []deploy.Step `json:"adopt"`
	Remove    []deploy.Step `json:"remove"`
	Leave     []deploy.Step `json:"leave"`
	Unchanged int           `json:"unchanged"`
	// Operations tells how often the place was asked for something.
	Operations int      `json:"operations"`
	Foreign    int      `json:"foreign"`
	Bytes      int64    `json:"bytes"`
	Notes      []string `json:"notes"`
	Seconds    float64  `json:"seconds"`
}

func (p publication) print(t terminal, format string) error {
	if format == "json" {
		return writeJSON(t.out, p.forPrograms())
	}
	for _, note := range p.plan.Notes {
		fmt.Fprintln(t.err, "stillpoint: "+note)
	}
	if p.done {
		p.remark(t.err)
	}
	if !p.done {
		p.table(t.out)
	}
	_, err := fmt.Fprintln(t.out, p.line())
	return err
}

// shownRemarks is how many files are named that others have changed.
const shownRemarks = 5

// remark tells what others have done at the place since the last publication.
func (p publication) remark(w io.Writer) {
	var remarks []string
	for _, s := range p.plan.Send {
		if s.Why == deploy.Lost || s.Why == deploy.ChangedThere {
			remarks = append(remarks, fmt.Sprintf("%s %s since the last publication, and was sent again", s.Name, s.Why))
		}
	}
	for _, s := range p.plan.Leave {
		remarks = append(remarks, fmt.Sprintf("%s was changed there since the last publication; the site does not have it any more, and it stays", s.Name))
	}
	for _, remark := range remarks[:min(len(remarks), shownRemarks)] {
		fmt.Fprintln(w, "stillpoint: "+remark)
	}
	if more := len(remarks) - shownRemarks; more > 0 {
		fmt.Fprintf(w, "stillpoint: and so it is with %d more\n", more)
	}
}

func (p publication) forPrograms() publicationJSON {
	list := func(steps []deploy.Step) []deploy.Step { return append([]deploy.Step{}, steps...) } // [] and not null
	return publicationJSON{
		Place: p.plan.Place, Published: p.done, Send: list(p.plan.Send), Adopt: list(p.plan.Adopt), Remove: list(p.plan.Remove), Leave: list(p.plan.Leave),
		Unchanged: len(p.plan.Keep), Foreign: p.plan.Foreign, Bytes: p.plan.Bytes(), Notes: append([]string{}, p.plan.Notes...), Seconds: p.took.Seconds(),
		Operations: p.plan.Operations + p.result.Operations,
	}
}

// shownSteps is how many files of a kind the table shows. JSON has them all.
const shownSteps = 50

// table shows the plan.
func (p publication) table(w io.Writer) {
	if p.plan.Idle() {
		return
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ACTION\tFILE\tSIZE\tWHY")
	for _, kind := range []struct {
		action string
		steps  []deploy.Step
	}{{"send", p.plan.Send}, {"adopt", p.plan.Adopt}, {"remove", p.plan.Remove}, {"leave", p.plan.Leave}} {
		for _, s := range kind.steps[:min(len(kind.steps), shownSteps)] {
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", kind.action, s.Name, bytesInWords(s.Size), s.Why)
		}
		if more := len(kind.steps) - shownSteps; more > 0 {
			fmt.Fprintf(table, "%s\tand %d more\n", kind.action, more)
		}
	}
	table.Flush()
	fmt.Fprintln(w)
}

// line is the closing line.
func (p publication) line() string {
	kept := fmt.Sprintf("%d unchanged", len(p.plan.Keep))
	if p.plan.Foreign > 0 {
		kept += fmt.Sprintf(", %s of others", quantity(p.plan.Foreign, "file"))
	}
	words := map[string]string{"send": "to send", "adopt": "to adopt", "remove": "to remove", "leave": "to leave as they are"}
	if p.done {
		words = map[string]string{"send": "sent", "adopt": "adopted", "remove": "removed", "leave": "left as they are"}
	}
	var parts []string
	add := func(steps []deploy.Step, what, more string) {
		if len(steps) > 0 {
			parts = append(parts, quantity(len(steps), "file")+" "+words[what]+more)
		}
	}
	add(p.plan.Send, "send", " ("+bytesInWords(p.plan.Bytes())+")")
	add(p.plan.Adopt, "adopt", "")
	add(p.plan.Remove, "remove", "")
	add(p.plan.Leave, "leave", "")
	switch {
	case len(parts) == 0 && p.plan.Idle():
		return fmt.Sprintf("Nothing to send: %s has the site already (%s).", p.plan.Place, kept)
	case len(parts) == 0:
		parts = []string{"the list of files put in order"}
	}
	parts = append(parts, kept)
	if !p.done {
		return fmt.Sprintf("To %s: %s. Nothing was touched.", p.plan.Place, strings.Join(parts, ", "))
	}
	return fmt.Sprintf("Published to %s: %s, in %s.", p.plan.Place, strings.Join(parts, ", "), seconds(p.took))
}

// bytesInWords returns a size as people read it: "812 bytes", "4.1 KB".
func bytesInWords(n int64) string {
	const step = 1000
	if n < step {
		return quantity(int(n), "byte")
	}
	size, units := float64(n), []string{"KB", "MB", "GB", "TB"}
	for i, unit := range units {
		size /= step
		if size < step || i == len(units)-1 {
			return fmt.Sprintf("%.1f %s", size, unit)
		}
	}
	return ""
}
