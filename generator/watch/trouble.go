package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// errEnded is the trouble of events that have ended of themselves.
var errEnded = errors.New("the events have ended")

// sentence says in plain words what keeps the watcher from using events on an
// operating system (as in runtime.GOOS), what it does instead, and how to mend it.
func sentence(err error, goos string) string {
	reason, remedy := diagnose(err, goos)
	return fmt.Sprintf("the system does not tell what changes: %s. All files are looked at once a second instead. "+
		"To see changes at once, %s", reason, remedy)
}

func diagnose(err error, goos string) (reason, remedy string) {
	switch linux := goos == "linux"; {
	case linux && errors.Is(err, syscall.ENOSPC):
		return "no more folders may be watched",
			"raise the limit with “sudo sysctl fs.inotify.max_user_watches=524288” and start again"
	case linux && errors.Is(err, syscall.EMFILE):
		return "no more programs may watch, or no more files may be open",
			"raise the limits with “sudo sysctl fs.inotify.max_user_instances=1024” and “ulimit -n 65536” and start again"
	case errors.Is(err, syscall.EMFILE):
		return "no more files may be open", "raise the limit with “ulimit -n 65536” and start again"
	case errors.Is(err, fs.ErrPermission):
		return err.Error(), "make the folder readable and start again"
	}
	return err.Error(), "start again"
}
