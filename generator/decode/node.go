// Package decode reads YAML, TOML, JSON and CSV into one tree whose every part
// knows where it stood in its file, and decodes that tree strictly into structs:
// an unknown field, a wrong type, a field given twice is a diagnostic at its place, with a
// suggestion, in words for someone who does not write programs.
package decode

import (
	"slices"
	"time"

	"stillpoint/generator/diag"
)

// Kind is what a node holds.
type Kind int

// The kinds of nodes.
const (
	Null Kind = iota
	String
	Int
	Float
	Bool
	Time
	List
	Map
)

// String returns the kind in plain words, with its article.
func (k Kind) String() string {
	return [...]string{"nothing", "text", "a whole number", "a number", "true or false", "a date", "a list", "a group of fields"}[k]
}

// Node is a value with its place in a file. A Node does not change once it is parsed.
type Node struct {
	kind    Kind
	file    *diag.File
	offset  int
	length  int
	text    string // a scalar as written, escapes resolved
	value   any    // a scalar's plain value
	entries []entry
	index   map[string]int // into entries, once they are many
	items   []*Node
}

type entry struct {
	key    string
	offset int
	length int
	file   *diag.File
	value  *Node
}

// Kind returns what the node holds; Null for a nil node.
func (n *Node) Kind() Kind {
	if n == nil {
		return Null
	}
	return n.kind
}

// Text returns a scalar as it was written, without quotes; "" for lists and maps.
func (n *Node) Text() string {
	if n == nil {
		return ""
	}
	return n.text
}

// Items returns the members of a list.
func (n *Node) Items() []*Node {
	if n == nil {
		return nil
	}
	return n.items
}

// Keys returns the keys of a map in the order of writing.
func (n *Node) Keys() []string {
	if n == nil {
		return nil
	}
	keys := make([]string, len(n.entries))
	for i, e := range n.entries {
		keys[i] = e.key
	}
	return keys
}

// Get returns the value of a key of a map, or nil.
func (n *Node) Get(key string) *Node {
	if e := n.entry(key); e != nil {
		return e.value
	}
	return nil
}

// Find follows keys downwards; it returns nil where one is not there.
func (n *Node) Find(path ...string) *Node {
	for _, key := range path {
		n = n.Get(key)
	}
	return n
}

func (n *Node) entry(key string) *entry {
	if n == nil {
		return nil
	}
	if n.index != nil {
		if i, there := n.index[key]; there {
			return &n.entries[i]
		}
		return nil
	}
	for i := range n.entries {
		if n.entries[i].key == key {
			return &n.entries[i]
		}
	}
	return nil
}

// manyEntries is when looking through all entries begins to cost more than an index.
const manyEntries = 16

// add appends an entry whose key is not there yet.
func (n *Node) add(e entry) {
	n.entries = append(n.entries, e)
	switch {
	case n.index != nil:
		n.index[e.key] = len(n.entries) - 1
	case len(n.entries) > manyEntries:
		n.reindex()
	}
}

func (n *Node) reindex() {
	n.index = nil
	if len(n.entries) <= manyEntries {
		return
	}
	n.index = make(map[string]int, len(n.entries))
	for i, e := range n.entries {
		n.index[e.key] = i
	}
}

// Position returns where the value stands.
func (n *Node) Position() diag.Position { return n.file.Position(n.offset, n.length) }

// Error returns an error diagnostic at the value.
func (n *Node) Error(code, message, hint string) diag.Diagnostic {
	return n.file.Error(code, n.offset, n.length, message, hint)
}

// KeyError returns an error diagnostic at a key of a map, or at the map where
// the key is not there.
func (n *Node) KeyError(key, code, message, hint string) diag.Diagnostic {
	if e := n.entry(key); e != nil {
		return e.error(code, message, hint)
	}
	return n.Error(code, message, hint)
}

func (e *entry) error(code, message, hint string) diag.Diagnostic {
	return e.file.Error(code, e.offset, e.length, message, hint)
}

// Value returns the node as plain values: map[string]any, []any, string,
// int64, float64, bool, time.Time or nil.
func (n *Node) Value() any {
	switch n.Kind() {
	case Map:
		m := make(map[string]any, len(n.entries))
		for _, e := range n.entries {
			m[e.key] = e.value.Value()
		}
		return m
	case List:
		list := make([]any, len(n.items))
		for i, item := range n.items {
			list[i] = item.Value()
		}
		return list
	case Null:
		return nil
	case Time:
		if t, ok := n.value.(time.Time); ok {
			return t
		}
	}
	return n.value
}

// Merge lays one tree over another: maps are joined key by key, everything
// else is replaced. Nodes keep their own files, so places stay true. Either may be nil.
func Merge(base, over *Node) *Node {
	switch {
	case over == nil:
		return base
	case base == nil || base.kind != Map || over.kind != Map:
		return over
	}
	merged := *over
	merged.entries = slices.Clone(over.entries)
	for i := range merged.entries {
		e := &merged.entries[i]
		e.value = Merge(base.Get(e.key), e.value)
	}
	for _, e := range base.entries {
		if over.entry(e.key) == nil {
			merged.entries = append(merged.entries, e)
		}
	}
	merged.reindex()
	return &merged
}
