package main

import (
	"os"
	"syscall"
)

// peakMemory returns the largest resident set of a finished process in KiB.
func peakMemory(p *os.ProcessState) int64 {
	if usage, ok := p.SysUsage().(*syscall.Rusage); ok {
		return usage.Maxrss
	}
	return 0
}

// freeRoom returns how many bytes can still be written to a folder.
func freeRoom(folder string) (free int64, known bool) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(folder, &disk); err != nil {
		return 0, false
	}
	return int64(disk.Bavail) * int64(disk.Bsize), true
}
