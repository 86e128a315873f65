package main

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// TestLive edits copies of this repository's site while "stillpoint serve" serves them, and watches in a real
// browser, which nobody touches, how each change comes to be seen.
func TestLive(t *testing.T) {
	repository := filepath.Join("..", "..")
	folder := filepath.Join(repository, ".ci")
	requireBrowserTools(t, folder, "node", "go")
	binary := filepath.Join(t.TempDir(), "stillpoint")
	if report, err := exec.CommandContext(t.Context(), "go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, report)
	}
	runScript(t, filepath.Join(folder, "live", "run.mjs"), binary, repository)
}
