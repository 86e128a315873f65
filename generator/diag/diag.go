// Package diag holds what Stillpoint says about a site that is not as it
// should be: diagnostics with a stable code, a position in a file of the author's,
// the line itself, plain words, and a hint on how to mend it.
//
// Diagnostics are values. Stages return them beside their result; nobody
// prints before the end of a run, when the whole [List] is sorted and handed to
// one of the printers ([WriteText], [WriteJSON], [WriteGitHub], [WriteSARIF], [WriteJUnit]).
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity says whether a diagnostic stops the site from being published.
type Severity int

// An Error stops publishing; a Warning does so only under --strict.
const (
	Error Severity = iota
	Warning
)

// String returns "error" or "warning".
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Position is a place in a file. Line and Column count from 1; Column counts
// characters (Unicode code points), not bytes. A Line of 0 means the file as a
// whole; an empty File means the site as a whole.
type Position struct {
	File   string // slash-separated, relative to the site's folder
	Line   int
	Column int
	Length int // characters that the caret underlines, at least 1 when Line > 0
}

// String returns "file:line:column", shortened to what is known.
func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// endColumn returns the column of the character that follows.
func (p Position) endColumn() int { return p.Column + max(p.Length, 1) }

// Diagnostic is one complaint.
type Diagnostic struct {
	Severity Severity
	Code     string // stable, kebab-case: "unknown-field"
	Position Position
	Source   string // the text of the line at Position, without its line end
	Message  string // one line, no full stop
	Hint     string // what to do, in plain words; may be empty
	Related  []Related
}

// Related is a second place that belongs to the same complaint, such as the
// other of two pages that claim one address.
type Related struct {
	Position Position
	Message  string
}

// String returns "file:line:column: message".
func (r Related) String() string {
	if where := r.Position.String(); where != "" {
		return where + ": " + r.Message
	}
	return r.Message
}

// String returns "file:line:column: message", the first line of the text form
// but for the code.
func (d Diagnostic) String() string {
	text := d.Message
	if d.Severity == Warning {
		text = "warning: " + text
	}
	if where := d.Position.String(); where != "" {
		return where + ": " + text
	}
	return text
}

// New returns an error diagnostic about a file as a whole, or, with an empty
// file name, about the site as a whole.
func New(code, file, message, hint string) Diagnostic {
	return Diagnostic{Code: code, Position: Position{File: file}, Message: message, Hint: hint}
}

// AsWarning returns d with its severity lowered to Warning.
func (d Diagnostic) AsWarning() Diagnostic {
	d.Severity = Warning
	return d
}

// With returns d with one more related place.
func (d Diagnostic) With(position Position, message string) Diagnostic {
	d.Related = append(slices.Clip(d.Related), Related{position, message})
	return d
}

// List is a collection of diagnostics.
type List []Diagnostic

// Sorted returns the list in the order in which it is printed, by file, line,
// column, severity, code, message and at last by all the rest, so that the order
// never depends on that of l, with exact repetitions left out.
func (l List) Sorted() List {
	sorted := slices.Clone(l)
	slices.SortStableFunc(sorted, Compare)
	return slices.CompactFunc(sorted, func(a, b Diagnostic) bool { return Compare(a, b) == 0 })
}

// Compare orders diagnostics as they are printed, and finds equal those that are the same in all.
func Compare(a, b Diagnostic) int {
	return cmp.Or(
		cmp.Compare(a.Position.File, b.Position.File),
		cmp.Compare(a.Position.Line, b.Position.Line),
		cmp.Compare(a.Position.Column, b.Position.Column),
		cmp.Compare(a.Severity, b.Severity),
		cmp.Compare(a.Code, b.Code),
		cmp.Compare(a.Message, b.Message),
		cmp.Compare(a.Position.Length, b.Position.Length),
		cmp.Compare(a.Hint, b.Hint),
		cmp.Compare(a.Source, b.Source),
		slices.CompareFunc(a.Related, b.Related, compareRelated),
	)
}

func compareRelated(a, b Related) int {
	return cmp.Or(
		cmp.Compare(a.Position.File, b.Position.File),
		cmp.Compare(a.Position.Line, b.Position.Line),
		cmp.Compare(a.Position.Column, b.Position.Column),
		cmp.Compare(a.Position.Length, b.Position.Length),
		cmp.Compare(a.Message, b.Message),
	)
}

// Errors returns how many diagnostics of the list are errors.
func (l List) Errors() int { return l.count(Error) }

// Warnings returns how many diagnostics of the list are warnings.
func (l List) Warnings() int { return l.count(Warning) }

func (l List) count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == s {
			n++
		}
	}
	return n
}
