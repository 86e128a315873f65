// Command stillpoint builds the website of a hands-on wellness practice out of
// a folder of Markdown.
//
// It exits with 0 when all is done, with 1 when the site has errors, and with 2
// when it was called in a way that it does not understand.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	_ "time/tzdata" // so that time zones are known on machines without them
)

// Exit codes.
const (
	exitDone  = 0
	exitSite  = 1
	exitUsage = 2
)

// memory is how many bytes a build may use before garbage is collected more often than Go does by itself, so that sites of a hundred thousand pages
// fit into small machines. GOMEMLIMIT in the environment wins.
const memory = 1300 << 20

func main() {
	if _, set := os.LookupEnv("GOMEMLIMIT"); !set {
		debug.SetMemoryLimit(memory)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], terminal{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.LookupEnv})
	stop()
	os.Exit(code)
}

// terminal is what a command may use of the world outside.
type terminal struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) (string, bool)
}

// errSite says that the site has errors, which have been printed already.
var errSite = errors.New("the site has errors")

// usageError is a call that was not understood.
type usageError struct{ error }

func (u usageError) Unwrap() error { return u.error }

// run runs one command line and returns the exit code.
func run(ctx context.Context, args []string, t terminal) int {
	root := rootCommand(t)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errSite):
		return exitSite
	case errors.As(err, &usage):
		fmt.Fprintf(t.err, "stillpoint: %v\n", err)
		return exitUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(t.err, "stillpoint: stopped; the published site is as it was")
		return exitSite
	}
	fmt.Fprintf(t.err, "stillpoint: %v\n", err)
	return exitSite
}
