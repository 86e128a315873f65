package bundle

import (
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"

	"stillpoint/generator/diag"
)

// esbuild knows each file by a namespace and a name. That of assets is as long as the name of their folder (see rename) and
// looks like nothing that a person writes.
const (
	space   = "@ssets" // files within assets/
	theme   = "theme"  // the prelude, under the name of the entry, so that what it refers to is found from there
	imports = "imports"
)

// loader gives esbuild all that it reads, and remembers what that was. It is safe for concurrent use.
type loader struct {
	entry   string
	prelude string
	files   Files

	mu       sync.Mutex
	opened   map[string]func() opened
	absent   map[string]bool
	refers   map[string]bool
	problems diag.List // of files that cannot be read
}

// opened is a file, nil where there is none or it cannot be read.
type opened struct {
	file    *diag.File
	problem *diag.Diagnostic
}

func newLoader(entry string, files Files, o Options) *loader {
	l := &loader{entry: entry, files: files, opened: map[string]func() opened{}, absent: map[string]bool{}, refers: map[string]bool{}}
	if path.Ext(entry) == ".css" {
		l.prelude = o.Prelude
	}
	return l
}

// read opens a file, each once.
func (l *loader) read(name string) (*diag.File, *diag.Diagnostic) {
	l.mu.Lock()
	open := l.opened[name]
	if open == nil {
		open = sync.OnceValue(func() opened {
			file, problem := l.files.Open(name)
			return opened{file, problem}
		})
		l.opened[name] = open
	}
	l.mu.Unlock()
	got := open()
	if got.file == nil && got.problem == nil {
		l.miss(name)
	}
	return got.file, got.problem
}

func (l *loader) miss(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.absent[name] = true
}

func (l *loader) refer(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.refers[name] = true
}

func (l *loader) report(problem diag.Diagnostic) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.problems = append(l.problems, problem)
}

// file returns a file that was read, or nil.
func (l *loader) file(name string) *diag.File {
	l.mu.Lock()
	open := l.opened[name]
	l.mu.Unlock()
	if open == nil {
		return nil
	}
	return open().file
}

// inputs returns the names of all files that were read, sorted.
func (l *loader) inputs() []string {
	l.mu.Lock()
	names := slices.Sorted(maps.Keys(l.opened))
	l.mu.Unlock()
	return slices.DeleteFunc(names, func(name string) bool { return l.file(name) == nil })
}

// setup takes over all finding and reading from esbuild.
func (l *loader) setup(build api.PluginBuild) {
	build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(q api.OnResolveArgs) (api.OnResolveResult, error) { return l.resolve(q), nil })
	for _, namespace := range []string{space, theme, imports} {
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(q api.OnLoadArgs) (api.OnLoadResult, error) { return l.load(q), nil })
	}
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "file"}, func(api.OnLoadArgs) (api.OnLoadResult, error) { // of the disk
		return api.OnLoadResult{Errors: []api.Message{{Text: onlyAssets}}}, nil
	})
}

// load returns the text of a file that resolve has found.
func (l *loader) load(q api.OnLoadArgs) api.OnLoadResult {
	text, kind := "", kinds()[path.Ext(q.Path)]
	switch q.Namespace {
	case imports: // one style sheet of the theme and the entry, so that neither moves a line of the other
		text = "@import \"" + theme + "\"; @import \"" + space + "\";"
	case theme:
		text = l.prelude
	default:
		if file := l.file(q.Path); file != nil {
			text = unmapped(string(file.Text()), kind)
		}
	}
	return api.OnLoadResult{Contents: &text, Loader: kind, ResolveDir: nowhere()}
}

// The ends of texts that name a source map of their own.
const (
	scriptEnd = "\n//# sourceMappingURL=none:"
	sheetEnd  = "\n/*# sourceMappingURL=none: */"
)

// unmapped keeps esbuild from reading the source map that a text names, and its sources, from the disk: the last such comment
// counts, and of an address that is none of a file it takes no notice.
func unmapped(text string, kind api.Loader) string {
	switch {
	case !strings.Contains(text, "sourceMappingURL="):
		return text
	case kind == api.LoaderCSS:
		return text + sheetEnd
	case kind == api.LoaderJS || kind == api.LoaderTS:
		return text + scriptEnd
	}
	return text
}

// kinds are the files that can be taken in, by the ends of their names.
func kinds() map[string]api.Loader {
	return map[string]api.Loader{
		".css": api.LoaderCSS, ".js": api.LoaderJS, ".mjs": api.LoaderJS, ".ts": api.LoaderTS,
		".json": api.LoaderJSON, ".txt": api.LoaderText, ".md": api.LoaderText, ".html": api.LoaderText, ".svg": api.LoaderText,
	}
}
