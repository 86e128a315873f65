//go:build !windows

package publish

// passing tells whether an error says that somebody else has a file open: no error here does.
func passing(error) bool { return false }
