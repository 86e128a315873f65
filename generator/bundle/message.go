package bundle

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/evanw/esbuild/pkg/api"

	"stillpoint/generator/diag"
)

// The codes of this package's own diagnostics.
const (
	syntaxCode  = "asset-syntax"
	warningCode = "asset-warning"
)

// onlyAssets is what is said of a file of the disk, and all that is.
const onlyAssets = "only files in assets/ can be imported"

// grave tells which of esbuild's warnings are errors here, by their names in its documentation: what it leaves out, or what fails
// in every browser, would break the published site.
func grave(id string) bool {
	switch id {
	case "css-syntax-error", "js-comment-in-css", "invalid-@import", "invalid-@layer", // browsers skip the rule or more
		"assign-to-constant", "assign-to-import", "call-import-namespace", "class-name-will-throw", "private-name-will-throw", // fails when it runs
		"import-is-undefined", "empty-import-meta", "empty-glob": // is not there when it runs
		return true
	}
	return false
}

// diagnostics returns what is wrong, sorted, each thing once.
func (l *loader) diagnostics(built api.BuildResult) diag.List {
	all := append(diag.List{}, l.problems...)
	for _, m := range built.Errors {
		all = append(all, l.diagnostic(m))
	}
	for _, m := range built.Warnings {
		d := l.diagnostic(m)
		if !grave(m.ID) {
			d.Code = warningCode
			d = d.AsWarning()
		}
		all = append(all, d)
	}
	if len(all) == 0 {
		return nil
	}
	return all.Sorted()
}

func (l *loader) diagnostic(m api.Message) diag.Diagnostic {
	text, _ := reworded(m)
	text = cmp.Or(text, l.words(m.Text))
	file := l.located(m.Location)
	switch {
	case file != nil:
		offset := offsetOf(file.Text(), m.Location.Line, m.Location.Column)
		return l.explain(file.Error(syntaxCode, offset, m.Location.Length, text, ""), m)
	case m.Location != nil && strings.HasPrefix(m.Location.File, theme+":"):
		text = "in the theme: " + text
	case m.Location != nil: // esbuild quotes what it found on the disk, against all care (see nowhere)
		return diag.New(syntaxCode, folder+l.entry, onlyAssets, "write the names of files out, as they are in assets/")
	}
	return l.explain(diag.New(syntaxCode, folder+l.entry, text, ""), m)
}

// explain makes the notes of a message its hint and its related places.
func (l *loader) explain(d diag.Diagnostic, m api.Message) diag.Diagnostic {
	var hints []string
	for _, note := range m.Notes {
		if file := l.located(note.Location); file != nil {
			d = d.With(file.Position(offsetOf(file.Text(), note.Location.Line, note.Location.Column), note.Location.Length), strings.TrimSuffix(l.words(note.Text), ":"))
		} else if note.Text != "" {
			hints = append(hints, l.words(note.Text))
		}
	}
	if len(hints) == 0 && m.Location != nil && m.Location.Suggestion != "" {
		hints = append(hints, fmt.Sprintf("write %s", m.Location.Suggestion))
	}
	_, hint := reworded(m)
	d.Hint = cmp.Or(hint, strings.Join(hints, "; "), "mend it at this place")
	return d
}

// reworded returns other words, with a hint, for what esbuild says to the people who set it up; "" for all the rest.
func reworded(m api.Message) (text, hint string) {
	const module = `name the file .mjs and load it with <script type="module">`
	switch {
	case m.ID == "empty-import-meta":
		return "import.meta is known in modules only", module
	case strings.HasPrefix(m.Text, "Top-level await is currently not supported"):
		return "await outside of a function works in modules only", module
	case strings.HasPrefix(m.Text, "The JSX syntax extension is not currently enabled"):
		return "JSX is not a part of JavaScript", "make elements with document.createElement"
	case m.ID == "empty-glob" || strings.HasPrefix(m.Text, "Could not resolve import(") || strings.HasPrefix(m.Text, "Could not resolve require("):
		return "a file cannot be imported by a name that is put together when the script runs", "write each name out"
	}
	return "", ""
}

// located returns the file of a place, or nil.
func (l *loader) located(at *api.Location) *diag.File {
	if at == nil {
		return nil
	}
	name, found := strings.CutPrefix(at.File, space+":")
	if !found {
		return nil
	}
	return l.file(name)
}

// words turns a text of esbuild into one of ours: names as people know them, no capital at the beginning, no full stop.
func (l *loader) words(text string) string {
	text = string(l.rename([]byte(text)))
	first, size := utf8.DecodeRuneInString(text)
	if next, _ := utf8.DecodeRuneInString(text[size:]); unicode.IsLower(next) || next == ' ' {
		text = string(unicode.ToLower(first)) + text[size:]
	}
	return strings.TrimSuffix(text, ".")
}

// offsetOf returns the byte offset of a place as esbuild counts: lines from 1, which end where those of JavaScript do, also at
// a lone carriage return, and columns of bytes from 0.
func offsetOf(text []byte, line, column int) int {
	start := 0
	for line > 1 && start < len(text) {
		r, size := utf8.DecodeRune(text[start:])
		crlf := r == '\r' && start+1 < len(text) && text[start+1] == '\n'
		if !crlf && (r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029') {
			line--
		}
		start += size
	}
	return start + column
}
