//go:build unix

package servertest

import (
	"os"
	"os/exec"
	"syscall"
)

// asGroup has a command start in a group of its own, to which its children belong.
func asGroup(command *exec.Cmd) { command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// killGroup ends a process and its children at once.
func killGroup(process *os.Process) { _ = syscall.Kill(-process.Pid, syscall.SIGKILL) }
