package bundle

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"stillpoint/generator/diag"
)

// resolve finds what an import or a url() stands for.
func (l *loader) resolve(q api.OnResolveArgs) api.OnResolveResult {
	switch {
	case q.Kind == api.ResolveEntryPoint && l.prelude != "":
		return api.OnResolveResult{Path: l.entry, Namespace: imports}
	case q.Kind == api.ResolveEntryPoint:
		return api.OnResolveResult{Path: l.entry, Namespace: space}
	case q.Namespace == imports:
		return api.OnResolveResult{Path: l.entry, Namespace: q.Path}
	case q.Kind == api.ResolveCSSURLToken:
		return l.resolveURL(q)
	case strings.HasPrefix(strings.ToLower(q.Path), "data:"): // else esbuild would read it, past the care that load takes
		return refuse("a text within an address cannot be imported", "write the text into a file in assets/ and import that")
	case elsewhere(q.Path):
		return l.leave(q)
	case q.Kind == api.ResolveCSSImportRule:
		return l.resolveSheet(q)
	}
	return l.resolveScript(q)
}

// leave keeps an import of another host, where a browser can follow it, with a word about what that means.
func (l *loader) leave(q api.OnResolveArgs) api.OnResolveResult {
	if kind := q.Kind; path.Ext(l.entry) != ".css" && kind != api.ResolveJSDynamicImport && format(l.entry) != api.FormatESModule {
		return refuse(fmt.Sprintf("a script that is not a module cannot import %s", q.Path), "copy the file into assets/js and import that")
	}
	return api.OnResolveResult{Path: q.Path, External: true, Warnings: []api.Message{{
		Text:  fmt.Sprintf("%s is fetched from another host, which learns of each visitor", q.Path),
		Notes: []api.Note{{Text: "copy it into assets/"}},
	}}}
}

// resolveURL writes the address of a font or a picture in the place of its name.
func (l *loader) resolveURL(q api.OnResolveArgs) api.OnResolveResult {
	written, tail := splitTail(q.Path)
	if written == "" || hasScheme(q.Path) || elsewhere(q.Path) {
		return api.OnResolveResult{Path: q.Path, External: true}
	}
	name := l.within(q, unescape(written))
	if !inside(name) {
		return leadsOut(q.Path)
	}
	address, problem := l.files.URL(name)
	switch {
	case problem != nil:
		l.report(*problem)
		return api.OnResolveResult{Path: q.Path, External: true}
	case address == "" && l.known(name):
		return refuse(fmt.Sprintf("url() cannot refer to %q, which is no picture and no font", name), "take it in with @import, or name it in a layout")
	case address == "":
		return l.missing(name, name)
	}
	l.refer(name)
	return api.OnResolveResult{Path: address + tail, External: true}
}

func (l *loader) resolveSheet(q api.OnResolveArgs) api.OnResolveResult {
	written, _ := splitTail(q.Path)
	name := l.within(q, unescape(written))
	if path.Ext(name) != ".css" {
		return refuse(fmt.Sprintf("%q is not a style sheet", q.Path), "import a file that ends in .css")
	}
	return l.first(q, name, name)
}

func (l *loader) resolveScript(q api.OnResolveArgs) api.OnResolveResult {
	if !isPath(q.Path) {
		return refuse(fmt.Sprintf("%q is the name of a package, and packages are not fetched", q.Path),
			`copy its file into assets/js and import that, as in "/js/`+path.Base(q.Path)+`.js"`)
	}
	name := l.within(q, q.Path)
	switch ext := path.Ext(name); {
	case ext == ".css":
		return refuse("a script cannot import a style sheet", "import it in a style sheet, or name it in a layout")
	case ext != "" && kinds()[ext] == api.LoaderNone && l.known(name):
		return refuse(fmt.Sprintf("a script cannot import %q", q.Path), "scripts can import .ts, .js, .mjs, .json, .txt, .md, .html and .svg files")
	}
	last := q.Path[strings.LastIndexByte(q.Path, '/')+1:]
	return l.first(q, name, candidates(name, last == "" || last == "." || last == "..")...)
}

// candidates returns the names that an import of a script may mean, in the order in which they are looked for.
func candidates(name string, isFolder bool) []string {
	index := []string{path.Join(name, "index.ts"), path.Join(name, "index.js"), path.Join(name, "index.mjs")}
	switch ext := path.Ext(name); {
	case isFolder:
		return index
	case ext == ".js": // TypeScript writes the name that the other file has once it is built
		return []string{name, strings.TrimSuffix(name, ext) + ".ts"}
	case kinds()[ext] != api.LoaderNone:
		return []string{name}
	}
	return append([]string{name + ".ts", name + ".js", name + ".mjs"}, index...)
}

// first takes in the first of the candidates that there is.
func (l *loader) first(q api.OnResolveArgs, name string, candidates ...string) api.OnResolveResult {
	if !inside(name) {
		return leadsOut(q.Path)
	}
	for _, candidate := range candidates {
		switch file, problem := l.read(candidate); {
		case problem != nil: // one word about it is enough: of what is external, esbuild misses no exports
			l.report(*problem)
			return api.OnResolveResult{Path: q.Path, External: true}
		case file != nil:
			return api.OnResolveResult{Path: candidate, Namespace: space}
		}
	}
	return l.missing(name, candidates...)
}

// within returns the name within assets/ of what is written in a file: from the folder of that file, or with a "/" from assets/.
func (l *loader) within(q api.OnResolveArgs, written string) string {
	if strings.HasPrefix(written, "/") {
		return strings.TrimPrefix(path.Clean(written), "/")
	}
	importer := l.entry
	if q.Namespace == space {
		importer = q.Importer
	}
	return path.Join(path.Dir(importer), written)
}

func (l *loader) known(name string) bool {
	for _, other := range l.files.Names() {
		if other == name {
			return true
		}
	}
	return false
}

// missing says that there is none of the candidates, which an author may well have written with another letter.
func (l *loader) missing(name string, candidates ...string) api.OnResolveResult {
	meant := ""
	for _, candidate := range candidates {
		meant = cmp.Or(meant, diag.DidYouMean(candidate, l.files.Names()))
	}
	return refuse("there is no file "+folder+name+meant,
		"names are seen from the folder of the file that they stand in; one that begins with / is seen from assets/")
}

func leadsOut(written string) api.OnResolveResult {
	return refuse(fmt.Sprintf("%q leads out of assets/", written), "copy the file into assets/")
}

func refuse(text, hint string) api.OnResolveResult {
	return api.OnResolveResult{Errors: []api.Message{{Text: text, Notes: []api.Note{{Text: hint}}}}}
}
