package main

import (
	"os/exec"
	"runtime"
)

// openBrowser opens an address in the browser that $BROWSER names, or else in the one of the
// desktop. It does not wait for it.
func openBrowser(t terminal, address string) error {
	name, arguments := desktop(runtime.GOOS)
	if own, set := t.env("BROWSER"); set && own != "" {
		name, arguments = own, nil
	}
	cmd := exec.Command(name, append(arguments, address)...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }() // so that nothing is left of it when it ends
	return nil
}

// desktop returns what opens an address on an operating system, as in runtime.GOOS.
func desktop(goos string) (name string, arguments []string) {
	switch goos {
	case "darwin":
		return "open", nil
	case "windows":
		return "rundll32", []string{"url.dll,FileProtocolHandler"}
	}
	return "xdg-open", nil
}
