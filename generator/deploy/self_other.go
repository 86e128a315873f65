//go:build !unix

package deploy

import "os"

// alive tells whether there is a process of a number: on Windows only one that is there can be opened.
func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	_ = p.Release()
	return true
}

func machine() string { return "" }
