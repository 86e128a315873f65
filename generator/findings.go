package generator

import "stillpoint/generator/diag"

// finding is what tells a finding from all others.
type finding struct {
	code, message string
	position      diag.Position
}

func findingOf(d diag.Diagnostic) finding { return finding{d.Code, d.Message, d.Position} }

// traces are where a finding is to be seen, and whether there is a file to mend it in.
type traces struct {
	outputs []string
	builtIn bool
}

// Spread returns the pages, by their outputs, that show what one of the diagnostics is about. There are none for a diagnostic that no rule of the
// checks has found.
func (r *Result) Spread(d diag.Diagnostic) []string {
	return r.traces[findingOf(d)].outputs
}

// BuiltIn tells whether what one of the diagnostics is about was found in a file that Stillpoint brings along, which the site's folder does
// not have.
func (r *Result) BuiltIn(d diag.Diagnostic) bool { return r.traces[findingOf(d)].builtIn }

// spread notes which pages show what a diagnostic is about.
func (r *Result) spread(d diag.Diagnostic, outputs []string, builtIn bool) {
	if r.traces == nil {
		r.traces = map[finding]traces{}
	}
	r.traces[findingOf(d)] = traces{outputs, builtIn}
}

// isBuiltIn tells whether a file is one of the defaults.
func (b *build) isBuiltIn(name string) bool {
	file := b.snapshot.Lookup(name)
	return file != nil && file.Layer == defaultsLayer
}
