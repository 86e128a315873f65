package generator

import "stillpoint/generator/diag"

// finding is what tells a finding from all others.
type finding struct {
	code, message string
	position      diag.Position
}

func findingOf(d diag.Diagnostic) finding { return finding{d.Code, d.Message, d.Position} }

// Spread returns the pages, by their outputs, that show what one of the diagnostics is about. There are none for a diagnostic that no rule of the
// checks has found.
func (r *Result) Spread(d diag.Diagnostic) []string { return r.pages[findingOf(d)] }

// spread notes which pages show what a diagnostic is about.
func (r *Result) spread(d diag.Diagnostic, outputs []string) {
	if r.pages == nil {
		r.pages = map[finding][]string{}
	}
	r.pages[findingOf(d)] = outputs
}
