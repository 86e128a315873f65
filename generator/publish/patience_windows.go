package publish

import (
	"errors"

	"golang.org/x/sys/windows"
)

// passing tells whether an error says that somebody else has a file open. Windows says of some of them that access is denied.
func passing(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_ACCESS_DENIED)
}
