//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package cache

import (
	"errors"
	"os"
)

// tryLock says that this system has no lock that dies with its process.
func tryLock(*os.File) error { return errors.ErrUnsupported }
