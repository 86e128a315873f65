//go:build unix

package deploy

import (
	"errors"
	"os"
	"strings"
	"syscall"
)

// alive tells whether there is a process of a number.
func alive(pid int) bool { return !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) }

// machine tells apart, on Linux, one start of a machine from the next, and containers from each other, which may have the same name and
// other processes under the same numbers (proc(5), pid_namespaces(7)).
func machine() string {
	boot, _ := os.ReadFile("/proc/sys/kernel/random/boot_id")
	room, _ := os.Readlink("/proc/self/ns/pid")
	return strings.TrimSpace(string(boot)) + " " + room
}
