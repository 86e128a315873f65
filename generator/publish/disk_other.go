//go:build !linux

package publish

import (
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// ground is the destination by its path.
type ground struct{ absolute string }

func groundOf(root *os.Root) (ground, error) {
	absolute, err := filepath.Abs(root.Name())
	return ground{absolute}, err
}

func (g ground) close() error { return nil }

func (g ground) path(name string) string {
	return g.absolute + string(filepath.Separator) + filepath.FromSlash(name)
}

// lstat looks at a file or folder.
func (g ground) lstat(name string) (condition, error) {
	info, err := os.Lstat(g.path(name))
	if err != nil {
		return condition{}, err
	}
	return condition{kindOf(info.Mode()), info.Size(), info.ModTime().UnixNano()}, nil
}

func kindOf(mode fs.FileMode) kind {
	switch {
	case mode.IsRegular():
		return plainFile
	case mode.IsDir():
		return folder
	}
	return other
}

func (g ground) makeFolder(name string) error { return os.Mkdir(g.path(name), 0o755) }

// makeFile makes a new file, and asks before each step. The time of a file is set when it is closed, since closing changes it on
// some systems.
func (g ground) makeFile(name string, data []byte, modified time.Time, _ bool, before func(action string) error) (condition, error) {
	place := g.path(name)
	if err := before("create"); err != nil {
		return condition{}, err
	}
	file, err := os.OpenFile(place, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return condition{}, err
	}
	err = before("fill")
	if err == nil {
		_, err = file.Write(data)
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil || modified.IsZero() {
		return condition{}, err
	}
	if err := before("age"); err != nil {
		return condition{}, err
	}
	if err := os.Chtimes(place, modified, modified); err != nil {
		return condition{}, err
	}
	return g.lstat(name)
}
