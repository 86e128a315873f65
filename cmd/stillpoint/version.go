package main

import (
	_ "embed" // of origin.txt
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

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

// origin is what the sources say of themselves: "version v1.2.3" in a release, "commit" and its digest in an archive that Git or its host
// has made, and a placeholder anywhere else.
//
//go:embed origin.txt
var origin string

// programVersion returns the version of a release, or else what the Go tool has stamped into the program: a tag, or the commit
// that it was built from. In a folder without Git there may be neither; then it is "devel".
func programVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return versionOf(origin, info.Main.Version)
	}
	return versionOf(origin, "")
}

// versionOf returns the version of a program by what its sources say, and by the stamp of the Go tool.
func versionOf(origin, stamp string) string {
	kind, name, _ := strings.Cut(strings.TrimSpace(origin), " ")
	switch {
	case kind == "version":
		return name
	case stamp != "" && stamp != "(devel)":
		return stamp
	case kind == "commit" && !strings.HasPrefix(name, "$") && len(name) > 12:
		return "devel-" + name[:12]
	}
	return "devel"
}
