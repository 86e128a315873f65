package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func versionCommand(t terminal) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Show the version of this program",
		Long: `Version shows which release of Stillpoint this is, or which commit it was built from, for which system, and with which
version of Go. Please copy that line into every report of a mistake.`,
		Example: "  stillpoint version",
		Args:    noArguments,
		Run: func(*cobra.Command, []string) {
			fmt.Fprintf(t.out, "stillpoint %s %s/%s %s\n", programVersion(), runtime.GOOS, runtime.GOARCH, runtime.Version())
		},
	}
}

// programVersion returns the version that the Go tool stamped into the
// program: a release, or the commit that it was built from.
func programVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}
