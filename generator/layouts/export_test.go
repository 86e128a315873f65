package layouts

import (
	"html/template"
	"maps"
	"slices"
	"strings"
)

// DontFold makes a set render every page from the beginning, as if nothing were
// the same on another.
func (s *Set) DontFold() {
	for _, l := range s.leaves {
		l.folding.Do(func() { l.facts = NewRecord() })
	}
}

// Escapers are what stands for the escapers of html/template, by a template that needs them.
func Escapers() map[string]func(text string, finished bool) (string, bool) {
	return map[string]func(string, bool) (string, bool){
		`<p>{{.}}</p>`: escapeText, `<title>{{.}}</title>`: escapeQuoted, `<p title="{{.}}">`: escapeQuoted, `<a href="{{.}}">`: escapeAddress,
	}
}

// Quickened returns how many actions and ranges of a layout are not left to package reflect.
func (s *Set) Quickened(layout string) int {
	n := 0
	for _, t := range s.leaves[layout].template.Templates() {
		if t.Tree == nil {
			continue
		}
		n += strings.Count(t.Tree.Root.String(), " "+quickPrefix)
	}
	return n
}

// OwnFunctions returns the names of the functions that templates may call beside Go's own, sorted.
func OwnFunctions() []string { return slices.Sorted(maps.Keys(functions(Base{}))) }

// Execute renders a template with them.
func Execute(text string, base Base, dot any) (string, error) {
	t, err := template.New("").Funcs(functions(base)).Parse(text)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	err = t.Execute(&out, dot)
	return out.String(), err
}
