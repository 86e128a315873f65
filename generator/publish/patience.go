package publish

import "time"

// How long it is waited before something is tried a second time, and at most between two attempts; about two and a half seconds in all.
const (
	firstPause   = 5 * time.Millisecond
	longestPause = 1280 * time.Millisecond
)

// patiently tries again for a while what fails because somebody has a file open just now. Windows lets nobody rename or remove a file
// that another reads, and there the indexer, the scanner for viruses or a server may read any file at any moment, for a moment.
func patiently(act func() error, passing func(error) bool, pause func(time.Duration)) error {
	for next := firstPause; ; next *= 2 {
		err := act()
		if err == nil || next > longestPause || !passing(err) {
			return err
		}
		pause(next)
	}
}
