package bundle_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"stillpoint/generator/bundle"
	"stillpoint/generator/diag"
)

// memory is a folder assets/ in memory. A text that begins with "!" makes a file that cannot be read.
type memory map[string]string

func (m memory) Open(name string) (*diag.File, *diag.Diagnostic) {
	text, there := m[name]
	switch {
	case !there:
		return nil, nil
	case strings.HasPrefix(text, "!"):
		return nil, m.unreadable(name)
	}
	return diag.NewFile("assets/"+name, []byte(text)), nil
}

// URL gives addresses to all that is neither a style sheet nor a script, as package assets does.
func (m memory) URL(name string) (string, *diag.Diagnostic) {
	text, there := m[name]
	switch {
	case !there || bundle.Handles(name):
		return "", nil
	case strings.HasPrefix(text, "!"):
		return "", m.unreadable(name)
	}
	return "../" + strings.Replace(name, ".", ".1a2b.", 1), nil
}

func (m memory) unreadable(name string) *diag.Diagnostic {
	d := diag.New("unreadable", "assets/"+name, "cannot be read", "")
	return &d
}

func (m memory) Names() []string { return slices.Sorted(maps.Keys(m)) }

// build builds what is without fault.
func build(t testing.TB, name string, m memory, o bundle.Options) *bundle.Result {
	t.Helper()
	made, problems := bundle.Build(name, m, o)
	if len(problems) > 0 || made == nil {
		t.Fatalf("%s: %v", name, problems)
	}
	return made
}
