package layouts

import "strings"

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
