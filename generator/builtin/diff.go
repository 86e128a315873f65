package builtin

import (
	"bytes"

	"github.com/rogpeppe/go-internal/diff"
)

// Difference is what a site's file and the built-in one have to do with each other, as unified diffs.
type Difference struct {
	Update []byte // what has changed of the built-in file since it was ejected; nil where nothing has, or nobody knows what
	Yours  []byte // what the site has changed: of the text that it ejected, or, where that is not known, of the built-in one of today
}

// Diff compares a file of the site with the built-in one.
func (f *File) Diff() Difference {
	if f.yours == nil {
		return Difference{}
	}
	then, now := "built-in-then/"+f.Name, "built-in/"+f.Name
	switch {
	case f.base != nil && f.Changed():
		return Difference{Update: unified(then, f.base, now, f.builtin), Yours: unified(then, f.base, f.Name, f.yours)}
	case f.builtin == nil:
		return Difference{}
	}
	return Difference{Yours: unified(now, f.builtin, f.Name, f.yours)}
}

// unified returns a diff without the line of the command that other tools put before it.
func unified(oldName string, before []byte, newName string, after []byte) []byte {
	text := diff.Diff(oldName, before, newName, after)
	_, text, _ = bytes.Cut(text, []byte("\n"))
	return text
}
