package main

import (
	"path/filepath"
	"testing"
)

// TestManualAudit holds the site of the documentation to the audits of TestAudit: all pages to those that need no browser, and of each
// layout, and of the largest pages, one to those in a browser; with -every-page all pages.
func TestManualAudit(t *testing.T) {
	folder := filepath.Join("..", "..", ".ci")
	requireBrowserTools(t, folder, "node", "java")
	site := buildSite(t, manualSite(t))
	script := filepath.Join(folder, "audit", "run.mjs")
	t.Run("all pages", func(t *testing.T) {
		t.Parallel()
		runScript(t, script, site, "valid", "jsonld", "--require-jsonld", "--strict")
	})
	t.Run("some pages", func(t *testing.T) {
		t.Parallel()
		arguments := []string{site, "axe", "keyboard", "reflow", "steady", "quiet", "plain", "weight"}
		pages := []string{"/", "/writing/", "/reference/", "/reference/commands/build/", "/reference/configuration/", "/reference/components/gallery/",
			"/reference/components/faq/", "/reference/templates/views/", "/reference/rules/", "/reference/rules/contrast/"}
		runScript(t, script, append(arguments, representative(pages)...)...)
	})
}

// manualSite returns a folder with the documentation as a site.
func manualSite(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "manual")
	if err := writeManual(terminal{out: &record{}}, rootCommand(terminal{}), folder); err != nil {
		t.Fatal(err)
	}
	return folder
}
