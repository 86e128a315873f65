//go:build !linux

package source

import "os"

// shortcut is none here.
type shortcut struct{}

func openShortcut(*os.Root) *shortcut { return nil }

func (*shortcut) close() error { return nil }

func (*shortcut) read(string, int64) ([]byte, bool) { return nil, false }

func (*shortcut) list(string, func(n int, f func(from, to int))) ([]entry, bool) { return nil, false }
