// Package bundle makes style sheets and scripts ready for browsers with esbuild: what they import becomes part of them,
// what the oldest of the wanted browsers do not know is written in another way, TypeScript becomes JavaScript, and mistakes become
// diagnostics at their lines.
//
// It reads nothing from the disk: every file comes through [Files], so that a site's own files lie over built-in ones and nothing
// outside of assets/ can be read. The same files make the same bytes on every machine.
package bundle

import (
	"path"

	"stillpoint/generator/diag"
)

// folder is where people find the files that this package knows by their names within it.
const folder = "assets/"

// Files are what a style sheet or a script may take in or refer to. Names are within assets/, separated by slashes:
// "css/site.css". Its methods are called by several goroutines at once.
type Files interface {
	// Open returns a file, or why it cannot be read; both are nil where there is no such file.
	Open(name string) (*diag.File, *diag.Diagnostic)
	// URL returns the address of a file that is not taken in but referred to by url(), such as a font or a picture, as it
	// is to be written into the finished style sheet, or why it cannot be published; "" and nil where there is no such file.
	URL(name string) (string, *diag.Diagnostic)
	// Names returns the names of all files, for suggestions.
	Names() []string
}

// Options say how a file is made ready.
type Options struct {
	// Minify leaves out what only people need, and sets process.env.NODE_ENV to "production" instead of "development".
	Minify bool
	// SourceMap makes [Result.Map]. The finished file does not refer to it: the caller, who knows the name that it is
	// published under, adds the line "//# sourceMappingURL=name.js.map", in a style sheet "/*# sourceMappingURL=name.css.map */".
	SourceMap bool
	// Browsers are the oldest that the file must work in, such as "chrome123" or "safari17.5"; none means those of [Default].
	Browsers []string
	// Prelude is the text of a style sheet that comes before all others, such as the colours of a theme. It moves no line of
	// the entry, neither in diagnostics nor in the source map. Its url() and @import are read as if they stood in the entry. A
	// script has none.
	Prelude string
}

// Result is a finished file and what it was made from. All names are within assets/, sorted, each once.
type Result struct {
	Data   []byte
	Map    []byte   // the source map, whose sources are named "assets/css/site.css"; nil unless asked for
	Inputs []string // files that were read, the entry among them
	Absent []string // files that were looked for and are not there: once they are, the result may be another
	Refers []string // files whose address is in Data
}

// Handles tells by its name whether a file is one to build.
func Handles(name string) bool {
	switch path.Ext(name) {
	case ".css", ".js", ".mjs", ".ts":
		return true
	}
	return false
}

// Build makes one file of an entry, "css/site.css", and all that it imports. A script that ends in .js or .ts is wrapped in a
// function, so that its names stay its own, for <script defer>; one that ends in .mjs remains a module, for <script type="module">.
// With an error among the diagnostics there is no result.
func Build(name string, files Files, o Options) (*Result, diag.List) {
	targets, err := engines(o.Browsers)
	if err != nil { // the configuration says so too, at its line
		return nil, diag.List{diag.New(syntaxCode, "", err.Error(), "write a name and a version, such as chrome123")}
	}
	l := newLoader(name, files, o)
	first, problem := l.read(name)
	switch {
	case problem != nil:
		return nil, diag.List{*problem}
	case first == nil:
		return nil, diag.List{diag.New(syntaxCode, folder+name, "there is no such file"+diag.DidYouMean(name, files.Names()), "check the name")}
	}
	built := run(l, targets, o)
	problems := l.diagnostics(built)
	if problems.Errors() > 0 {
		return nil, problems
	}
	return l.result(built), problems
}
