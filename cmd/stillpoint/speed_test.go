package main

import (
	"path/filepath"
	"testing"
)

// TestSpeed holds the site of this repository, and pages of photographs, to Lighthouse, and shows that it can fail. It measures how quick
// pages are, so nothing of ours must run beside it: no other audit, and, since the tests of a package run in the order of their files and
// those of this one take longest, no other package's tests.
func TestSpeed(t *testing.T) {
	folder := filepath.Join("..", "..", ".ci")
	requireBrowserTools(t, folder, "node")
	script := filepath.Join(folder, "audit", "run.mjs")
	t.Run("site", func(t *testing.T) { runScript(t, script, buildSite(t, filepath.Join("..", "..")), "lighthouse") })
	t.Run("photographs", func(t *testing.T) {
		runScript(t, script, append([]string{buildSite(t, albumSite(t)), "lighthouse"}, only(albumPages())...)...)
	})
	t.Run("selftest", func(t *testing.T) { runScript(t, filepath.Join(folder, "audit", "selftest.mjs"), "lighthouse") })
}
