//go:build !linux

package publish

import (
	"os"
	"time"
)

// lstat looks at a file.
func lstat(place string) (condition, error) {
	info, err := os.Lstat(place)
	if err != nil {
		return condition{}, err
	}
	return condition{info.Mode().IsRegular(), info.Size(), info.ModTime().UnixNano()}, nil
}

// makeFile makes a new file, and asks before each step. The time of a file is set when it is closed, since closing changes it on
// some systems.
func makeFile(place string, data []byte, modified time.Time, _ bool, before func(action string) error) (condition, error) {
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
	return lstat(place)
}
