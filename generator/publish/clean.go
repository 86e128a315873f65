package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Clean removes from a destination what Stillpoint wrote there, then the folders
// that became empty, then the manifest. Files of others stay, and so does the
// destination itself. Where the manifest cannot be used, nothing is removed and an
// error says so. A destination that is not there is clean.
func Clean(destination string) (Summary, error) {
	if _, err := os.Stat(destination); errors.Is(err, fs.ErrNotExist) {
		return Summary{}, nil
	}
	p, err := open(destination)
	if err != nil {
		return Summary{}, err
	}
	defer p.Close()
	if p.old.damaged {
		return Summary{}, fmt.Errorf("nothing is removed: %s cannot be used to tell which files are Stillpoint's; delete the folder by hand if nothing else is in it", p.shown(manifestName))
	}
	p.forget = true
	return p.Commit()
}
