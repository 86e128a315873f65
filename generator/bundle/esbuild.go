package bundle

import (
	"bytes"
	"encoding/json"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// run builds the entry of a loader. Engines are always given: without them esbuild takes it that browsers know all there is. A style sheet
// loses its blanks only: shorter forms would round its colours to 8 bits of sRGB, to save 0.3 % of our own.
func run(l *loader, targets []api.Engine, o Options) api.BuildResult {
	return api.Build(api.BuildOptions{
		EntryPoints: []string{l.entry}, Outfile: outfile(l.entry), Bundle: true, AbsWorkingDir: nowhere(), TsconfigRaw: "{}",
		LogLevel: api.LogLevelSilent, Charset: api.CharsetUTF8, LegalComments: api.LegalCommentsInline,
		MinifyWhitespace: o.Minify, MinifyIdentifiers: o.Minify, MinifySyntax: o.Minify && path.Ext(l.entry) != ".css",
		Sourcemap: sourceMap(o.SourceMap), SourcesContent: api.SourcesContentInclude,
		Engines: targets, Platform: api.PlatformBrowser, Format: format(l.entry),
		Define:  map[string]string{"process.env.NODE_ENV": environment(o.Minify)},
		Plugins: []api.Plugin{{Name: "stillpoint", Setup: l.setup}},
	})
}

// nowhere is the folder that esbuild takes itself and all files for being in, the same on every machine. It looks there by itself, past every
// plugin, for entries and for patterns of names, import("./" + name): where nothing is, also not by way of some "../", it finds nothing.
func nowhere() string {
	root := "/"
	if runtime.GOOS == "windows" {
		root = `C:\`
	}
	return root + strings.Repeat("stillpoint-nowhere/", 50)
}

// outfile is never written: esbuild takes the kind of the result from it.
func outfile(entry string) string {
	if path.Ext(entry) == ".css" {
		return "out.css"
	}
	return "out.js"
}

func format(entry string) api.Format {
	switch path.Ext(entry) {
	case ".css":
		return api.FormatDefault
	case ".mjs":
		return api.FormatESModule
	}
	return api.FormatIIFE
}

func sourceMap(wanted bool) api.SourceMap {
	if wanted {
		return api.SourceMapExternal
	}
	return api.SourceMapNone
}

func environment(minify bool) string {
	if minify {
		return `"production"`
	}
	return `"development"`
}

// result collects what came of a build without errors.
func (l *loader) result(built api.BuildResult) *Result {
	made := &Result{Inputs: l.inputs(), Absent: slices.Sorted(maps.Keys(l.absent)), Refers: slices.Sorted(maps.Keys(l.refers))}
	for _, file := range built.OutputFiles {
		if strings.HasSuffix(file.Path, ".map") {
			made.Map = l.renameSources(file.Contents)
		} else {
			made.Data = bytes.TrimSuffix(l.rename(file.Contents), []byte("\n/* "+imports+":"+l.entry+" */\n"))
		}
	}
	return made
}

// rename gives files the names that people know them by, in the comments that tell where a part comes from. Both names are of one
// length, so that no column of a source map moves.
func (l *loader) rename(text []byte) []byte {
	if !bytes.Contains(text, []byte(space+":")) {
		return text
	}
	for _, name := range l.inputs() {
		text = bytes.ReplaceAll(text, []byte(space+":"+name), []byte(folder+name))
	}
	return text
}

// mapping is a source map (tc39.es/ecma426).
type mapping struct {
	Version  int      `json:"version"`
	Sources  []string `json:"sources"`
	Contents []string `json:"sourcesContent"`
	Mappings string   `json:"mappings"`
	Names    []string `json:"names"`
}

// renameSources does the same for the sources of a source map, and gives them the texts that their authors wrote.
func (l *loader) renameSources(text []byte) []byte {
	var m mapping
	if json.Unmarshal(text, &m) != nil { // esbuild writes no other
		return text
	}
	for i := range m.Sources {
		m.Sources[i] = string(l.rename([]byte(m.Sources[i])))
	}
	for i := range m.Contents {
		m.Contents[i] = strings.TrimSuffix(strings.TrimSuffix(m.Contents[i], scriptEnd), sheetEnd)
	}
	renamed, err := json.Marshal(m)
	if err != nil {
		return text
	}
	return renamed
}
