//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package lock

import (
	"errors"
	"os"
)

// Try says that this system has no lock that dies with its process.
func Try(*os.File) error { return errors.ErrUnsupported }
