package main

import (
	"bytes"
	"os"
	"runtime"
	"testing"
)

// TestBarInPipelines holds that progress is drawn on a terminal, and not on one that a pipeline has given to the command.
func TestBarInPipelines(t *testing.T) {
	screen, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0) // its other end is a terminal as well
	if err != nil {
		if runtime.GOOS == "linux" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	defer screen.Close()
	for ci, drawn := range map[string]bool{"": true, "false": true, "0": true, "true": false, "1": false, "woodpecker": false} {
		env := func(name string) (string, bool) { return ci, name == "CI" }
		if is := newProgress(terminal{err: screen, env: env}).line.w != nil; is != drawn {
			t.Errorf("with CI=%s it is drawn: %t", ci, is)
		}
		if newProgress(terminal{err: &bytes.Buffer{}, env: env}).line.w != nil {
			t.Error("it is drawn where there is no terminal")
		}
	}
}
