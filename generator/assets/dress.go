package assets

import (
	"path"
	"strings"
	"sync"

	"stillpoint/generator/bundle"
	"stillpoint/generator/diag"
	"stillpoint/generator/source"
	"stillpoint/generator/strip"
	"stillpoint/generator/vector"
)

// dress makes an asset ready for browsers, each kind in its own way.
func (s *Store) dress(name string) *outcome {
	switch {
	case bundle.Handles(name):
		return s.bundle(name)
	case name == Sprite && s.options.Snapshot.Lookup(Folder+"/"+name) == nil:
		return s.sprite()
	}
	file := s.options.Snapshot.Lookup(Folder + "/" + name)
	made := &outcome{from: recipe{inputs: map[string]source.Digest{file.Path: file.Digest()}}}
	data, err := file.Read()
	if err != nil {
		made.problems = diag.List{source.Unreadable(file.Path, err)}
		return made
	}
	data, made.problems = s.options.Minifier.Clean(diag.NewFile(file.Path, data))
	made.asset = New(name, data)
	return made
}

// Clean returns a file as it may be published: a drawing without what could run or reach out, a picture without a word of
// where and by whom it was taken, a text minified. With an error among the diagnostics it must not be published.
func (m Minifier) Clean(file *diag.File) ([]byte, diag.List) {
	if strings.EqualFold(path.Ext(file.Name()), ".svg") {
		drawing, problems := vector.Read(file)
		if problems.Errors() > 0 {
			return nil, problems
		}
		small, problem := m.File(diag.NewFile(file.Name(), drawing.Bytes()))
		if problem != nil { // the minifier knows less than a browser does: the drawing stays as it is
			return drawing.Bytes(), problems
		}
		return small, problems
	}
	clean, kind, err := strip.Picture(file.Text())
	switch {
	case err != nil:
		return nil, diag.List{Unclean(file.Name(), err)}
	case kind != "":
		return clean, nil
	}
	small, problem := m.File(file)
	if problem != nil {
		return nil, diag.List{*problem}
	}
	return small, nil
}

// Unclean says that a picture is broken, so that it cannot be promised that nothing private is in it.
func Unclean(file string, err error) diag.Diagnostic {
	return diag.New("broken-image", file, err.Error(), "open it in a program for pictures and save it again")
}

// bundle makes a style sheet or a script ready with all that it imports.
func (s *Store) bundle(name string) *outcome {
	files := &inputs{store: s, entry: name, looked: map[string]bool{}}
	result, problems := bundle.Build(name, files, bundle.Options{
		Minify: s.options.Minifier.m != nil, SourceMap: s.options.SourceMaps, Browsers: s.options.Browsers, Prelude: s.options.Prelude[name],
	})
	made := &outcome{problems: problems, from: recipe{inputs: map[string]source.Digest{}}}
	for read := range files.looked {
		made.from.inputs[Folder+"/"+read] = s.digest(Folder + "/" + read)
	}
	if result == nil {
		return made
	}
	for _, absent := range result.Absent {
		made.from.inputs[Folder+"/"+absent] = s.digest(Folder + "/" + absent)
	}
	made.refers = result.Refers
	made.asset = New(output(name), result.Data)
	made.asset.Map = result.Map
	return made
}

// output returns the name that an asset is published under, but for its fingerprint: TypeScript becomes JavaScript.
func output(name string) string {
	if path.Ext(name) == ".ts" {
		return strings.TrimSuffix(name, ".ts") + ".js"
	}
	return name
}

// inputs are the files that a style sheet or script may read, as package bundle sees them.
type inputs struct {
	store  *Store
	entry  string
	mu     sync.Mutex
	looked map[string]bool // names that were looked for, whether or not there is such a file
}

func (i *inputs) look(name string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.looked[name] = true
}

// Open reads a file of assets/.
func (i *inputs) Open(name string) (*diag.File, *diag.Diagnostic) {
	i.look(name)
	file := i.store.options.Snapshot.Lookup(Folder + "/" + name)
	if file == nil || strings.HasPrefix(file.Path, StaticFolder+"/") {
		return nil, nil
	}
	return file.Text()
}

// URL returns the address of a font or a picture, seen from the style sheet, so that it holds wherever the site lies.
func (i *inputs) URL(name string) (string, *diag.Diagnostic) {
	i.look(name)
	if bundle.Handles(name) {
		return "", nil
	}
	made := i.store.look(name)
	switch {
	case made == nil:
		return "", nil
	case made.asset == nil:
		return "", &made.problems[0]
	}
	return strings.Repeat("../", strings.Count(i.entry, "/")) + made.asset.Output, nil
}

// Names returns the names of all assets.
func (i *inputs) Names() []string { return i.store.Names() }
