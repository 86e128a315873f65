//go:build !unix

package servertest

import (
	"os"
	"os/exec"
)

// asGroup does nothing where processes have no groups.
func asGroup(*exec.Cmd) {}

// killGroup ends a process at once.
func killGroup(process *os.Process) { _ = process.Kill() }
