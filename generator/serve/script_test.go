package serve

import (
	"bytes"
	"io/fs"
	"testing"
)

// Every file of the folder is part of the script; the style is so as a text.
func TestTheScriptIsWhole(t *testing.T) {
	script := newScript()
	entries, err := fs.ReadDir(browser, "browser")
	if err != nil || len(entries) < 2 {
		t.Fatalf("%d files, %v", len(entries), err)
	}
	for _, entry := range entries {
		text := part(entry.Name())
		if entry.Name() == "panel.css" {
			text = []byte(`const panelStyle = ":host {`)
		}
		if len(text) == 0 || !bytes.Contains(script.body, text) {
			t.Errorf("%s is missing", entry.Name())
		}
	}
}
